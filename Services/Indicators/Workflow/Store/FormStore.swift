import Chassis
import Domain
import Storage

/// Forms in their tables.
enum FormStore {
  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> FormRecord? {
    try list(programme, where: "AND id = ?2", parts: "AND form = ?2", [.text(id)], in: transaction).first
  }

  /// All forms of a programme, the latest month first.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [FormRecord] {
    try list(programme, where: "", parts: "", [], in: transaction)
  }

  private static func list(
    _ programme: String, where own: String, parts: String, _ more: [SQLValue], in transaction: some Transaction
  ) throws -> [FormRecord] {
    let arguments = [.text(programme)] + more
    let forms = try WorkflowTables.form.select(
      where: "programme = ?1 \(own)", arguments, orderBy: "month DESC, id", in: transaction)
    if forms.isEmpty { return [] }
    func grouped(_ table: VersionedTable, _ order: String) throws -> [String: [SQLRow]] {
      let rows = try table.select(
        where: "programme = ?1 \(parts)", arguments, orderBy: "form, \(order)", in: transaction)
      return try Dictionary(grouping: rows) { try $0.text("form") }
    }
    let groups = try grouped(WorkflowTables.formGroup, "ordinal")
    let routes = try grouped(WorkflowTables.formRoute, "ordinal")
    let extensions = try grouped(WorkflowTables.formExtension, "zone")
    let releases = try grouped(WorkflowTables.formRelease, "indicator")
    let freezings = try grouped(WorkflowTables.formFreezing, "form")
    let standIns = try grouped(WorkflowTables.standIn, "zone, signed_at")
    return try forms.map { row in
      let id = try row.text("id")
      var form = try record(row, groups: groups[id] ?? [], routes: routes[id] ?? [])
      form.extensions = try (extensions[id] ?? []).map {
        FormRecord.Extension(
          zone: ZoneKey(try $0.text("zone")), until: try $0.day("until_day"), reason: try $0.text("reason"),
          by: try Signature(row: $0))
      }
      form.releases = try (releases[id] ?? []).map {
        FormRecord.Release(
          indicator: IndicatorKey(try $0.text("indicator")), day: try $0.day("released_on"),
          publication: try $0.text("publication"), by: try Signature(row: $0))
      }
      form.frozenBy = try freezings[id]?.first.map(Signature.init(row:))
      try StoodInRows((standIns[id] ?? []).filter { try $0.text("zone").isEmpty }).sign(&form)
      return form
    }
  }

  /// Puts the form with all its parts; gives it the version that is being written.
  static func put(_ form: inout FormRecord, in transaction: WriteTransaction) throws {
    form.revision = transaction.version.sequence
    let key: [SQLValue] = [.text(form.programme), .text(form.id)]
    let row: [SQLValue] = [
      SQLValue(form.month), .text(form.title.zh), .text(form.title.en), SQLValue(form.opensOn), SQLValue(form.dueOn),
      SQLValue(form.graceWorkingDays), SQLValue(form.isDemonstration), SQLValue(form.frozenAt),
      TextList.value(form.without.map(\.rawValue)), .text(form.bulletin), .integer(form.revision),
    ]
    try WorkflowTables.form.put(key + row, in: transaction)
    try CatalogueStore.putParts(
      WorkflowTables.formGroup, key,
      form.groups.map(\.values),
      in: transaction)
    try CatalogueStore.putParts(
      WorkflowTables.formRoute, key, form.routes.map { [.text($0.zone.rawValue), .text($0.county)] }, in: transaction)
    for own in form.extensions {
      let values: [SQLValue] = [.text(own.zone.rawValue), SQLValue(own.until), .text(own.reason)]
      try WorkflowTables.formExtension.put(key + values + own.by.values, in: transaction)
    }
    for own in form.releases {
      let values: [SQLValue] = [.text(own.indicator.rawValue), SQLValue(own.day), .text(own.publication)]
      try WorkflowTables.formRelease.put(key + values + own.by.values, in: transaction)
    }
    if let own = form.frozenBy {
      try WorkflowTables.formFreezing.put(key + own.values, in: transaction)
    } else {
      try WorkflowTables.formFreezing.remove(key, in: transaction)
    }
    try StoodInRows.put(form.signatures, key + [.text("")], in: transaction)
  }

  private static func record(_ row: SQLRow, groups: [SQLRow], routes: [SQLRow]) throws -> FormRecord {
    FormRecord(
      programme: try row.text("programme"), id: try row.text("id"), month: try row.month("month"),
      title: try row.bilingual("title"),
      groups: try groups.map(SubmissionRoute.Group.init(row:)),
      routes: try routes.map {
        FormRecord.Route(zone: ZoneKey(try $0.text("zone")), county: try $0.text("county"))
      },
      opensOn: try row.day("opens_on"), dueOn: try row.day("due_on"),
      graceWorkingDays: Int(try row.integer("grace_days")), isDemonstration: try row.flag("demonstration"),
      frozenAt: try row.integerIfPresent("frozen_at"),
      without: TextList.texts(try row.text("without")).map { ZoneKey($0) }, bulletin: try row.text("bulletin"),
      revision: try row.integer("revision"))
  }
}
