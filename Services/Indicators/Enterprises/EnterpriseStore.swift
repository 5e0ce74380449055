import Chassis
import Domain
import Storage

/// The register of enterprises in its tables.
enum EnterpriseStore {
  /// What a list is narrowed to.
  struct Filter: Sendable {
    /// Only those with a placement in this zone.
    var zone: String?
    /// Only those with a placement on this day.
    var day: Day?
  }

  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> EnterpriseRecord? {
    guard let row = try EnterpriseTables.enterprise.find([.text(programme), .text(id)], in: transaction) else {
      return nil
    }
    return try records([row], programme, in: transaction).first
  }

  /// The one that has an organisation code, or a unified code with it.
  static func find(
    _ programme: String, organisation: String, in transaction: some Transaction
  ) throws -> EnterpriseRecord? {
    let rows = try EnterpriseTables.enterprise.select(
      where: "programme = ?1 AND organisation = ?2", [.text(programme), .text(organisation)], orderBy: "id", limit: 1,
      in: transaction)
    return try records(rows, programme, in: transaction).first
  }

  /// How many ids one statement names at most.
  private static let atOnce = 1_000

  /// Some of them, by id.
  static func list(
    _ programme: String, _ ids: Set<String>, in transaction: some Transaction
  ) throws -> [String: EnterpriseRecord] {
    var found: [String: EnterpriseRecord] = [:]
    var rest = ids.sorted()[...]
    while !rest.isEmpty {
      var condition = SQLCondition("programme = ?1", [.text(programme)])
      condition.narrow("id", among: rest.prefix(atOnce).map { .text($0) })
      rest = rest.dropFirst(atOnce)
      let rows = try EnterpriseTables.enterprise.select(
        where: condition.text, condition.arguments, orderBy: "id", in: transaction)
      for record in try records(rows, programme, in: transaction) { found[record.id] = record }
    }
    return found
  }

  /// One page of a programme's.
  static func page(
    _ programme: String, _ filter: Filter, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<EnterpriseRecord> {
    try query.page(of: EnterpriseTables.enterprise, where: condition(programme, filter, transaction), in: transaction) {
      $0
    }.map { try records($0, programme, in: transaction) }
  }

  /// Puts it with its placements; gives it the version that is being written.
  static func put(_ record: inout EnterpriseRecord, in transaction: WriteTransaction) throws {
    record.revision = transaction.version.sequence
    let key: [SQLValue] = [.text(record.programme), .text(record.id)]
    let last = record.placements.list.last
    try EnterpriseTables.enterprise.put(
      key + [
        .text("\(record.code)"), .text(record.code.organisation), .text(record.title),
        .text(record.industry?.digits ?? ""), SQLValue(record.industry?.edition.rawValue ?? 0),
        SQLValue(record.isAboveScale), .text(last?.zone.rawValue ?? ""), SQLValue(last?.to), .text(record.source),
        SQLValue(record.isDemonstration), .integer(record.revision),
      ], in: transaction)
    let parts = zip(record.placements.list, record.reasons).map { own, reason -> [SQLValue] in
      [.text(own.zone.rawValue), SQLValue(own.from), SQLValue(own.to), .text(reason)]
    }
    try CatalogueStore.putParts(EnterpriseTables.placement, key, parts, in: transaction)
  }

  private static func condition(
    _ programme: String, _ filter: Filter, _ transaction: some Transaction
  ) -> SQLCondition {
    guard filter.zone != nil || filter.day != nil else { return SQLCondition("programme = ?1", [.text(programme)]) }
    var placed = """
      programme = ?1 AND EXISTS (SELECT 1 FROM enterprise_placement AS placed
        WHERE placed.programme = enterprise.programme AND placed.enterprise = enterprise.id
          AND \(EnterpriseTables.placement.isTrue(at: 2, as: "placed"))
      """
    var arguments: [SQLValue] = [.text(programme), .integer(transaction.version.sequence)]
    if let zone = filter.zone {
      arguments.append(.text(zone))
      placed += " AND placed.zone = ?\(arguments.count)"
    }
    if let day = filter.day {
      arguments.append(SQLValue(day))
      placed += " AND placed.valid_from <= ?\(arguments.count)"
      placed += " AND (placed.valid_to IS NULL OR placed.valid_to >= ?\(arguments.count))"
    }
    return SQLCondition(placed + ")", arguments)
  }

  /// Rows with their placements, in the order of the rows.
  private static func records(
    _ rows: [SQLRow], _ programme: String, in transaction: some Transaction
  ) throws -> [EnterpriseRecord] {
    var condition = SQLCondition("programme = ?1", [.text(programme)])
    condition.narrow("enterprise", among: try rows.map { .text(try $0.text("id")) })
    let parts = try EnterpriseTables.placement.select(
      where: condition.text, condition.arguments, orderBy: "enterprise, ordinal", in: transaction)
    let byID = try Dictionary(grouping: parts) { try $0.text("enterprise") }
    return try rows.map { try record($0, byID[try $0.text("id")] ?? []) }
  }

  private static func record(_ row: SQLRow, _ parts: [SQLRow]) throws -> EnterpriseRecord {
    let placements = try parts.map {
      ZonePlacements.Placement(
        zone: ZoneKey(try $0.text("zone")), from: try $0.day("valid_from"), to: try $0.dayIfPresent("valid_to"))
    }
    guard let code = try? EnterpriseCode(try row.text("code")), let placed = ZonePlacements(placements) else {
      throw StorageError.column("code, valid_from", expected: "a code, and placements without overlap")
    }
    let edition = IndustryCode.Edition(rawValue: Int(try row.integer("industry_edition")))
    let digits = try row.text("industry_code")
    return EnterpriseRecord(
      programme: try row.text("programme"), id: try row.text("id"), code: code, title: try row.text("title"),
      industry: edition.flatMap { IndustryCode(digits, edition: $0) }, isAboveScale: try row.flag("above_scale"),
      placements: placed, reasons: try parts.map { try $0.text("reason") }, source: try row.text("source"),
      isDemonstration: try row.flag("demonstration"), revision: try row.integer("revision"))
  }
}
