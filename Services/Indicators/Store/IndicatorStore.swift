import Chassis
import Domain
import Storage

/// Indicators in their table.
enum IndicatorStore {
  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> IndicatorRecord? {
    guard let row = try CatalogueTables.indicator.find([.text(programme), .text(id)], in: transaction) else {
      return nil
    }
    let parts = try TerritoryTables.definition.select(
      where: "programme = ?1 AND indicator = ?2", [.text(programme), .text(id)], orderBy: "ordinal", in: transaction)
    return try record(row, parts, sources(programme, in: transaction)[id] ?? [])
  }

  private static func sources(_ programme: String, in transaction: some Transaction) throws -> [String: [IndicatorKey]]
  {
    let rows = try SelectionTables.indicatorSource.select(
      where: "programme = ?1", [.text(programme)], orderBy: "indicator, ordinal", in: transaction)
    return try Dictionary(grouping: rows) { try $0.text("indicator") }.mapValues {
      try $0.map { IndicatorKey(try $0.text("source")) }
    }
  }

  private static func definitions(_ programme: String, in transaction: some Transaction) throws -> [String: [SQLRow]] {
    let parts = try TerritoryTables.definition.select(
      where: "programme = ?1", [.text(programme)], orderBy: "indicator, ordinal", in: transaction)
    return try Dictionary(grouping: parts) { try $0.text("indicator") }
  }

  /// All indicators of a programme in its order.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [IndicatorRecord] {
    let definitions = try definitions(programme, in: transaction)
    let sources = try sources(programme, in: transaction)
    return try CatalogueTables.indicator.select(
      where: "programme = ?1", [.text(programme)], orderBy: "position, id", in: transaction
    ).map {
      let id = try $0.text("id")
      return try record($0, definitions[id] ?? [], sources[id] ?? [])
    }
  }

  /// One page of indicators.
  static func page(
    _ programme: String, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<IndicatorRecord> {
    let definitions = try definitions(programme, in: transaction)
    let sources = try sources(programme, in: transaction)
    let condition = SQLCondition("programme = ?1", [.text(programme)])
    return try query.page(of: CatalogueTables.indicator, where: condition, in: transaction) {
      let id = try $0.text("id")
      return try record($0, definitions[id] ?? [], sources[id] ?? [])
    }
  }

  static func put(_ record: IndicatorRecord, in transaction: WriteTransaction) throws {
    let deadlines = record.deadlines.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let row: [SQLValue] = [
      .text(record.programme), .text(record.id), .text(record.title.zh), .text(record.title.en),
      .text(record.definition.zh), .text(record.definition.en), .text(record.kind.rawValue), .text(record.unit),
      .text(record.displayUnit), .integer(record.displayScale), SQLValue(record.displayDecimals),
      .text(record.growthBasis.rawValue), .text(record.months.rawValue), TextList.value(deadlines),
      .text(record.ownerBureau), SQLValue(record.order), SQLValue(record.validFrom), TextList.value(record.clauses),
      SQLValue(record.isMain), .integer(transaction.version.sequence),
    ]
    try CatalogueTables.indicator.put(row, in: transaction)
    let definitions: [[SQLValue]] = record.definitions.map {
      [SQLValue($0.validFrom), .text($0.text.zh), .text($0.text.en), .text($0.formula)]
    }
    try CatalogueStore.putParts(
      TerritoryTables.definition, [.text(record.programme), .text(record.id)], definitions, in: transaction)
    try CatalogueStore.putParts(
      SelectionTables.indicatorSource, [.text(record.programme), .text(record.id)],
      record.sources.map { [.text($0.rawValue)] }, in: transaction)
  }

  static func remove(_ record: IndicatorRecord, in transaction: WriteTransaction) throws {
    let key: [SQLValue] = [.text(record.programme), .text(record.id)]
    try CatalogueTables.indicator.remove(key, in: transaction)
    try CatalogueStore.putParts(TerritoryTables.definition, key, [], in: transaction)
    try CatalogueStore.putParts(SelectionTables.indicatorSource, key, [], in: transaction)
  }

  private static func record(
    _ row: SQLRow, _ parts: [SQLRow], _ sources: [IndicatorKey]
  ) throws -> IndicatorRecord {
    guard let kind = Indicator.Kind(rawValue: try row.text("kind")),
      let basis = Indicator.GrowthBasis(rawValue: try row.text("growth_basis")),
      let months = MonthRule(rawValue: try row.text("months"))
    else { throw StorageError.column("kind, growth_basis, months", expected: "known words") }
    return IndicatorRecord(
      programme: try row.text("programme"), id: try row.text("id"), title: try row.bilingual("title"),
      definition: try row.bilingual("definition"), kind: kind, unit: try row.text("unit"),
      displayUnit: try row.text("display_unit"), displayScale: try row.integer("display_scale"),
      displayDecimals: Int(try row.integer("display_decimals")), growthBasis: basis, months: months,
      deadlines: deadlines(try row.text("deadlines")), ownerBureau: try row.text("owner_bureau"),
      order: Int(try row.integer("position")), validFrom: try row.dayIfPresent("valid_from"),
      clauses: TextList.texts(try row.text("clauses")), isMain: try row.flag("main"),
      definitions: try parts.map(definition), sources: sources, etag: try row.etag())
  }

  private static func definition(_ row: SQLRow) throws -> IndicatorRecord.Definition {
    IndicatorRecord.Definition(
      validFrom: try row.dayIfPresent("valid_from"), text: try row.bilingual("text"), formula: try row.text("formula"))
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
