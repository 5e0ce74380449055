/// What the columns say of a unit, by the rules of `RowBuilder`, `GrowthRule` and `ProgressRule`.
///
/// What is asked of every unit is inlined: a call for each costs a sixth of the board.
struct BriefRules {
  let plan: BriefBoardPlan
  let figures: BriefFigures

  /// Growth, or why there is none.
  enum Growth {
    case known(Int64, Int64)
    case absent(Undefined)
  }

  /// What nobody asks for applies where its figure is there all the same.
  @inline(__always)
  func applies(_ place: Int) -> Bool {
    plan.asks(place) || figures.now.has(.cumulative, place) || figures.now.has(.growth, place)
  }

  func isDemonstration(_ place: Int) -> Bool { figures.now.has(.demonstration, place) && applies(place) }

  @inline(__always)
  func value(_ place: Int) -> Int64? { applies(place) ? figures.now.value(place) : nil }

  /// 上年同期, the one used.
  @inline(__always)
  func base(_ place: Int) -> Int64? {
    applies(place) ? base(figures.now, figures.lastYear, place) : nil
  }

  @inline(__always)
  private func base(_ now: MonthCells, _ then: MonthCells, _ place: Int) -> Int64? {
    plan.input.basePreference == .reported
      ? now.base(place) ?? then.value(place) : then.value(place) ?? now.base(place)
  }

  /// The growth that is judged: of cells of a month and those of its last year.
  @inline(__always)
  func judged(_ now: MonthCells, _ then: MonthCells, _ place: Int) -> Growth {
    guard applies(place) else { return .absent(.noValue) }
    if plan.indicator.growthBasis == .comparable {
      return now.growth(place).map { .known($0, 10_000) } ?? .absent(now.value(place) == nil ? .noValue : .noRealRate)
    }
    guard let value = now.value(place) else { return reported(now, place, or: .noValue) }
    guard let base = base(now, then, place) else { return reported(now, place, or: .noBase) }
    guard base > 0 else { return .absent(base == 0 ? .zeroBase : .negativeBase) }
    return .known(value &- base, base)
  }

  private func reported(_ cells: MonthCells, _ place: Int, or reason: Undefined) -> Growth {
    cells.growth(place).map { .known($0, 10_000) } ?? .absent(reason)
  }

  func growths(_ now: MonthCells, _ then: MonthCells) -> FractionColumn {
    FractionColumn(count: plan.zones.count) { place in
      if case .known(let top, let bottom) = judged(now, then, place) { (top, bottom) } else { nil }
    }
  }

  /// 本月.
  @inline(__always)
  func month(_ place: Int) -> Int64? {
    guard plan.indicator.kind == .flow, let value = value(place) else { return nil }
    guard let previous = figures.previous else { return plan.month.month == 1 ? value : nil }
    return previous.value(place).map { value &- $0 }
  }

  /// 年度目标.
  @inline(__always)
  func target(_ place: Int) -> Fraction? {
    if let value = plan.value(place) { return Fraction(Int128(value.units), 1) }
    guard let floor = plan.floor(place), let annual = figures.lastYearEnd?.value(place) else { return nil }
    return Fraction(Int128(annual) &* (floor.bottom &+ floor.top), floor.bottom)
  }

  /// 完成%: nil where there is no target above zero.
  @inline(__always)
  func completion(_ place: Int) -> Fraction? {
    guard let value = value(place), let target = target(place), target.top > 0 else { return nil }
    return Fraction(Int128(value) &* target.bottom, target.top)
  }

  /// 较序时±, of flows.
  func againstLinear(_ completion: Fraction?) -> Fraction? {
    guard plan.indicator.kind == .flow, let done = completion else { return nil }
    return Fraction(12 &* done.top &- Int128(plan.month.month) &* done.bottom, 12 &* done.bottom)
  }

  @inline(__always)
  func growthLight(_ growths: FractionColumn, _ place: Int) -> Light {
    guard growths.has(place), let number = plan.floorNumber(place) else { return .unlit }
    let floor = plan.floors[number]
    let holds =
      floor.comparison == .atLeast
      ? !growths.isLess(place, than: floor.limit) : growths.isGreater(place, than: floor.limit)
    if holds { return .met }
    return growths.isLess(place, than: floor.near) ? .missed : .near
  }

  /// Nil where a product does not fit.
  func progressLight(_ place: Int) -> Light? {
    guard plan.indicator.kind == .flow else { return .unlit }
    if let annual = plan.value(place) {
      guard let value = value(place), annual.units > 0 else { return .unlit }
      // Of 53 bits each, so a dozen of them are far from overflowing.
      let ahead = 12 &* value &- Int64(plan.month.month) &* annual.units
      return light(ahead: ahead, of: 12 &* annual.units, annual.comparison)
    }
    guard let done = completion(place), let share = figures.usual?.share(place) else { return .unlit }
    return light(done, against: share, plan.floorNumber(place).map { plan.floors[$0].comparison } ?? .atLeast)
  }

  @inline(__always)
  private func light(ahead top: Int64, of bottom: Int64, _ comparison: Comparison) -> Light {
    if comparison == .atLeast ? top >= 0 : top > 0 { return .met }
    let near = plan.progressNear
    return Int128(top) &* near.bottom >= (0 &- near.top) &* Int128(bottom) ? .near : .missed
  }

  /// Against a share that may have large parts.
  private func light(_ done: Fraction, against share: Fraction, _ comparison: Comparison) -> Light? {
    do throws(ArithmeticOverflow) {
      let ahead = try done.top.times(share.bottom).minus(share.top.times(done.bottom))
      if comparison == .atLeast ? ahead >= 0 : ahead > 0 { return .met }
      let least = try plan.progressNear.top.times(done.bottom).times(share.bottom)
      return try ahead.times(plan.progressNear.bottom) >= 0 &- least ? .near : .missed
    } catch {
      return nil
    }
  }
}
