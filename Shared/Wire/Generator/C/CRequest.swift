import Wire

/// The request as protoc-gen-c can take it. The bytes that its structs stand for stay the same:
/// - `optional` becomes the one-member oneof that it already is in the descriptor; proto2's, which is none, becomes one,
/// - so does a message that is not repeated: libprotobuf-c's merge loses fields of one that comes twice, and a oneof is
///   never merged but replaced, which ``Rewriting`` of the runtime turns into a merge,
/// - `string` becomes `bytes`: a length and a pointer, so that NUL characters survive,
/// - enums become `int32`: open, and without C names,
/// - `bool` becomes `uint64`, since libprotobuf-c reads a bool from contents of any wire type,
/// - the entries of maps become messages whose two fields are always written, as other implementations do,
/// - options, extensions, groups, services and files that get no code (descriptor.proto) are left out.
enum CRequest {
  static func rewrite(_ request: RawMessage, _ parameters: Parameters) throws -> RawMessage {
    let files = try request.messages(15)
    let coded = Set(files.filter { parameters.makesCode(of: Syntax($0.string(12))) }.map { $0.string(1) })
    var result = RawMessage()
    for name in request.strings(1) where coded.contains(name) { result.append(1, name) }
    for file in files where coded.contains(file.string(1)) { result.append(15, try rewrite(file: file, coded)) }
    return result
  }

  private static func rewrite(file: RawMessage, _ coded: Set<String>) throws -> RawMessage {
    let syntax = Syntax(file.string(12))
    var result = RawMessage()
    for number in [1, 2, 12] as [UInt32] { result.append(number, file.string(number)) }
    for dependency in file.strings(3) where coded.contains(dependency) { result.append(3, dependency) }
    for message in try file.messages(4) { result.append(4, try rewrite(message: message, syntax)) }
    return result
  }

  private static func rewrite(message: RawMessage, _ syntax: Syntax) throws -> RawMessage {
    var result = RawMessage()
    result.append(1, message.string(1))
    let isMapEntry = try message.message(7)?.varint(7) == 1
    var oneofs = try message.messages(8).map { $0.string(1) }
    for field in try message.messages(2) where field.varint(5) != group {
      let needsOneof = isMapEntry || isAloneInOneof(field, syntax)
      result.append(2, try rewrite(field: field, presence: needsOneof ? UInt64(oneofs.count) : nil))
      if needsOneof { oneofs.append("_\(field.string(1))") }
    }
    for nested in try message.messages(3) { result.append(3, try rewrite(message: nested, syntax)) }
    for name in oneofs {
      var oneof = RawMessage()
      oneof.append(1, name)
      result.append(8, oneof)
    }
    return result
  }

  /// Groups are of proto2; the runtime keeps them as unknown fields.
  private static let group: UInt64 = 10

  /// Whether a field that is in no oneof of the descriptor is in one of its own for C.
  private static func isAloneInOneof(_ field: RawMessage, _ syntax: Syntax) -> Bool {
    guard field.varint(9) == nil, field.varint(4) != 3 else { return false }
    return field.varint(5) == 11 || (syntax == .proto2 && field.varint(4) == 1)
  }

  private static func rewrite(field: RawMessage, presence oneof: UInt64?) throws -> RawMessage {
    var result = field
    result.set(1, .bytes(Array(CNames.renamed(field.string(1)).utf8)))
    for number in [7, 8, 10, 17] as [UInt32] { result.remove(number) }
    if let packed = try field.message(8)?.varint(2) { result.append(8, RawMessage([.init(2, .varint(packed))])) }
    if let oneof {
      result.set(4, .varint(1))
      result.set(9, .varint(oneof))
    }
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
