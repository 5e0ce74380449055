import Chassis
import Domain
import Storage

/// Successions in their table.
enum SuccessionStore {
  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> SuccessionRecord? {
    try TerritoryTables.succession.find([.text(programme), .text(id)], in: transaction).map(record)
  }

  /// The successions of a programme by day.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [SuccessionRecord] {
    try TerritoryTables.succession.select(
      where: "programme = ?1", [.text(programme)], orderBy: "valid_from, id", in: transaction
    ).map(record)
  }

  /// One page of the successions of a programme.
  static func page(
    _ programme: String, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<SuccessionRecord> {
    try query.page(
      of: TerritoryTables.succession, where: SQLCondition("programme = ?1", [.text(programme)]), in: transaction, record
    )
  }

  static func put(_ record: SuccessionRecord, in transaction: WriteTransaction) throws {
    let own = record.succession
    try TerritoryTables.succession.put(
      [
        .text(record.programme), .text(own.id), .text(record.title.zh), .text(record.title.en), SQLValue(own.day),
        TextList.value(own.predecessors.map(\.rawValue)), TextList.value(own.successors.map(\.rawValue)),
        .text(record.source),
      ], in: transaction)
  }

  static func remove(_ record: SuccessionRecord, in transaction: WriteTransaction) throws {
    try TerritoryTables.succession.remove([.text(record.programme), .text(record.succession.id)], in: transaction)
  }

  private static func record(_ row: SQLRow) throws -> SuccessionRecord {
    guard let day = try row.dayIfPresent("valid_from") else {
      throw StorageError.column("valid_from", expected: "a day")
    }
    func zones(_ column: String) throws -> [ZoneKey] { TextList.texts(try row.text(column)).map { ZoneKey($0) } }
    return SuccessionRecord(
      programme: try row.text("programme"),
      succession: Succession(
        id: try row.text("id"), day: day, predecessors: try zones("predecessors"), successors: try zones("successors")),
      title: try row.bilingual("title"), source: try row.text("source"))
  }
}
