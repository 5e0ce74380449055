/// Why bytes are not a message.
public enum WireError: Error, Sendable, Hashable {
  /// The bytes do not follow the protobuf encoding. `offset` is where that was seen, in bytes from the start of the
  /// message or of the innermost nested message.
  case malformed(Fault, offset: Int)
  /// The bytes of a `string` field are not UTF-8. `field` is its full protobuf name.
  case invalidUTF8(field: String)
  /// The message is longer than ``WireLimits/messageBytes``.
  case tooLarge(bytes: Int, limit: Int)
  /// Messages nest deeper than ``WireLimits/depth``.
  case tooDeep(limit: Int)
  /// The message's C form needs more memory than ``WireLimits/arenaBytes``.
  case arenaExhausted(limit: Int)

  /// How bytes break the encoding.
  public enum Fault: Sendable, Hashable {
    /// They end inside a field.
    case truncated
    /// A varint is longer than ten bytes, or a tag or a length too large.
    case varint
    /// A field number is 0 or above 2^29 - 1.
    case fieldNumber
    /// Wire types 6 and 7 do not exist.
    case wireType
    /// A group ends that did not begin, or does not end.
    case group
    /// The contents of a field do not fit its type.
    case value
  }
}

extension WireError: CustomStringConvertible {
  /// One line for people.
  public var description: String {
    switch self {
    case .malformed(let fault, let offset): "malformed message: \(fault) at byte \(offset)"
    case .invalidUTF8(let field): "\(field) is not valid UTF-8"
    case .tooLarge(let bytes, let limit): "message of \(bytes) bytes is over the limit of \(limit)"
    case .tooDeep(let limit): "messages nest deeper than \(limit)"
    case .arenaExhausted(let limit): "message needs more than \(limit) bytes of memory"
    }
  }
}
