/// What one value of a field is.
enum FieldType: Hashable {
  case double, float, int64, uint64, int32, fixed64, fixed32, bool, string, bytes
  case uint32, sfixed32, sfixed64, sint32, sint64
  /// A message, by its full name.
  case message(String)
  /// An enum, by its full name.
  case enumeration(String)

  /// The type as FieldDescriptorProto numbers it; nil for groups, which proto3 does not have.
  init?(number: UInt64, name: String) {
    switch number {
    case 1: self = .double
    case 2: self = .float
    case 3: self = .int64
    case 4: self = .uint64
    case 5: self = .int32
    case 6: self = .fixed64
    case 7: self = .fixed32
    case 8: self = .bool
    case 9: self = .string
    case 11: self = .message(name)
    case 12: self = .bytes
    case 13: self = .uint32
    case 14: self = .enumeration(name)
    case 15: self = .sfixed32
    case 16: self = .sfixed64
    case 17: self = .sint32
    case 18: self = .sint64
    default: return nil
    }
  }

  /// The most bytes that a value can take, without its tag; for what has a length, the bytes of the length alone.
  var maximalSize: Int {
    switch self {
    case .bool: 1
    case .float, .fixed32, .sfixed32: 4
    case .uint32, .sint32: 5
    case .double, .fixed64, .sfixed64: 8
    case .int32, .int64, .uint64, .sint64, .enumeration: 10
    case .string, .bytes, .message: 5
    }
  }
}
