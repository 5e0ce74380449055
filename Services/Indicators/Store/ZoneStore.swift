import Chassis
import Domain
import Storage

/// Zones in their tables.
enum ZoneStore {
  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> ZoneRecord? {
    guard let row = try CatalogueTables.zone.find([.text(programme), .text(id)], in: transaction) else { return nil }
    return try record(row, Parts(programme, id, in: transaction))
  }

  /// One page of zones.
  static func page(
    _ programme: String, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<ZoneRecord> {
    let parts = try Parts(programme, in: transaction)
    let condition = SQLCondition("programme = ?1", [.text(programme)])
    return try query.page(of: CatalogueTables.zone, where: condition, in: transaction) { try record($0, parts) }
  }

  /// What tables beside theirs say of a programme's zones.
  private struct Parts {
    let attributes: [String: [SQLRow]]
    let aliases: [String: [SQLRow]]

    /// Of all zones, or of one.
    init(_ programme: String, _ id: String? = nil, in transaction: some Transaction) throws {
      let condition = id == nil ? "programme = ?1" : "programme = ?1 AND zone = ?2"
      let arguments = [SQLValue.text(programme)] + (id.map { [SQLValue.text($0)] } ?? [])
      func rows(_ table: VersionedTable) throws -> [String: [SQLRow]] {
        let rows = try table.select(where: condition, arguments, orderBy: "zone, ordinal", in: transaction)
        return try Dictionary(grouping: rows) { try $0.text("zone") }
      }
      attributes = try rows(CatalogueTables.zoneAttributes)
      aliases = try rows(AliasTables.zoneAlias)
    }
  }

  /// All zones of a programme in protocol order.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [ZoneRecord] {
    let parts = try Parts(programme, in: transaction)
    return try CatalogueTables.zone.select(
      where: "programme = ?1", [.text(programme)], orderBy: "protocol_order, id", in: transaction
    ).map { try record($0, parts) }
  }

  static func put(_ record: ZoneRecord, in transaction: WriteTransaction) throws {
    let key: [SQLValue] = [.text(record.programme), .text(record.id)]
    let row: [SQLValue] = [
      SQLValue(record.protocolOrder), TextList.value(record.aliases), .text(record.source), .text(record.certainty),
      .integer(transaction.version.sequence),
    ]
    try CatalogueTables.zone.put(key + row, in: transaction)
    let parts = record.attributes.map { own -> [SQLValue] in
      [
        SQLValue(own.validFrom), SQLValue(own.validTo), .text(own.title.zh), .text(own.title.en),
        .text(own.shortTitle.zh), .text(own.shortTitle.en), .text(own.level?.rawValue ?? ""), .text(own.county.zh),
        .text(own.county.en), .text(own.countyCode), .text(own.zoneCode),
      ]
    }
    try CatalogueStore.putParts(CatalogueTables.zoneAttributes, key, parts, in: transaction)
    try CatalogueStore.putParts(AliasTables.zoneAlias, key, record.datedAliases.map(\.values), in: transaction)
  }

  static func remove(_ record: ZoneRecord, in transaction: WriteTransaction) throws {
    let key: [SQLValue] = [.text(record.programme), .text(record.id)]
    try CatalogueTables.zone.remove(key, in: transaction)
    try CatalogueStore.putParts(CatalogueTables.zoneAttributes, key, [], in: transaction)
    try CatalogueStore.putParts(AliasTables.zoneAlias, key, [], in: transaction)
  }

  private static func record(_ row: SQLRow, _ parts: Parts) throws -> ZoneRecord {
    let id = try row.text("id")
    return ZoneRecord(
      programme: try row.text("programme"), id: id, attributes: try (parts.attributes[id] ?? []).map(attributes),
      protocolOrder: Int(try row.integer("protocol_order")), aliases: TextList.texts(try row.text("aliases")),
      datedAliases: try (parts.aliases[id] ?? []).map(DatedName.init(row:)), source: try row.text("source"),
      certainty: try row.text("certainty"), etag: try row.etag())
  }

  private static func attributes(_ row: SQLRow) throws -> ZoneRecord.Attributes {
    ZoneRecord.Attributes(
      validFrom: try row.dayIfPresent("valid_from"), validTo: try row.dayIfPresent("valid_to"),
      title: try row.bilingual("title"), shortTitle: try row.bilingual("short_title"),
      level: ZoneLevel(rawValue: try row.text("level")), county: try row.bilingual("county"),
      countyCode: try row.text("county_code"), zoneCode: try row.text("zone_code"))
  }
}
