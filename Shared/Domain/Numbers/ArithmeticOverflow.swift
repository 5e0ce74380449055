/// A result that no longer fits, or a division by zero: an error that says where, never a trap.
public struct ArithmeticOverflow: Error, Sendable, Hashable, CustomStringConvertible {
  /// The operation that failed.
  public enum Operation: String, Sendable, Hashable {
    /// An addition or a sum.
    case sum
    /// A subtraction or a negation.
    case difference
    /// A multiplication or a power.
    case product
    /// A division by zero.
    case divisionByZero
    /// A result outside the range of an ``Amount``.
    case conversion
  }

  /// The operation that failed.
  public var operation: Operation
  /// Key of the zone whose figure overflowed, when known.
  public var zone: String?
  /// Key of the indicator whose figure overflowed, when known.
  public var indicator: String?

  /// Creates the error; leaf arithmetic leaves zone and indicator to its caller.
  public init(_ operation: Operation, zone: String? = nil, indicator: String? = nil) {
    self.operation = operation
    self.zone = zone
    self.indicator = indicator
  }

  /// The same error, naming what overflowed where it was not named yet.
  public func naming(zone: ZoneKey? = nil, indicator: IndicatorKey? = nil) -> Self {
    var named = self
    named.zone = named.zone ?? zone?.rawValue
    named.indicator = named.indicator ?? indicator?.rawValue
    return named
  }

  /// For logs: the operation with the zone and the indicator.
  public var description: String {
    "arithmetic overflow (\(operation.rawValue)), zone \(zone ?? "all"), indicator \(indicator ?? "unknown")"
  }
}

/// Runs arithmetic and names the zone and the indicator in its overflow.
func naming<Value>(
  zone: ZoneKey? = nil, indicator: IndicatorKey? = nil, _ work: () throws(ArithmeticOverflow) -> Value
) throws(ArithmeticOverflow) -> Value {
  do {
    return try work()
  } catch {
    throw error.naming(zone: zone, indicator: indicator)
  }
}
