/// The programme's own key of a zone (a zone, park or, in other programmes, a province). Official codes are attributes.
public struct ZoneKey: RawRepresentable, Sendable, Hashable, Comparable, ExpressibleByStringLiteral {
  /// The key, for example "yanzhou-park".
  public var rawValue: String
  /// Wraps a key.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// Wraps a key.
  public init(_ rawValue: String) { self.rawValue = rawValue }
  /// A key written in code.
  public init(stringLiteral value: String) { rawValue = value }
  /// Orders by the key's text: for storage only, never for paper (see ``ZoneAttributes/protocolOrder``).
  public static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
}

/// The programme's key of an indicator.
public struct IndicatorKey: RawRepresentable, Sendable, Hashable, Comparable, ExpressibleByStringLiteral {
  /// The key, for example "fixed-asset-investment".
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

/// What a figure is of: zone, indicator and month.
public struct FigureKey: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The zone.
  public var zone: ZoneKey
  /// The indicator.
  public var indicator: IndicatorKey
  /// The month.
  public var month: Month

  /// Creates a key.
  public init(zone: ZoneKey, indicator: IndicatorKey, month: Month) {
    self.zone = zone
    self.indicator = indicator
    self.month = month
  }

  /// Orders by indicator, month, zone.
  public static func < (first: Self, second: Self) -> Bool {
    (first.indicator, first.month, first.zone) < (second.indicator, second.month, second.zone)
  }

  /// "fixed-asset-investment/2013-06/yanzhou-park".
  public var description: String { "\(indicator.rawValue)/\(month)/\(zone.rawValue)" }
}
