/// How landings of past years, told at about this month, met what the years came to.
struct BackTest {
  /// Parts of one in which relative errors are kept: a million.
  static let whole: Int128 = 1_000_000

  /// A month of a past year, with what its year came to.
  struct Past {
    let known: LandingCase
    let actual: [Int64?]
    /// What the seasonal-naive method landed.
    let naive: [Int128?]
  }

  /// What one method missed in one month: a vector with an entry for each unit that could be held against its year.
  struct Misses {
    /// Actual over landing less one, in parts of ``whole``.
    var residuals: [Int64] = []
    /// The sum of |landing - actual| over actual, in parts of ``whole``.
    var error: Int128 = 0
    /// The residual of the group's units together.
    var total: Int64?
  }

  let panel: Panel
  let past: [Past]
  /// Which units of the panel are of the group that the total is of.
  private let isOfGroup: [Bool]
  /// The methods that land every unit of now which the seasonal-naive one lands, each with its error in each past month;
  /// `nil` in a month in which it does not land every such unit.
  private let errors: [(method: LandingMethod, errors: [Int128?])]

  /// Takes the month and its neighbours of some past years, so that one odd month does not choose the method.
  init(
    _ panel: Panel, now: LandingCase, years: [Int], totalOf group: Set<ZoneKey>
  ) throws(ArithmeticOverflow) {
    self.panel = panel
    let isOfGroup = panel.zones.map(group.contains)
    self.isOfGroup = isOfGroup
    past = try Self.past(panel, around: now.month.month, years)
    let landed = try LandingMethod.seasonalNaive.landings(panel, now).map { $0 != nil }
    var errors: [(method: LandingMethod, errors: [Int128?])] = []
    for method in LandingMethod.candidates where !past.isEmpty {
      let here = try method.landings(panel, now)
      guard zip(landed, here).allSatisfy({ !$0 || $1 != nil }) else { continue }
      var own: [Int128?] = []
      for one in past { own.append(try Self.misses(method, one, panel, isOfGroup)?.error) }
      errors.append((method, own))
    }
    self.errors = errors
  }

  private static func past(
    _ panel: Panel, around month: Int, _ years: [Int]
  ) throws(ArithmeticOverflow) -> [Past] {
    var past: [Past] = []
    for year in years {
      for near in month - 1...month + 1 {
        guard let month = Month(year: year, month: near), near < 12, panel.months.hasForm(month) else { continue }
        let known = try LandingCase(panel, month)
        let actual = panel.column(month.yearEnd)
        guard zip(known.units, actual).contains(where: { $0 != nil && $1 != nil }) else { continue }
        let naive = try LandingMethod.seasonalNaive.landings(panel, known)
        past.append(Past(known: known, actual: actual, naive: naive))
      }
    }
    return past
  }

  /// The past years that can be held against what they came to.
  var years: [Int] { Array(Set(past.map(\.known.month.year))).sorted() }

  /// What a method missed in a month; `nil` where it does not land every unit that the seasonal-naive one lands.
  func misses(_ method: LandingMethod, _ one: Past) throws(ArithmeticOverflow) -> Misses? {
    try Self.misses(method, one, panel, isOfGroup)
  }

  private static func misses(
    _ method: LandingMethod, _ one: Past, _ panel: Panel, _ isOfGroup: [Bool]
  ) throws(ArithmeticOverflow) -> Misses? {
    let landings = try method.landings(panel, one.known)
    var (misses, sum): (Misses, (landing: Int128, actual: Int128)) = (Misses(), (0, 0))
    for index in landings.indices where one.naive[index] != nil {
      guard let landing = landings[index] else { return nil }
      guard let year = one.actual[index], year > 0 else { continue }
      let actual = Int128(year)
      misses.error = try misses.error.plus(Swift.abs(landing - actual).times(whole).over(actual))
      if isOfGroup[index] { sum = (sum.landing + landing, sum.actual + actual) }
      if let residual = try residual(actual, over: landing) { misses.residuals.append(residual) }
    }
    misses.total = try residual(sum.actual, over: sum.landing)
    return misses
  }

  private static func residual(_ actual: Int128, over landing: Int128) throws(ArithmeticOverflow) -> Int64? {
    guard landing > 0 else { return nil }
    return Int64(clamping: try (actual - landing).times(whole).over(landing))
  }

  /// The method with the least mean relative error over all units and past months, those of `year` left out; the first of
  /// equals, and the seasonal-naive one where there is no past.
  func best(without year: Int? = nil) -> LandingMethod {
    let asked = past.indices.filter { past[$0].known.month.year != year }
    var best: (method: LandingMethod, error: Int128) = (.seasonalNaive, .max)
    for (method, errors) in self.errors {
      let own = asked.compactMap { errors[$0] }
      guard own.count == asked.count, !own.isEmpty else { continue }
      let error = own.reduce(0, +)
      if error < best.error { best = (method, error) }
    }
    return best.method
  }
}
