extension Residuals {
  /// A unit's landing beside a limit.
  struct Attempt {
    var landing: Amount
    /// What the year has reached already.
    var reached: Amount
    /// The least year that fulfils the limit; of a ceiling, the least that breaks it.
    var least: Int128
    var isCeiling = false
  }

  /// What certainty is in the steps below.
  private static let certain: Int128 = 1_000_000_000_000

  /// The probability that a unit's year fulfils its limit: the mean over the vectors.
  func chance(_ attempt: Attempt) throws(ArithmeticOverflow) -> Ratio {
    var sum: Int128 = 0
    for vector in vectors { sum += try share(attempt, in: vector) }
    return try Self.ratio(sum, vectors.count)
  }

  /// The probability that at least so many of the units fulfil their limits.
  ///
  /// In one vector the units are independent, so the number of those that pass is built up unit by unit
  /// (Poisson-binomial); over the vectors it is the mean.
  func chance(of needed: Int, among attempts: [Attempt]) throws(ArithmeticOverflow) -> Ratio {
    guard needed > 0 else { return .one }
    guard needed <= attempts.count else { return .zero }
    var sum: Int128 = 0
    for vector in vectors {
      // counts[k]: exactly k pass; the last: at least `needed`.
      var counts = [Self.certain] + Array(repeating: Int128(0), count: needed)
      for attempt in attempts {
        let pass = try share(attempt, in: vector)
        for count in stride(from: needed, through: 0, by: -1) {
          let from = count == 0 ? 0 : counts[count - 1] * pass / Self.certain
          let stay = count == needed ? counts[count] : counts[count] * (Self.certain - pass) / Self.certain
          counts[count] = stay + from
        }
      }
      sum += counts[needed]
    }
    return try Self.ratio(sum, vectors.count)
  }

  /// The part of a vector's entries with which a unit fulfils its limit, in parts of `certain`.
  ///
  /// A ceiling is kept by those that do not come to what breaks it. Entries are sorted, and the year rises with them (falls, where the landing is below zero): those that pass are on one
  /// side, whose edge is found by halving.
  private func share(_ attempt: Attempt, in vector: [Int64]) throws(ArithmeticOverflow) -> Int128 {
    let rises = attempt.landing >= .zero
    var (low, high) = (0, vector.count)
    while low < high {
      let middle = (low + high) / 2
      let year = try Self.apply(vector[middle], to: attempt.landing, reached: attempt.reached)
      if (year >= attempt.least) == rises { high = middle } else { low = middle + 1 }
    }
    let reaching = rises ? vector.count - low : low
    let passing = attempt.isCeiling ? vector.count - reaching : reaching
    return (Int128(passing) * Self.certain).over(Int128(vector.count))
  }

  /// A mean, to the tenth of a per mille: the steps of the arithmetic are far below.
  private static func ratio(_ sum: Int128, _ count: Int) throws(ArithmeticOverflow) -> Ratio {
    try Ratio(sum, dividedBy: Int128(max(1, count)) * certain).rounded(decimals: 4)
  }
}

extension Outlook {
  /// The probability that a unit's year fulfils a limit: certain where the value has passed it already, and none where
  /// it is a ceiling.
  public func chance(
    _ row: OutlookRow, of limit: Ratio, _ comparison: Comparison
  ) throws(ArithmeticOverflow) -> Computed<Ratio> {
    guard let reached = row.cumulative.explained, indicator.kind == .flow else {
      return .undefined(row.landing.reason ?? .noValue)
    }
    let holds = comparison.holds(reached.value.ratio, limit)
    // What the year has reached stays, so only the year's end tells that a ceiling was kept.
    if holds != comparison.isCeiling || month.remainingInYear == 0 {
      return .known(holds ? .one : .zero, sources: reached.sources)
    }
    guard let attempt = row.attempt(limit, comparison) else { return .undefined(row.landing.reason ?? .noValue) }
    guard residuals.isEnough else { return .undefined(.shortHistory) }
    return .known(try residuals.chance(attempt), sources: row.landing.explained?.sources ?? [])
  }
}

extension OutlookRow {
  /// The unit beside a limit; `nil` where it has no landing.
  func attempt(_ limit: Ratio, _ comparison: Comparison) -> Residuals.Attempt? {
    guard let landing = landing.value, let reached = cumulative.value else { return nil }
    let isReachedExactly = limit.denominator == 1 && (comparison == .atLeast || comparison == .below)
    let least = isReachedExactly ? limit.floor : limit.floor + 1
    return Residuals.Attempt(landing: landing, reached: reached, least: least, isCeiling: comparison.isCeiling)
  }
}
