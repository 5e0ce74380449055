extension Duration {
  /// The duration in nanoseconds, within what an Int64 holds (292 years).
  public var wholeNanoseconds: Int64 {
    // Compared first: `components` traps where the seconds do not fit an Int64.
    if self >= .nanoseconds(Int64.max) { return .max }
    if self <= .nanoseconds(Int64.min) { return .min }
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }

  /// The duration made `factor` times as long, and no longer than `most`.
  ///
  /// The product is taken only when it fits: it traps otherwise, and factors come from configurations.
  func grown(by factor: Double, atMost most: Duration) -> Duration {
    guard self > .zero, factor > 0 else { return min(self, most) }
    guard factor <= 1 || factor < most / self else { return most }
    return min(self * factor, most)
  }
}
