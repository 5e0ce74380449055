import Chassis
import Domain
import Storage

/// Groups of zones in their tables.
enum ZoneGroupStore {
  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> ZoneGroupRecord? {
    try list(programme, in: transaction).first { $0.id == id }
  }

  /// The groups of a programme in its order.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [ZoneGroupRecord] {
    let members = try members(programme, in: transaction)
    return try SelectionTables.zoneGroup.select(
      where: "programme = ?1", [.text(programme)], orderBy: "position, id", in: transaction
    ).map { try record($0, members) }
  }

  /// One page of the groups of a programme.
  static func page(
    _ programme: String, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<ZoneGroupRecord> {
    let members = try members(programme, in: transaction)
    let condition = SQLCondition("programme = ?1", [.text(programme)])
    return try query.page(of: SelectionTables.zoneGroup, where: condition, in: transaction) { try record($0, members) }
  }

  static func put(_ record: ZoneGroupRecord, in transaction: WriteTransaction) throws {
    let key: [SQLValue] = [.text(record.programme), .text(record.id)]
    try SelectionTables.zoneGroup.put(
      key + [.text(record.title.zh), .text(record.title.en), .text(record.source), SQLValue(record.order)],
      in: transaction)
    let members: [[SQLValue]] = record.group.members.map {
      [.text($0.zone.rawValue), SQLValue($0.validFrom), SQLValue($0.validTo)]
    }
    try CatalogueStore.putParts(SelectionTables.zoneGroupMember, key, members, in: transaction)
  }

  static func remove(_ record: ZoneGroupRecord, in transaction: WriteTransaction) throws {
    let key: [SQLValue] = [.text(record.programme), .text(record.id)]
    try SelectionTables.zoneGroup.remove(key, in: transaction)
    try CatalogueStore.putParts(SelectionTables.zoneGroupMember, key, [], in: transaction)
  }

  /// The members of all groups, by their group.
  private static func members(_ programme: String, in transaction: some Transaction) throws -> [String: [SQLRow]] {
    let rows = try SelectionTables.zoneGroupMember.select(
      where: "programme = ?1", [.text(programme)], orderBy: "zone_group, ordinal", in: transaction)
    return try Dictionary(grouping: rows) { try $0.text("zone_group") }
  }

  private static func record(_ row: SQLRow, _ members: [String: [SQLRow]]) throws -> ZoneGroupRecord {
    let id = try row.text("id")
    return ZoneGroupRecord(
      programme: try row.text("programme"), id: id, title: try row.bilingual("title"),
      group: ZoneGroup(members: try (members[id] ?? []).map(member)), source: try row.text("source"),
      order: Int(try row.integer("position")))
  }

  private static func member(_ row: SQLRow) throws -> ZoneGroup.Member {
    ZoneGroup.Member(
      zone: ZoneKey(try row.text("zone")), validFrom: try row.dayIfPresent("valid_from"),
      validTo: try row.dayIfPresent("valid_to"))
  }
}
