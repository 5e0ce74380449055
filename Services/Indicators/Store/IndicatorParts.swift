import Chassis
import Domain
import Storage

/// What tables beside theirs say of a programme's indicators.
struct IndicatorParts {
  private let definitions: [String: [SQLRow]]
  private let sources: [String: [SQLRow]]
  private let aliases: [String: [SQLRow]]

  /// Of all indicators of a programme, or of one.
  init(_ programme: String, _ id: String? = nil, in transaction: some Transaction) throws {
    let condition = id == nil ? "programme = ?1" : "programme = ?1 AND indicator = ?2"
    let arguments = [SQLValue.text(programme)] + (id.map { [SQLValue.text($0)] } ?? [])
    func rows(_ table: VersionedTable) throws -> [String: [SQLRow]] {
      let rows = try table.select(where: condition, arguments, orderBy: "indicator, ordinal", in: transaction)
      return try Dictionary(grouping: rows) { try $0.text("indicator") }
    }
    definitions = try rows(TerritoryTables.definition)
    sources = try rows(SelectionTables.indicatorSource)
    aliases = try rows(AliasTables.indicatorAlias)
  }

  /// Adds what they say of an indicator.
  func complete(_ record: inout IndicatorRecord) throws {
    record.definitions = try (definitions[record.id] ?? []).map(Self.definition)
    record.sources = try (sources[record.id] ?? []).map { IndicatorKey(try $0.text("source")) }
    record.aliases = try (aliases[record.id] ?? []).map(DatedName.init(row:))
  }

  private static func definition(_ row: SQLRow) throws -> IndicatorRecord.Definition {
    IndicatorRecord.Definition(
      validFrom: try row.dayIfPresent("valid_from"), text: try row.bilingual("text"), formula: try row.text("formula"))
  }

  static func put(_ record: IndicatorRecord, in transaction: WriteTransaction) throws {
    let definitions: [[SQLValue]] = record.definitions.map {
      [SQLValue($0.validFrom), .text($0.text.zh), .text($0.text.en), .text($0.formula)]
    }
    try put(
      definitions, record.sources.map { [.text($0.rawValue)] }, record.aliases.map(\.values), of: record,
      in: transaction)
  }

  static func remove(_ record: IndicatorRecord, in transaction: WriteTransaction) throws {
    try put([], [], [], of: record, in: transaction)
  }

  private static func put(
    _ definitions: [[SQLValue]], _ sources: [[SQLValue]], _ aliases: [[SQLValue]], of record: IndicatorRecord,
    in transaction: WriteTransaction
  ) throws {
    let key: [SQLValue] = [.text(record.programme), .text(record.id)]
    try CatalogueStore.putParts(TerritoryTables.definition, key, definitions, in: transaction)
    try CatalogueStore.putParts(SelectionTables.indicatorSource, key, sources, in: transaction)
    try CatalogueStore.putParts(AliasTables.indicatorAlias, key, aliases, in: transaction)
  }
}
