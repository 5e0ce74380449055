/// The board of one indicator and month, as ``Scoreboard`` has it, without explanations: computed by columns, in a fraction
/// of a millisecond for thousands of units.
public struct BriefBoard: Sendable {
  /// What it was computed by.
  public let plan: BriefBoardPlan
  /// Who came, who did not, which way growth goes.
  public let counts: BriefCounts
  /// The first three by growth, equals included.
  public let leading: [ZoneKey]
  /// The last three, the last one last.
  public let trailing: [ZoneKey]
  /// Whether any figure in it was made for a demonstration.
  public let isDemonstration: Bool
  /// The places of the units in the total, and the sum of their bases.
  private let matchedPlaces: [Int32]
  private let matchedBase: Int128
  private let rules: BriefRules
  private let growths: FractionColumn
  private let growthLights: [Light]
  private let progressLights: [Light]
  private let places: [Int32]
  private let movements: RankMovements
  private let lowLimit: Fraction?

  /// Computes the board from a cube that the plan fits. Nil where numbers are so large that 128 bits may not hold the
  /// products of them: ``Scoreboard`` knows what to do then.
  public init?(_ plan: BriefBoardPlan, _ cube: FigureCube) {
    guard plan.fits(cube), let figures = try? BriefFigures(plan, cube) else { return nil }
    self.plan = plan
    rules = BriefRules(plan: plan, figures: figures)
    growths = rules.growths(figures.now, figures.lastYear)
    var (growthLights, progressLights): ([Light], [Light]) = ([], [])
    growthLights.reserveCapacity(plan.zones.count)
    progressLights.reserveCapacity(plan.zones.count)
    var (counts, matched, bases) = (BriefCounts(), [Int32](), Int128(0))
    matched.reserveCapacity(plan.zones.count)
    for place in plan.zones.indices {
      guard let progress = rules.progressLight(place) else { return nil }
      let growth = growths[place]
      growthLights.append(rules.growthLight(growths, place))
      progressLights.append(progress)
      counts.count(growth, growthLights[place])
      if rules.value(place) != nil, let base = rules.base(place),
        plan.indicator.growthBasis == .nominal || growth != nil
      {
        matched.append(Int32(truncatingIfNeeded: place))
        bases &+= Int128(base)
      }
    }
    counts.countReports(rules)
    let order = ExactOrder(growths)
    movements = RankMovements(rules, growths, order)
    lowLimit = Self.lowLimit(rules)
    (self.growthLights, self.progressLights, self.counts) = (growthLights, progressLights, counts)
    (matchedPlaces, matchedBase) = (matched, bases)
    places = order.places
    (leading, trailing) = (order.leading(plan.zones), order.trailing(plan.zones))
    isDemonstration = plan.zones.indices.contains(where: rules.isDemonstration)
  }

  /// How many units are in the total.
  public var matched: Int { matchedPlaces.count }

  /// The total over the matched set, in the words of a row; its numbers explain nothing.
  ///
  /// - Throws: where a sum does not fit.
  public func total() throws(ArithmeticOverflow) -> ScoreRow {
    try BriefTotal(rules: rules, growths: growths, matched: matchedPlaces).total()
  }

  /// 同比 of the unit at a place of the plan.
  public func growth(_ place: Int) -> Fraction? { growths[place] }
  /// 完成%.
  public func completion(_ place: Int) -> Fraction? { rules.completion(place) }
  /// 位次; nil without growth.
  public func rank(_ place: Int) -> Int? { places[place] == 0 ? nil : Int(places[place]) }
  /// 升降.
  public func rankChange(_ place: Int) -> Int? { movements.places(place) }
  /// 增速灯 and 进度灯.
  public func lights(_ place: Int) -> (growth: Light, progress: Light) { (growthLights[place], progressLights[place]) }

  /// The row of the unit at a place of the plan.
  public func row(_ place: Int) -> BriefRow {
    let (now, applies, growth) = (rules.figures.now, rules.applies(place), growths[place])
    let (base, completion, receivedOn) = (
      rules.base(place), rules.completion(place), now.day(place).map(Day.init(number:))
    )
    let (state, late) = state(place, receivedOn)
    return BriefRow(
      state: state, workingDaysLate: late, receivedOn: receivedOn,
      isDemonstration: rules.isDemonstration(place), cumulative: rules.value(place),
      month: rules.month(place), base: base, published: applies ? rules.figures.lastYear.value(place) : nil,
      isLow: isLow(base), growth: growth, growthAbsent: growth == nil ? absent(place, state) : nil,
      publishedGrowth: applies ? now.growth(place) : nil, rank: rank(place),
      rankChange: rankChange(place), distanceToFloor: distance(growth, place), target: rules.target(place),
      targetIsValue: plan.value(place) != nil, completion: completion,
      againstLinear: rules.againstLinear(completion), growthLight: growthLights[place],
      progressLight: progressLights[place], contribution: contribution(place, base, growth))
  }

  /// The growth floor of the unit at a place.
  public func floor(_ place: Int) -> Fraction? { plan.floor(place) }

  private func state(_ place: Int, _ day: Day?) -> (CellState, Int?) {
    guard rules.applies(place) else { return (.notApplicable, nil) }
    let (now, calendar) = (rules.figures.now, plan.input.calendar)
    guard now.value(place) != nil || now.growth(place) != nil else { return (plan.isDue ? .missing : .notDue, nil) }
    if let day, let deadline = plan.deadline, deadline < day,
      let late = calendar.workingDaysLate(plan.month, receivedOn: day)
    {
      return (.late, late)
    }
    return (now.value(place) == 0 ? .zero : .received, nil)
  }

  /// That a value is not due, or does not apply, says more than that there is none.
  private func absent(_ place: Int, _ state: CellState) -> Undefined? {
    guard case .absent(let reason) = rules.judged(rules.figures.now, rules.figures.lastYear, place) else { return nil }
    guard reason == .noValue else { return reason }
    switch state {
    case .notApplicable: return .notApplicable
    case .notDue: return .notDue
    default: return .noValue
    }
  }

  private func distance(_ growth: Fraction?, _ place: Int) -> Fraction? {
    guard let growth, let floor = plan.floor(place) else { return nil }
    return Fraction(growth.top &* floor.bottom &- floor.top &* growth.bottom, growth.bottom &* floor.bottom)
  }

  private func contribution(_ place: Int, _ base: Int64?, _ growth: Fraction?) -> Fraction? {
    guard matchedBase > 0, let base, let value = rules.value(place) else { return nil }
    guard plan.indicator.growthBasis == .comparable else { return Fraction(Int128(value) &- Int128(base), matchedBase) }
    return growth.map { Fraction(Int128(base) &* $0.top, $0.bottom &* matchedBase) }
  }

  private func isLow(_ base: Int64?) -> Bool {
    guard let base, let lowLimit else { return false }
    return Fraction(Int128(base), 1) < lowLimit
  }

  /// As `LowBase` has it.
  private static func lowLimit(_ rules: BriefRules) -> Fraction? {
    guard let share = rules.plan.lowBase else { return nil }
    let bases = rules.plan.zones.indices.compactMap { rules.base($0) }.sorted()
    guard !bases.isEmpty else { return nil }
    let twice = Int128(bases[(bases.count - 1) / 2]) + Int128(bases[bases.count / 2])
    return Fraction(twice &* share.top, 2 &* share.bottom)
  }
}
