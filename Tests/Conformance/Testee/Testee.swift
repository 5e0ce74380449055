import Wire
import WireConformance

/// Reads a message of the asked type and writes it again.
enum Testee {
  private static let types: [String: any WireMessage.Type] = Dictionary(
    uniqueKeysWithValues: [
      ProtobufTestMessagesProto3.TestAllTypesProto3.self, ProtobufTestMessagesProto2.TestAllTypesProto2.self,
      ProtobufTestMessagesProto2.TestAllRequiredTypesProto2.self,
    ].map { (type: any WireMessage.Type) in (type.fullName, type) })

  /// The serialized ConformanceResponse to a serialized ConformanceRequest.
  static func answer(to bytes: [UInt8]) -> [UInt8] {
    do {
      let request = try Conformance.ConformanceRequest(decoding: bytes)
      return Conformance.ConformanceResponse.with { $0.result = result(of: request) }.encoded()
    } catch {
      return Conformance.ConformanceResponse.with { $0.result = .runtimeError("\(error)") }.encoded()
    }
  }

  private static func result(of request: Conformance.ConformanceRequest) -> Conformance.ConformanceResponse.Result {
    // The runner's first question is which tests are known to fail; it has that list itself.
    if request.messageType == Conformance.FailureSet.fullName {
      return .protobufPayload(Conformance.FailureSet().encoded())
    }
    guard case .protobufPayload(let bytes) = request.payload, request.requestedOutputFormat == .protobuf else {
      return .skipped("only the binary encoding is read and written")
    }
    // Not skipped: the runner is content with what is skipped.
    guard let type = types[request.messageType] else { return .runtimeError("\(request.messageType) is not known") }
    return rewritten(bytes, as: type)
  }

  private static func rewritten<Message: WireMessage>(
    _ bytes: [UInt8], as type: Message.Type
  ) -> Conformance.ConformanceResponse.Result {
    do {
      return .protobufPayload(try Message(decoding: bytes).encoded())
    } catch {
      return .parseError("\(error)")
    }
  }
}
