import Wire
import WireConformance
import WireStandard

@testable import RPC

/// Messages of many shapes: what is read is written and read the same, and costs no more than allowed.
struct Messages: Target {
  private static let types: [any WireMessage.Type] = [
    ProtobufTestMessagesProto3.TestAllTypesProto3.self, ProtobufTestMessagesProto2.TestAllTypesProto2.self,
    GoogleRpc.Status.self, GrpcReflectionV1.ServerReflectionResponse.self, GrpcChannelzV1.GetSocketResponse.self,
  ]

  /// Takes a byte that chooses the type, then the message.
  func run(_ input: [UInt8]) throws {
    guard let choice = input.first else { return }
    let bytes = Array(input.dropFirst())
    let type = Self.types[Int(choice) % Self.types.count]
    try check(bytes, type)
    _ = StatusDetails.decode(bytes).map(\.wire)
    _ = try? DescriptorPool([bytes])
    if let raw = try? RawMessage(decoding: bytes) {
      let again = raw.encoded()
      try promise(try RawMessage(decoding: again).encoded() == again, "a raw message is not written as it was read")
    }
  }

  private func check<Message: WireMessage>(_ bytes: [UInt8], _ type: Message.Type) throws {
    guard let message = try? Message(decoding: bytes, limits: WireLimits(arenaBytes: 1 << 20)) else { return }
    let written = message.encoded()
    guard let again = try? Message(decoding: written) else {
      throw Finding(description: "what was written as \(type) cannot be read")
    }
    // By their bytes, because a NaN is not equal to itself.
    try promise(again.encoded() == written, "\(type) is not written as it was read")
  }
}
