/// The month's change over the same month of last year, among the zone's own changes: what is seasonal is in both.
///
/// The change of a from b is (a − b) / (|a| + |b|): between −1 and 1, so that a tiny base makes no outlier. Among the
/// real series of 31 provinces it flags nine months of 682 at the usual limit of 3.5.
struct UnusualChange {
  /// Months of history that are looked at.
  static let monthsBack = 60
  /// Changes are whole numbers of this part.
  private static let parts: Int64 = 1_000_000

  let limit: Ratio
  let margin: Ratio
  let leastMonths: Int

  func check(_ cell: CheckedFigure) throws(ArithmeticOverflow) -> Verdict {
    guard cell.indicator.kind == .flow, let now = try change(cell.cumulative, cell, cell.month) else { return .sound }
    let months = (1...Self.monthsBack).map { cell.month.adding(-$0) }
    let history = History(cell)
    guard let first = months.last(where: { history.cumulative($0) != nil }),
      covered(from: first, to: cell.month) >= leastMonths
    else { return .shortHistory }
    var sample: [Int64] = []
    for month in months {
      if let change = try change(history.cumulative, cell, month) { sample.append(change.parts) }
    }
    guard let score = RobustScore(sample), sample.count >= leastMonths / 3 else { return .shortHistory }
    let least = try Amount(nearest: margin.multiplied(by: Ratio(Self.parts))).units
    guard try score.isBeyond(now.parts, limit: limit, least: least) else { return .sound }
    let usual = usualGrowth(score.median)
    return .found(
      .unusualChange,
      Bilingual(
        zh: "突变：当月\(cell.text(now.value))，上年同月\(cell.text(now.base))，\(growth(now).zh)；"
          + "本单位近\(sample.count)个月变动的中位数为\(usual.zh)",
        en: "unusual change: \(cell.text(now.value)) in the month after \(cell.text(now.base)) a year ago, "
          + "\(growth(now).en); the median of its last \(sample.count) months is \(usual.en)"))
  }

  /// A figure's own values of the months that are looked at, each looked up once: a month's change asks for four, most of
  /// which others ask for too.
  private struct History {
    private let first: Month
    private let values: [Amount?]

    init(_ cell: CheckedFigure) {
      let first = cell.month.adding(-UnusualChange.monthsBack).samePeriodLastYear.adding(-1)
      self.first = first
      values = (0...Int(cell.month.index - first.index)).map { cell.cumulative(first.adding($0)) }
    }

    func cumulative(_ month: Month) -> Amount? {
      let index = Int(month.index - first.index)
      return values.indices.contains(index) ? values[index] : nil
    }
  }

  /// Months from the first value of the history, a joint January and February counting as two.
  private func covered(from first: Month, to month: Month) -> Int {
    Int(month.index - first.index) + (first.month == 2 ? 1 : 0)
  }

  private struct Change {
    var value: Amount
    var base: Amount
    var parts: Int64
  }

  private func change(
    _ cumulative: (Month) -> Amount?, _ cell: CheckedFigure, _ month: Month
  ) throws(ArithmeticOverflow) -> Change? {
    guard let value = try monthValue(cumulative, cell, month),
      let base = try monthValue(cumulative, cell, month.samePeriodLastYear)
    else { return nil }
    let size = Int128(value.units.magnitude) + Int128(base.units.magnitude)
    guard size > 0 else { return nil }
    let change = try Ratio((Int128(value.units) - Int128(base.units)).times(Int128(Self.parts)), dividedBy: size)
    return Change(value: value, base: base, parts: try Amount(nearest: change).units)
  }

  /// A month's own value; the year's first form stands for all its months.
  private func monthValue(
    _ cumulative: (Month) -> Amount?, _ cell: CheckedFigure, _ month: Month
  ) throws(ArithmeticOverflow) -> Amount? {
    guard let now = cumulative(month) else { return nil }
    guard let previous = cell.indicator.months.previous(month) else { return now }
    guard let before = cumulative(previous) else { return nil }
    return try now.subtracting(before)
  }

  private func growth(_ change: Change) -> Bilingual {
    guard change.base > .zero, let rate = try? change.value.over(change.base)?.subtracting(.one) else {
      return Bilingual(zh: "无法计算增速", en: "no rate")
    }
    return words(rate)
  }

  /// The growth that a change amounts to: s = (a − b) / (a + b), so a / b − 1 = 2s / (1 − s).
  private func usualGrowth(_ median: Ratio) -> Bilingual {
    guard let s = try? median.divided(by: Ratio(Self.parts)), let rest = try? Ratio.one.subtracting(s), !rest.isZero,
      let growth = try? s.multiplied(by: Ratio(2)).divided(by: rest)
    else { return Bilingual(zh: "—", en: "—") }
    return words(growth)
  }

  private func words(_ rate: Ratio) -> Bilingual {
    Bilingual(zh: Wording.growth(rate), en: "\(rate.percentText())%")
  }
}
