import Chassis
import Domain
import WireTupo

extension Account {
  init(_ wire: CommonV1.Explanation?) {
    self.init(
      arithmetic: wire?.arithmetic ?? "",
      sources: wire?.sources.map { source in
        Figure.Source(
          label: source.label,
          detail: [source.value, source.reference].filter { !$0.isEmpty }.joined(separator: Figure.Source.separator))
      } ?? [])
  }
}

extension Figure.Source {
  /// Between a value and the record behind it.
  static let separator = " · "
}

extension Rate {
  /// nil for an absent rate, and for one whose fraction cannot be read.
  init?(_ wire: CommonV1.Rate?) {
    guard let wire, let exact = Ratio(exactText: wire.exact) else { return nil }
    self.init(exact: exact, display: wire.display, account: Account(wire.explanation))
  }
}

extension Ratio {
  /// Reads "1463/4661".
  init?(exactText text: String) {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let top = Int128(parts[0]), let bottom = Int128(parts[1]),
      let ratio = try? Ratio(top, dividedBy: bottom)
    else { return nil }
    self = ratio
  }
}

extension Light {
  init(_ wire: IndicatorsV1.Light) {
    switch wire {
    case .reached: self = .met
    case .near: self = .near
    case .short: self = .missed
    default: self = .unlit
    }
  }
}

extension ReportState {
  init(_ wire: IndicatorsV1.ReportState) {
    switch wire {
    case .late: self = .late
    case .missing: self = .missing
    case .notDue: self = .notDue
    case .notApplicable: self = .notApplicable
    case .unreviewed: self = .unreviewed
    case .returned: self = .returned
    default: self = .received
    }
  }
}

extension BaseAdjustment {
  /// nil for one that is not known.
  init?(_ wire: IndicatorsV1.BaseAdjustment) {
    switch wire {
    case .reported: self = .reported
    case .revised: self = .revised
    default: return nil
    }
  }
}

extension UnitScale {
  init(_ wire: IndicatorsV1.Indicator) {
    self.init(
      smallest: wire.unit, display: wire.displayUnit, displayFactor: wire.displayScale,
      decimals: Int(wire.displayDecimals))
  }
}

extension Board {
  /// A board with what units said beside figures, by the figure's name, and how targets are held, by the zone's.
  init(
    _ wire: IndicatorsV1.Scoreboard, of own: IndicatorsV1.Indicator?, notes: [String: String],
    targets: [String: Comparison] = [:]
  ) {
    self.init(
      indicator: wire.indicator, title: wire.title?.zh ?? "",
      scale: UnitScale(
        smallest: "", display: wire.displayUnit, displayFactor: wire.displayScale, decimals: Int(wire.displayDecimals)),
      ownerBureau: own?.ownerBureau ?? "", comparablePrices: wire.comparablePrices,
      direction: own?.direction == .lowerIsBetter ? .lowerIsBetter : .higherIsBetter, total: Row(wire.total ?? .init()),
      rows: wire.rows.map { row in
        let name = FigureAnswers.figureName(zone: row.zone, indicator: wire.indicator, month: wire.month)
        return Row(row, note: name.flatMap { notes[$0] } ?? "", comparison: targets[row.zone] ?? .atLeast)
      }, expected: Int(wire.expected), matched: Int(wire.matched), rising: Int(wire.rising),
      falling: Int(wire.falling), level: Int(wire.level))
    leading = wire.leading
    trailing = wire.trailing
    reachingFloor = Int(wire.reachingFloor)
    growthRule = wire.growthLightRule?.zh ?? ""
    progressRule = wire.progressLightRule?.zh ?? ""
    self.notes = wire.notes.map(\.zh)
    city = wire.city.map { City($0, month: wire.month, indicator: title, scale) }
  }
}

extension Board.Row {
  init(_ wire: IndicatorsV1.ScoreboardRow, note: String = "", comparison: Comparison = .atLeast) {
    self.init(
      zone: wire.zone, title: wire.title?.zh ?? "", state: ReportState(wire.state), receivedOn: Day(wire.receivedOn),
      workingDaysLate: Int(wire.workingDaysLate), cumulative: wire.cumulative.map(Amount.init),
      base: wire.base.map(Amount.init), publishedBase: wire.publishedBase.map(Amount.init),
      growth: Rate(wire.growth), nominalGrowth: Rate(wire.nominalGrowth), publishedGrowth: Rate(wire.publishedGrowth),
      growthAbsent: wire.growthAbsent?.zh ?? "", rank: wire.rank.map { Int($0) },
      rankChange: wire.rankChange.map { Int($0) })
    aboveFloor = Rate(wire.aboveFloor)
    self.comparison = comparison
    annualTarget = wire.annualTarget.map(Amount.init)
    completion = Rate(wire.completion)
    versusSchedule = Rate(wire.versusSchedule)
    versusUsual = Rate(wire.versusUsual)
    requiredMonthly = wire.requiredMonthly.map(Amount.init)
    requiredAccount = Account(wire.requiredMonthlyExplanation)
    requiredMultiple = Rate(wire.requiredMultiple)
    growthLight = Light(wire.growthLight)
    progressLight = Light(wire.progressLight)
    contribution = Rate(wire.contribution)
    lowBase = wire.lowBase
    baseAdjustments = Set(wire.baseAdjustments.compactMap(BaseAdjustment.init(_:)))
    firstPublishedBase = wire.firstPublishedBase.map(Amount.init)
    findings = wire.findings.map { Board.RowFinding(reason: $0.reason, text: $0.text?.zh ?? "", note: note) }
    account = Account(wire.explanation)
  }
}
