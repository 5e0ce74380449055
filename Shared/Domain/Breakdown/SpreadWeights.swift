/// How the months of a year are weighed when its value is spread over them.
public enum SpreadMethod: String, Sendable, Hashable, CaseIterable {
  /// The same every month (序时): a node for January and February together weighs two.
  case equal
  /// As last year's months were.
  case lastYear
  /// As the zone's months were on average, over the years on record.
  case usualSeason
  /// By weights given.
  case custom
}

/// The weights of a year's months.
public enum SpreadWeights {
  /// Past years that a usual season is taken from, at most: as many as boards take.
  public static let yearsLimit = 5
  /// Into how many parts each past year is divided, so that all years weigh the same.
  private static let partsOfYear = Amount(1_000_000_000_000)

  /// One for each month of the year, two for a first month that stands for January and February.
  public static func equal(_ months: [Month]) -> [Int64] {
    var before = 0
    return months.map { month in
      defer { before = month.month }
      return Int64(month.month - before)
    }
  }

  /// What each month added last year. Throws ``BreakdownRefusal`` where a value is missing or falls.
  public static func lastYear(_ months: [Month], _ cumulative: (Month) -> Amount?) throws -> [Int64] {
    try year(months, back: 1, cumulative)
  }

  /// The mean share of each month over the past years that are whole. Throws for last year's gap where none is.
  public static func usualSeason(_ months: [Month], _ cumulative: (Month) -> Amount?) throws -> [Int64] {
    let years = (1...yearsLimit).compactMap { back -> [Int64]? in try? year(months, back: back, cumulative) }
    var sums: [Int64]?
    for added in years {
      guard let parts = try Apportionment.divide(partsOfYear, by: added) else { continue }
      sums = zip(sums ?? months.map { _ in 0 }, parts).map { $0 + $1.units }
    }
    return try sums ?? year(months, back: 1, cumulative)
  }

  private static func year(_ months: [Month], back: Int, _ cumulative: (Month) -> Amount?) throws -> [Int64] {
    var values: [Amount] = []
    for month in months.map({ $0.adding(-12 * back) }) {
      guard let value = cumulative(month) else { throw BreakdownRefusal.historyMissing(month) }
      guard value >= values.last ?? .zero else { throw BreakdownRefusal.historyFalls(month) }
      values.append(value)
    }
    return try YearView.monthly(values).map(\.units)
  }
}
