import Chassis
import Domain
import Storage

/// Zones in their tables.
enum ZoneStore {
  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> ZoneRecord? {
    guard let row = try CatalogueTables.zone.find([.text(programme), .text(id)], in: transaction) else { return nil }
    let parts = try CatalogueTables.zoneAttributes.select(
      where: "programme = ?1 AND zone = ?2", [.text(programme), .text(id)], orderBy: "ordinal", in: transaction)
    return try record(row, parts)
  }

  /// One page of zones.
  static func page(
    _ programme: String, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<ZoneRecord> {
    let byZone = try partsByZone(programme, in: transaction)
    let condition = SQLCondition("programme = ?1", [.text(programme)])
    return try query.page(of: CatalogueTables.zone, where: condition, in: transaction) {
      try record($0, byZone[try $0.text("id")] ?? [])
    }
  }

  private static func partsByZone(
    _ programme: String, in transaction: some Transaction
  ) throws -> [String: [SQLRow]] {
    let parts = try CatalogueTables.zoneAttributes.select(
      where: "programme = ?1", [.text(programme)], orderBy: "zone, ordinal", in: transaction)
    return try Dictionary(grouping: parts) { try $0.text("zone") }
  }

  /// All zones of a programme in protocol order.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [ZoneRecord] {
    let byZone = try partsByZone(programme, in: transaction)
    return try CatalogueTables.zone.select(
      where: "programme = ?1", [.text(programme)], orderBy: "protocol_order, id", in: transaction
    ).map { try record($0, byZone[try $0.text("id")] ?? []) }
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
  }

  static func remove(_ record: ZoneRecord, in transaction: WriteTransaction) throws {
    let key: [SQLValue] = [.text(record.programme), .text(record.id)]
    try CatalogueTables.zone.remove(key, in: transaction)
    try CatalogueStore.putParts(CatalogueTables.zoneAttributes, key, [], in: transaction)
  }

  private static func record(_ row: SQLRow, _ parts: [SQLRow]) throws -> ZoneRecord {
    ZoneRecord(
      programme: try row.text("programme"), id: try row.text("id"), attributes: try parts.map(attributes),
      protocolOrder: Int(try row.integer("protocol_order")), aliases: TextList.texts(try row.text("aliases")),
      source: try row.text("source"), certainty: try row.text("certainty"), etag: try row.etag())
  }

  private static func attributes(_ row: SQLRow) throws -> ZoneRecord.Attributes {
    ZoneRecord.Attributes(
      validFrom: try row.dayIfPresent("valid_from"), validTo: try row.dayIfPresent("valid_to"),
      title: try row.bilingual("title"), shortTitle: try row.bilingual("short_title"),
      level: ZoneLevel(rawValue: try row.text("level")), county: try row.bilingual("county"),
      countyCode: try row.text("county_code"), zoneCode: try row.text("zone_code"))
  }
}
