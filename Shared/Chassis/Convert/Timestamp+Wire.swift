public import WireStandard

extension GoogleProtobuf.Timestamp {
  /// From microseconds since 1970 UTC.
  public init(micros: Int64) {
    self.init()
    let (quotient, remainder) = micros.quotientAndRemainder(dividingBy: 1_000_000)
    seconds = remainder < 0 ? quotient - 1 : quotient
    nanos = Int32((remainder < 0 ? remainder + 1_000_000 : remainder) * 1_000)
  }

  /// Microseconds since 1970 UTC, as near as they come.
  public var micros: Int64 { Int64(clamping: Int128(seconds) * 1_000_000 + Int128(nanos / 1_000)) }
}
