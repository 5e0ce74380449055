import Chassis
import Domain
import RPC
import Storage

/// A submission with everything that a step is judged by, read in one transaction.
struct SubmissionCase: Sendable {
  /// The programme and its indicators; its zones are not needed.
  let catalogue: Catalogue
  let form: FormRecord
  let route: FormRecord.Route
  var record: SubmissionRecord
  /// The figures of the month before and of the same period, on the territory of the form's month.
  let known: FigureBook
  let today: Day
  /// What its cells hold though the month does not have it; none where it was not looked at.
  var untimely: [UntimelyCell] = []
  /// What the zone had expected of the month; none where it was not read.
  var expectations = Expectations()
}

extension SubmissionCase {
  /// Its name.
  var name: String { ResourcePattern.submission.name(form.programme, route.zone.rawValue, form.id) }

  /// The case of a zone and a form; nil when there is no such form, or it does not ask the zone.
  static func find(
    _ programme: String, zone: String, form id: String, on today: Day, in transaction: some Transaction
  ) throws -> SubmissionCase? {
    guard let form = try FormStore.find(programme, id, in: transaction),
      let route = form.route(of: ZoneKey(zone)),
      let catalogue = try CatalogueStore.findWithoutZones(programme, in: transaction)
    else { return nil }
    let known = try FigureStore.before(form, catalogue, zone: route.zone, in: transaction)
    let record = try SubmissionStore.find(form, route, in: transaction)
    return SubmissionCase(
      catalogue: catalogue, form: form, route: route, record: record, known: known, today: today
    ).prefilled
  }

  /// The same with what the zone had expected of the month: an answer tells it, and no step is judged by it.
  func withExpectations(in transaction: some Transaction) throws -> SubmissionCase {
    var own = self
    own.expectations = try Expectations(of: form, zone: route.zone, in: transaction)
    return own
  }

  /// The same of several cases of one form, of which only what the month before expected is told.
  static func withExpectations(_ cases: [SubmissionCase], in transaction: some Transaction) throws -> [SubmissionCase] {
    guard let form = cases.first?.form else { return [] }
    let expectations = try Expectations(of: form, zone: nil, in: transaction)
    return cases.map { own in
      var own = own
      own.expectations = expectations
      return own
    }
  }

  /// The cases of all zones that a form asks, in protocol order; nil when there is no such form.
  static func list(
    _ programme: String, form id: String, on today: Day, in transaction: some Transaction
  ) throws -> [SubmissionCase]? {
    guard let form = try FormStore.find(programme, id, in: transaction),
      let catalogue = try CatalogueStore.findWithoutZones(programme, in: transaction)
    else { return nil }
    let known = try FigureStore.before(form, catalogue, zone: nil, in: transaction)
    return try zip(form.routes, SubmissionStore.list(form, in: transaction)).map { route, record in
      SubmissionCase(
        catalogue: catalogue, form: form, route: route, record: record, known: known, today: today
      ).prefilled
    }
  }

  /// A draft that nobody has touched holds last year's published figures as its bases.
  private var prefilled: SubmissionCase {
    guard record.revision == 0 else { return self }
    var own = self
    for index in own.record.cells.indices {
      own.record.cells[index].reported.base = samePeriod(own.record.cells[index].indicator)?.cumulative
    }
    return own
  }

  /// The figure of the published month before, as it stands.
  func lastMonth(_ indicator: IndicatorKey) -> Figure? {
    let months = catalogue.indicator(indicator.rawValue)?.months ?? .everyMonth
    return months.previous(form.month).flatMap { known.figure(route.zone, indicator, $0) }
  }

  /// The figure of the same month of last year, as published.
  func samePeriod(_ indicator: IndicatorKey) -> Figure? {
    known.figure(route.zone, indicator, form.month.samePeriodLastYear)
  }

  /// Whether the month has a figure of the indicator that is reported.
  func isDue(_ indicator: IndicatorKey) -> Bool {
    guard let record = catalogue.indicator(indicator.rawValue) else { return false }
    return record.months.hasForm(form.month) && record.isReported(in: form.month)
  }

