import Chassis
import Domain
import Storage

/// How firmly the figures of some months stand, what waits for the city's yes, and whom the forms of those months ask: read
/// from the forms and their submissions.
struct MonthStandings: Sendable {
  /// What a submission says of a cell.
  struct Cell: Sendable, Hashable {
    /// How firmly a figure stands; nil: none does, since what was sent in went back to the zone.
    let standing: FigureStanding?
    /// What the zone sent in.
    let report: Figure
    /// Whether that waits for the city's yes.
    let isWaiting: Bool

    /// What was sent in and waits; nil: nothing does.
    var waiting: Figure? { isWaiting ? report : nil }
  }

  /// What is asked together: an indicator of a month.
  private struct Question: Hashable {
    var indicator: IndicatorKey
    var month: Month
  }

  private(set) var cells: [FigureKey: Cell] = [:]
  private var asked: [Question: Set<ZoneKey>] = [:]
  /// The last day in time of the form that is due last, by the indicators' months.
  private var dueOn: [IndicatorKey: [Month: Day]] = [:]

  /// The tables that it is read from: an effect on one of them may change it.
  static let tables: Set<String> = Set(
    [
      WorkflowTables.form, WorkflowTables.formGroup, WorkflowTables.formRoute, WorkflowTables.formExtension,
      WorkflowTables.formRelease, WorkflowTables.formFreezing, WorkflowTables.standIn, WorkflowTables.submission,
      WorkflowTables.cell, WorkflowTables.receipt,
    ].map(\.name))

  /// Nothing was asked for.
  init() {}

  /// Reads those of some indicators, as they were known on an evening.
  init(
    _ programme: String, months: ClosedRange<Month>, indicators: [IndicatorKey], evening: Day,
    in transaction: some Transaction
  ) throws {
    let forms = try WorkflowTables.form.select(
      where: "programme = ?1 AND month BETWEEN ?2 AND ?3",
      [.text(programme), SQLValue(months.lowerBound), SQLValue(months.upperBound)], orderBy: "id", in: transaction)
    for row in forms {
      guard let form = try FormStore.find(programme, row.text("id"), in: transaction) else { continue }
      let own = form.indicators.filter(indicators.contains)
      for indicator in own {
        let question = Question(indicator: indicator, month: form.month)
        asked[question, default: []].formUnion(form.routes.map(\.zone))
        dueOn[indicator, default: [:]].merge([form.month: form.dueOn], uniquingKeysWith: { max($0, $1) })
      }
      if !own.isEmpty { try add(form, own, by: evening, in: transaction) }
    }
  }

  /// What a submission says of a zone's figure.
  func cell(_ zone: ZoneKey, _ indicator: IndicatorKey, _ month: Month) -> Cell? {
    cells[FigureKey(zone: zone, indicator: indicator, month: month)]
  }

  /// Whether a zone is asked for an indicator's figure of a month: by one of the forms that ask it of anybody; where there
  /// is none, and figures come some other way or follow from others, as soon as the indicator is in force.
  func ask(_ zone: ZoneKey, _ record: IndicatorRecord, in month: Month) -> Bool {
    guard record.isReported(in: month) else { return record.holds(in: month) }
    return asked[Question(indicator: record.indicator.key, month: month)]?.contains(zone) ?? true
  }

  /// Whether a form asks for an indicator in a month; nil where the month has no form.
  func isAsked(_ indicator: IndicatorKey, in month: Month) -> Bool? {
    guard asked.keys.contains(where: { $0.month == month }) else { return nil }
    return asked[Question(indicator: indicator, month: month)] != nil
  }

  /// When an indicator's months are due: as their forms say, and where there is none as the indicator's own calendar does.
  func calendar(_ record: IndicatorRecord, _ working: WorkingCalendar) -> ReportingCalendar {
    var calendar = record.calendar(working)
    if let own = dueOn[IndicatorKey(record.id)] { calendar.explicit.merge(own) { $1 } }
    return calendar
  }

  /// Those of some zones that are not.
  func unasked(_ zones: [ZoneKey], _ record: IndicatorRecord, in month: Month) -> Set<ZoneKey> {
    Set(zones.filter { !ask($0, record, in: month) })
  }

  private mutating func add(
    _ form: FormRecord, _ indicators: [IndicatorKey], by evening: Day, in transaction: some Transaction
  ) throws {
    let ofForm = SQLCondition("programme = ?1 AND form = ?2", [.text(form.programme), .text(form.id)])
    func rows(_ table: VersionedTable, _ order: String, _ condition: SQLCondition? = nil) throws -> [SQLRow] {
      let condition = condition ?? ofForm
      return try table.select(where: condition.text, condition.arguments, orderBy: order, in: transaction)
    }
    let routes = Dictionary(form.routes.map { ($0.zone, $0) }, uniquingKeysWith: { first, _ in first })
    var received: [ZoneKey: Day] = [:]
    for row in try rows(WorkflowTables.receipt, "ordinal") {
      let zone = ZoneKey(try row.text("zone"))
      if received[zone] == nil { received[zone] = Day(inChinaAt: try row.integer("received_at")) }
    }
    var workflows: [ZoneKey: SubmissionWorkflow] = [:]
    for row in try rows(WorkflowTables.submission, "zone") {
      let zone = ZoneKey(try row.text("zone"))
      guard let route = routes[zone], received[zone].map({ $0 <= evening }) ?? false else { continue }
      var record = SubmissionRecord(
        programme: form.programme, form: form.id, zone: zone, workflow: SubmissionWorkflow(route: form.way(of: route)),
        cells: [])
      try record.read(row)
      workflows[zone] = record.workflow
    }
    var ofCells = ofForm
    ofCells.narrow("indicator", among: indicators.map { .text($0.rawValue) })
    for row in try rows(WorkflowTables.cell, "zone", ofCells) {
      let (zone, indicator) = (ZoneKey(try row.text("zone")), IndicatorKey(try row.text("indicator")))
      guard let workflow = workflows[zone] else { continue }
      let (cell, standing) = (try SubmissionRecord.Cell(row: row), workflow.standing(of: indicator))
      // What went back is told as it was sent in, whatever the zone has put in its place since.
      let sent = workflow.wentBack(indicator) ? cell.lastSubmitted : nil
      guard let values = standing == nil ? sent : cell.standing, values.hasContent else { continue }
      let key = FigureKey(zone: zone, indicator: indicator, month: form.month)
      let report = Figure(
        key: key, cumulative: values.cumulative, reportedBase: values.base, reportedGrowth: values.growth,
        receivedOn: received[zone], isDemonstration: form.isDemonstration)
      cells[key] = Cell(standing: standing, report: report, isWaiting: workflow.awaitsApproval(indicator))
    }
  }
}
