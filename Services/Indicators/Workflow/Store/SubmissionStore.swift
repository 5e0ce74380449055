import Chassis
import Domain
import Storage

/// Submissions in their tables. One that nobody has touched has no rows: it is an empty draft.
enum SubmissionStore {
  static func find(
    _ form: FormRecord, _ route: FormRecord.Route, in transaction: some Transaction
  ) throws -> SubmissionRecord {
    let rows = try SubmissionRows(form, zone: route.zone, in: transaction)
    return try rows.record(form, route)
  }

  /// The submissions of all zones that the form asks, in protocol order.
  static func list(_ form: FormRecord, in transaction: some Transaction) throws -> [SubmissionRecord] {
    let rows = try SubmissionRows(form, zone: nil, in: transaction)
    return try form.routes.map { try rows.record(form, $0) }
  }

  /// How many receipts the form has given.
  static func receipts(of form: FormRecord, in transaction: some Transaction) throws -> Int {
    Int(
      try WorkflowTables.receipt.count(
        where: "programme = ?1 AND form = ?2", [.text(form.programme), .text(form.id)], in: transaction))
  }

  /// Puts the submission with all its parts; gives it the version that is being written.
  static func put(_ record: inout SubmissionRecord, in transaction: WriteTransaction) throws {
    record.revision = transaction.version.sequence
    let form: [SQLValue] = [.text(record.programme), .text(record.form)]
    let key = form + [.text(record.zone.rawValue)]
    try WorkflowTables.submission.put(key + record.row, in: transaction)
    for cell in record.cells {
      try WorkflowTables.cell.put(key + cell.row, in: transaction)
      if let row = cell.rowBefore { try WorkflowTables.cellBefore.put(key + row, in: transaction) }
    }
    for receipt in record.receipts {
      let row: [SQLValue] = [
        SQLValue(receipt.ordinal), .text(record.zone.rawValue), .integer(receipt.receivedAt), .blob(receipt.digest),
        .integer(receipt.version),
      ]
      try WorkflowTables.receipt.put(form + row, in: transaction)
    }
    for (table, rows) in [
      (WorkflowTables.remark, record.remarks.map(\.row)), (WorkflowTables.finding, record.findings.map(\.row)),
      (WorkflowTables.countersignature, record.countersignatures.map(\.row)),
      (WorkflowTables.step, record.steps.map(\.row)), (WorkflowTables.publication, record.publications.map(\.row)),
      (WorkflowTables.scan, record.scans.map(\.row)),
    ] { try CatalogueStore.putParts(table, key, rows, in: transaction) }
    for (ordinal, step) in record.steps.enumerated() where !step.cells.isEmpty {
      let row: [SQLValue] = [SQLValue(ordinal), TextList.value(step.cells.map(\.rawValue))]
      try WorkflowTables.stepCells.put(key + row, in: transaction)
    }
    try StoodInRows.put(record.steps.map(\.by) + record.scans.map(\.by), key, in: transaction)
  }
}

/// All rows of a form's submissions, or of one, by zone.
private struct SubmissionRows {
  private var submissions: [String: [SQLRow]] = [:]
  private var cells: [String: [SQLRow]] = [:]
  private var cellsBefore: [String: [SQLRow]] = [:]
  private var remarks: [String: [SQLRow]] = [:]
  private var findings: [String: [SQLRow]] = [:]
  private var countersignatures: [String: [SQLRow]] = [:]
  private var receipts: [String: [SQLRow]] = [:]
  private var steps: [String: [SQLRow]] = [:]
  private var stepCells: [String: [SQLRow]] = [:]
  private var publications: [String: [SQLRow]] = [:]
  private var standIns: [String: [SQLRow]] = [:]
  private var scans: [String: [SQLRow]] = [:]

  init(_ form: FormRecord, zone: ZoneKey?, in transaction: some Transaction) throws {
    var condition = SQLCondition("programme = ?1 AND form = ?2", [.text(form.programme), .text(form.id)])
    condition.narrow("zone =", zone.map { .text($0.rawValue) })
    func rows(_ table: VersionedTable, _ order: String) throws -> [String: [SQLRow]] {
      try Dictionary(
        grouping: table.select(
          where: condition.text, condition.arguments, orderBy: "zone, \(order)", in: transaction)
      ) { try $0.text("zone") }
    }
    submissions = try rows(WorkflowTables.submission, "form")
    if submissions.isEmpty { return }
    cells = try rows(WorkflowTables.cell, "indicator")
    cellsBefore = try rows(WorkflowTables.cellBefore, "indicator")
    remarks = try rows(WorkflowTables.remark, "ordinal")
    findings = try rows(WorkflowTables.finding, "ordinal")
    countersignatures = try rows(WorkflowTables.countersignature, "ordinal")
    receipts = try rows(WorkflowTables.receipt, "ordinal")
    steps = try rows(WorkflowTables.step, "ordinal")
    stepCells = try rows(WorkflowTables.stepCells, "ordinal")
    publications = try rows(WorkflowTables.publication, "ordinal")
    standIns = try rows(WorkflowTables.standIn, "signed_at")
    scans = try rows(WorkflowTables.scan, "ordinal")
  }

  func record(_ form: FormRecord, _ route: FormRecord.Route) throws -> SubmissionRecord {
    let zone = route.zone.rawValue
    var record = SubmissionRecord(
      programme: form.programme, form: form.id, zone: route.zone,
      workflow: SubmissionWorkflow(route: form.way(of: route)),
      cells: form.indicators.map { SubmissionRecord.Cell(indicator: $0) })
    guard let row = submissions[zone]?.first else { return record }
    let kept = try (cells[zone] ?? []).map(SubmissionRecord.Cell.init(row:))
    let byIndicator = Dictionary(kept.map { ($0.indicator, $0) }, uniquingKeysWith: { $1 })
    record.cells = record.cells.map { byIndicator[$0.indicator] ?? $0 }
    for row in cellsBefore[zone] ?? [] { try record.readBefore(row) }
    record.remarks = try (remarks[zone] ?? []).map(SubmissionRecord.Remark.init(row:))
    record.findings = try (findings[zone] ?? []).map(SubmissionRecord.CheckFinding.init(row:))
    record.countersignatures = try (countersignatures[zone] ?? []).map(SubmissionRecord.Countersignature.init(row:))
    record.receipts = try (receipts[zone] ?? []).map(SubmissionRecord.Receipt.init(row:))
    record.steps = try (steps[zone] ?? []).map(SubmissionRecord.Step.init(row:))
    for row in stepCells[zone] ?? [] {
      let ordinal = Int(try row.integer("ordinal"))
      guard record.steps.indices.contains(ordinal) else { continue }
      record.steps[ordinal].cells = TextList.texts(try row.text("indicators")).map { IndicatorKey($0) }
    }
    record.publications = try (publications[zone] ?? []).map(SubmissionRecord.Publication.init(row:))
    record.scans = try (scans[zone] ?? []).map(ScanRecord.init(row:))
    try record.read(row)
    try StoodInRows(standIns[zone] ?? []).sign(&record)
    return record
  }
}
