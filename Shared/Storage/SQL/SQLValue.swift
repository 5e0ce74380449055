/// One value that goes into or comes out of a database: the four kinds that both engines keep exactly.
public enum SQLValue: Sendable, Hashable {
  /// No value. Never the same as zero or as an empty text.
  case null
  /// A signed 64-bit integer.
  case integer(Int64)
  /// Unicode text without NUL; it compares by its UTF-8 bytes.
  case text(String)
  /// Bytes; may be empty.
  case blob([UInt8])

  /// Equal when the kept bytes are. `String` takes é and e with an accent for equal, and a new spelling would be lost.
  public static func == (left: SQLValue, right: SQLValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.integer(let left), .integer(let right)): left == right
    case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
    case (.blob(let left), .blob(let right)): left == right
    default: false
    }
  }
}

extension SQLValue {
  /// The integer, or null for nil.
  public init(_ integer: Int64?) { self = integer.map { .integer($0) } ?? .null }
  /// The text, or null for nil.
  public init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  /// The bytes, or null for nil.
  public init(_ bytes: [UInt8]?) { self = bytes.map { .blob($0) } ?? .null }
  /// 1 for true, 0 for false: there is no boolean kind that both engines share.
  public init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }
  /// The integer, which always fits.
  public init(_ integer: Int32) { self = .integer(Int64(integer)) }
  /// The integer, which always fits on the 64-bit systems that are supported.
  public init(_ integer: Int) { self = .integer(Int64(integer)) }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
  /// An integer literal is an integer.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// A string literal is a text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// `nil` is null.
  public init(nilLiteral: ()) { self = .null }
}