  /// What a step is judged by.
  var facts: SubmissionFacts {
    let working = catalogue.programme.calendar
    let window = form.window
    return SubmissionFacts(
      today: today, phase: window?.phase(for: route.zone, on: today, working) ?? .closed, opensOn: form.opensOn,
      lastDay: window?.lastDay(for: route.zone, working) ?? form.dueOn, isFrozen: form.isFrozen, untimely: untimely,
      missing: record.cells.filter { isDue($0.indicator) && !$0.reported.hasContent }.map(\.indicator),
      unexplained: record.findings.filter { !record.isExplained($0) }.map(\.id),
      unaccepted: record.findings.filter { $0.isHard && $0.acceptedBy == nil }.map(\.id))
  }

  /// Looks whether the month still has what the cells hold by the programme as it is now: what the zone would send in, and
  /// above it what would come to stand.
  mutating func lookAtTime(in transaction: some Transaction) throws {
    let isAbove = record.workflow.leg == .review
    let zone = try ZoneStore.find(form.programme, route.zone.rawValue, in: transaction)?.zone.outOfTime(in: form.month)
    untimely = open.filter { (isAbove ? $0.standing : $0.reported).hasContent }.compactMap { cell in
      let own = catalogue.indicator(cell.indicator.rawValue)?.indicator.outOfTime(in: form.month)
      return (own ?? zone).map { UntimelyCell(cell.indicator, $0) }
    }
  }

  /// The cells that a revision may change; all cells in the first run.
  var open: [SubmissionRecord.Cell] {
    record.cells.filter { record.workflow.revised?.contains($0.indicator) ?? true }
  }

  /// The figure that a cell is, or would be.
  func figure(_ cell: SubmissionRecord.Cell, _ values: SubmissionRecord.Values) -> Figure {
    Figure(
      key: FigureKey(zone: route.zone, indicator: cell.indicator, month: form.month), cumulative: values.cumulative,
      reportedBase: values.base, reportedGrowth: values.growth, receivedOn: record.receivedOn,
      isDemonstration: form.isDemonstration, note: cell.explanation)
  }

  /// Checks all cells anew. An accepted explanation stays accepted while the finding says the same.
  mutating func check(in transaction: WriteTransaction) throws {
    let checks = catalogue.checks
    let figures = record.cells.filter(\.reported.hasContent).map { figure($0, $0.reported) }
    let known = try FigureStore.book(form.programme, checks.needed(for: figures), in: transaction)
    var found: [SubmissionRecord.CheckFinding] = []
    for finding in try checks.findings(for: figures, known: known) where record.cell(finding.figure.indicator) != nil {
      var own = SubmissionRecord.CheckFinding(finding)
      let twins = found.count { $0.id == own.id }
      if twins > 0 { own.id += ":\(twins + 1)" }
      own.acceptedBy = record.findings.first { $0.id == own.id && $0.text == own.text }?.acceptedBy
      found.append(own)
    }
    record.findings = found.filter(\.isHard) + found.filter { !$0.isHard }
  }
}

extension SubmissionRecord.CheckFinding {
  /// As the checks tell it.
  fileprivate init(_ finding: Finding) {
    self.init(
      id: "\(finding.reason.rawValue):\(finding.figure.indicator.rawValue)", reason: finding.reason.rawValue,
      rule: finding.ruleVersion == 0 ? finding.rule : "\(finding.rule)@\(finding.ruleVersion)",
      indicator: finding.figure.indicator, isHard: finding.severity == .hard,
      isExplainable: finding.severity == .soft || finding.isReleasedByNote,
      text: finding.sentence(note: ""), suggestion: finding.suggestion)
  }
}

extension FigureStore {
  /// What stood before a form's month, on the territory of that month: the published month before, and the same month of
  /// last year.
  fileprivate static func before(
    _ form: FormRecord, _ catalogue: Catalogue, zone: ZoneKey?, in transaction: some Transaction
  ) throws -> FigureBook {
    let territories = catalogue.territories
    var figures: [Figure] = []
    for indicator in form.indicators {
      let months = catalogue.indicator(indicator.rawValue)?.months ?? .everyMonth
      for month in [months.previous(form.month), form.month.samePeriodLastYear].compactMap({ $0 }) {
        let zones = zone.map { territories.origins(of: $0, in: month, at: form.month).map(Optional.some) } ?? [nil]
        for zone in zones {
          let filter = Filter(zone: zone?.rawValue, indicator: indicator.rawValue, from: month, to: month)
          figures += try list(form.programme, filter, in: transaction).map(\.figure)
        }
      }
    }
    return try territories.restated(FigureBook(figures), at: form.month)
  }
}
