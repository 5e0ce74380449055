import Chassis
import Domain
import Storage

/// What zones had expected of a form's month when they sent in the forms before it: of its value in the month before, of
/// the year's in the last month's form.
struct Expectations: Sendable {
  /// One that was sent in.
  struct Entry: Sendable, Hashable {
    var form: String
    var month: Month
    var isOfYear: Bool
    var expectation: Expectation
  }

  private struct Cell: Hashable {
    var zone: ZoneKey
    var indicator: IndicatorKey
  }

  private var entries: [Cell: [Entry]] = [:]

  /// None was read.
  init() {}

  /// Reads those of a zone; of all zones what the month before expected.
  init(of form: FormRecord, zone: ZoneKey?, in transaction: some Transaction) throws {
    let (last, isYearEnd) = (form.month.adding(-1), form.month == form.month.yearEnd)
    let first = isYearEnd && zone != nil ? form.month.adding(-11) : last
    let forms = try WorkflowTables.form.select(
      where: "programme = ?1 AND month BETWEEN ?2 AND ?3",
      [.text(form.programme), SQLValue(first), SQLValue(last)], orderBy: "month, id", in: transaction)
    for row in forms {
      let (id, month) = (try row.text("id"), try row.month("month"))
      var condition = SQLCondition("programme = ?1 AND form = ?2", [.text(form.programme), .text(id)])
      condition.narrow("zone =", zone.map { .text($0.rawValue) })
      let cells = try WorkflowTables.cell.select(
        where: condition.text, condition.arguments, orderBy: "zone, indicator", in: transaction)
      for cell in cells where try cell.flag("was_submitted") {
        if month == last { try add(cell, "expected_next_month", id, month, isOfYear: false) }
        if isYearEnd { try add(cell, "expected_year_end", id, month, isOfYear: true) }
      }
    }
  }

  private mutating func add(
    _ row: SQLRow, _ column: String, _ form: String, _ month: Month, isOfYear: Bool
  ) throws {
    guard let expected = try row.integerIfPresent(column) else { return }
    let cell = Cell(zone: ZoneKey(try row.text("zone")), indicator: IndicatorKey(try row.text("indicator")))
    entries[cell, default: []].append(
      Entry(form: form, month: month, isOfYear: isOfYear, expectation: Expectation(Amount(expected))))
  }

  /// What a zone had expected of an indicator, the oldest first.
  func entries(_ zone: ZoneKey, _ indicator: IndicatorKey) -> [Entry] {
    entries[Cell(zone: zone, indicator: indicator)] ?? []
  }
}
