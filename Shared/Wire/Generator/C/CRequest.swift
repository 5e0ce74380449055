import Wire

/// The request as protoc-gen-c can take it. The bytes that its structs stand for stay the same:
/// - `optional` becomes the one-member oneof that it already is in the descriptor,
/// - `string` becomes `bytes`: a length and a pointer, so that NUL characters survive,
/// - enums become `int32`: open, and without C names,
/// - `bool` becomes `uint64`, since libprotobuf-c reads a bool from contents of any wire type,
/// - the entries of maps become messages whose two fields are always written, as other implementations do,
/// - options, extensions, services and proto2 files (descriptor.proto) are left out.
enum CRequest {
  static func rewrite(_ request: RawMessage) throws -> RawMessage {
    let files = try request.messages(15)
    let proto2 = Set(files.filter { $0.string(12) != "proto3" }.map { $0.string(1) })
    var result = RawMessage()
    for name in request.strings(1) where !proto2.contains(name) { result.append(1, name) }
    for file in files where !proto2.contains(file.string(1)) { result.append(15, try rewrite(file: file, proto2)) }
    return result
  }

  private static func rewrite(file: RawMessage, _ proto2: Set<String>) throws -> RawMessage {
    var result = RawMessage()
    for number in [1, 2, 12] as [UInt32] { result.append(number, file.string(number)) }
    for dependency in file.strings(3) where !proto2.contains(dependency) { result.append(3, dependency) }
    for message in try file.messages(4) { result.append(4, try rewrite(message: message)) }
    return result
  }

  private static func rewrite(message: RawMessage) throws -> RawMessage {
    var result = RawMessage()
    result.append(1, message.string(1))
    let isMapEntry = try message.message(7)?.varint(7) == 1
    for (index, field) in try message.messages(2).enumerated() {
      result.append(2, try rewrite(field: field, presence: isMapEntry ? UInt64(index) : nil))
    }
    for nested in try message.messages(3) { result.append(3, try rewrite(message: nested)) }
    let oneofs = isMapEntry ? ["_key", "_value"] : try message.messages(8).map { $0.string(1) }
    for name in oneofs {
      var oneof = RawMessage()
      oneof.append(1, name)
      result.append(8, oneof)
    }
    return result
  }

  private static func rewrite(field: RawMessage, presence oneof: UInt64?) throws -> RawMessage {
    var result = field
    result.set(1, .bytes(Array(CNames.renamed(field.string(1)).utf8)))
    for number in [8, 10, 17] as [UInt32] { result.remove(number) }
    if let packed = try field.message(8)?.varint(2) { result.append(8, RawMessage([.init(2, .varint(packed))])) }
    if let oneof { result.set(9, .varint(oneof)) }
    switch field.varint(5) {
    case 8: result.set(5, .varint(4))
    case 9: result.set(5, .varint(12))
    case 14:
      result.set(5, .varint(5))
      result.remove(6)
    default: break
    }
    return result
  }
}
