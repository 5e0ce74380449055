import Chassis
import Domain
import Storage

/// Indicators in their table.
enum IndicatorStore {
  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> IndicatorRecord? {
    guard let row = try CatalogueTables.indicator.find([.text(programme), .text(id)], in: transaction) else {
      return nil
    }
    return try record(row, IndicatorParts(programme, id, in: transaction))
  }

  /// All indicators of a programme in its order.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [IndicatorRecord] {
    let parts = try IndicatorParts(programme, in: transaction)
    return try CatalogueTables.indicator.select(
      where: "programme = ?1", [.text(programme)], orderBy: "position, id", in: transaction
    ).map { try record($0, parts) }
  }

  /// One page of indicators; `day`: of those that are reported on it.
  static func page(
    _ programme: String, on day: Day?, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<IndicatorRecord> {
    let parts = try IndicatorParts(programme, in: transaction)
    var condition = SQLCondition("programme = ?1", [.text(programme)])
    if let day {
      condition = SQLCondition(
        "programme = ?1 AND (valid_from IS NULL OR valid_from <= ?2) AND (valid_to IS NULL OR valid_to >= ?2)",
        [.text(programme), SQLValue(day)])
    }
    return try query.page(of: CatalogueTables.indicator, where: condition, in: transaction) { try record($0, parts) }
  }

  static func put(_ record: IndicatorRecord, in transaction: WriteTransaction) throws {
    let deadlines = record.deadlines.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let row: [SQLValue] = [
      .text(record.programme), .text(record.id), .text(record.title.zh), .text(record.title.en),
      .text(record.definition.zh), .text(record.definition.en), .text(record.kind.rawValue), .text(record.unit),
      .text(record.displayUnit), .integer(record.displayScale), SQLValue(record.displayDecimals),
      .text(record.growthBasis.rawValue), .text(record.months.rawValue), TextList.value(deadlines),
      .text(record.ownerBureau), SQLValue(record.order), SQLValue(record.validFrom), TextList.value(record.clauses),
      .text(record.direction.rawValue), SQLValue(record.validTo), .text(record.sourceOffice?.rawValue ?? ""),
      SQLValue(record.isMain), .integer(transaction.version.sequence),
    ]
    try CatalogueTables.indicator.put(row, in: transaction)
    try IndicatorParts.put(record, in: transaction)
  }

  static func remove(_ record: IndicatorRecord, in transaction: WriteTransaction) throws {
    try CatalogueTables.indicator.remove([.text(record.programme), .text(record.id)], in: transaction)
    try IndicatorParts.remove(record, in: transaction)
  }

  private static func record(_ row: SQLRow, _ parts: IndicatorParts) throws -> IndicatorRecord {
    guard let kind = Indicator.Kind(rawValue: try row.text("kind")),
      let basis = Indicator.GrowthBasis(rawValue: try row.text("growth_basis")),
      let months = MonthRule(rawValue: try row.text("months")),
      let direction = Indicator.Direction(rawValue: try row.text("direction"))
    else { throw StorageError.column("kind, growth_basis, months, direction", expected: "known words") }
    let office = try row.text("source_office")
    var record = IndicatorRecord(
      programme: try row.text("programme"), id: try row.text("id"), title: try row.bilingual("title"),
      definition: try row.bilingual("definition"), kind: kind, unit: try row.text("unit"),
      displayUnit: try row.text("display_unit"), displayScale: try row.integer("display_scale"),
      displayDecimals: Int(try row.integer("display_decimals")), growthBasis: basis, months: months,
      deadlines: deadlines(try row.text("deadlines")), ownerBureau: try row.text("owner_bureau"),
      order: Int(try row.integer("position")), validFrom: try row.dayIfPresent("valid_from"),
      validTo: try row.dayIfPresent("valid_to"), direction: direction,
      sourceOffice: office.isEmpty ? nil : OfficeKey(office), clauses: TextList.texts(try row.text("clauses")),
      isMain: try row.flag("main"), etag: try row.etag())
    try parts.complete(&record)
    return record
  }

  private static func deadlines(_ column: String) -> [Month: Day] {
    var result: [Month: Day] = [:]
    for text in TextList.texts(column) {
      let parts = text.split(separator: "=").map(String.init)
      guard parts.count == 2, let month = Month(parts[0]), let day = Day(parts[1]) else { continue }
      result[month] = day
    }
    return result
  }
}
