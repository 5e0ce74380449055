/// By how much of the year units had come along by the month in past years, by columns, as `UsualShare` has it.
struct BriefUsualShares {
  private let years: [(part: MonthCells, whole: MonthCells)]

  init(_ reader: inout BriefReader) throws(ArithmeticOverflow) {
    var years: [(part: MonthCells, whole: MonthCells)] = []
    if reader.plan.indicator.kind == .flow {
      for back in 1...max(1, reader.plan.input.usualYearsLimit) {
        let month = reader.plan.month.adding(-12 * back)
        years.append((try reader.cells(month), try reader.cells(month.yearEnd)))
      }
    }
    self.years = years
  }

  /// The mean of one unit's past years that have both values.
  func share(_ place: Int) -> Fraction? {
    var mean = Mean()
    for year in years {
      guard let part = year.part.value(place), let whole = year.whole.value(place), whole > 0 else { continue }
      mean.add(Fraction(Int128(part), Int128(whole)))
    }
    return mean.value
  }

  /// The same of several units together.
  func share(_ places: [Int32]) -> Fraction? {
    var mean = Mean()
    for year in years {
      if let share = share(places, year) { mean.add(share) }
    }
    return mean.value
  }

  private func share(_ places: [Int32], _ year: (part: MonthCells, whole: MonthCells)) -> Fraction? {
    var (part, whole): (Int128, Int128) = (0, 0)
    for place in places {
      guard let one = year.part.value(Int(place)), let all = year.whole.value(Int(place)) else { return nil }
      part &+= Int128(one)
      whole &+= Int128(all)
    }
    return whole > 0 ? Fraction(part, whole) : nil
  }

  /// One share is exact; of several each is kept to twelve decimals.
  private struct Mean {
    private static let one: Int64 = 1_000_000_000_000
    private var first: Fraction?
    private var sum: Int128 = 0
    private var count: Int128 = 0

    mutating func add(_ share: Fraction) {
      if count == 0 { first = share }
      sum &+= share.parts(of: Self.one)
      count &+= 1
    }

    var value: Fraction? { count < 2 ? first : Fraction(sum, Int128(Self.one) &* count) }
  }
}
