/// The programme's key of an office: a bureau that owns indicators, or the city's own office.
public struct OfficeKey: RawRepresentable, Sendable, Hashable, Comparable, ExpressibleByStringLiteral {
  /// The key, for example "finance-bureau".
  public var rawValue: String
  /// Wraps a key.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// Wraps a key.
  public init(_ rawValue: String) { self.rawValue = rawValue }
  /// A key written in code.
  public init(stringLiteral value: String) { rawValue = value }
  /// Orders by the key's text.
  public static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
}
