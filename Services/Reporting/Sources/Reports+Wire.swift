import Chassis
import Domain
import WireTupo

extension WorkingCalendar {
  init(_ wire: IndicatorsV1.WorkingCalendar?) {
    self.init(
      holidays: Set(wire?.holidays.compactMap { Day($0) } ?? []),
      workedWeekends: Set(wire?.workingWeekends.compactMap { Day($0) } ?? []))
  }
}

extension Reports {
  init(_ wire: IndicatorsV1.ReportingStatus, indicators: [String: IndicatorsV1.Indicator]) {
    self.init(
      entries: wire.entries.map { entry in
        Entry(
          zone: entry.zone, title: entry.title?.zh ?? "", state: ReportState(entry.state),
          receivedOn: Day(entry.receivedOn), workingDaysLate: Int(entry.workingDaysLate),
          missing: entry.missingIndicators.map { indicators[$0]?.title?.zh ?? $0 })
      })
  }
}

extension FloorCount {
  init(_ wire: IndicatorsV1.Attainment) {
    self.init(
      levels: wire.levels.map { Level(indicators: Int($0.indicators), zones: $0.zones) }, judged: Int(wire.judged))
  }
}

extension ThresholdStanding {
  init(_ wire: IndicatorsV1.ThresholdReport.Standing, scale: UnitScale?) {
    let target = wire.target ?? .init()
    self.init(
      title: target.title?.zh ?? "", scale: scale ?? .hundredMillionYuan, limit: Amount(target.value),
      comparison: Comparison(target.operator) ?? .above,
      count: Int(target.count), passed: Int(wire.passed), landing: Int(wire.landing), short: Int(wire.short),
      reached: wire.reached, candidates: wire.candidates.map(Candidate.init), closest: wire.closest.map(Candidate.init))
  }
}

extension ThresholdStanding.Candidate {
  init(_ wire: IndicatorsV1.ThresholdReport.Candidate) {
    self.init(
      title: wire.title?.zh ?? "", cumulative: wire.cumulative.map(Amount.init),
      landing: wire.landing.map(Amount.init), passed: wire.passed, expected: wire.expected,
      extraMonthly: wire.extraMonthly.map(Amount.init), account: Account(wire.explanation),
      extraAccount: Account(wire.extraMonthlyExplanation))
  }
}
