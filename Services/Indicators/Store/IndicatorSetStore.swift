import Chassis
import Domain
import Storage

/// The sets of a programme's years in their tables.
enum IndicatorSetStore {
  static func find(_ programme: String, _ year: Int, in transaction: some Transaction) throws -> IndicatorSetRecord? {
    try list(programme, in: transaction).first { $0.year == year }
  }

  /// The sets of a programme, the latest year first.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [IndicatorSetRecord] {
    let groups = try groups(programme, in: transaction)
    return try SelectionTables.indicatorSet.select(
      where: "programme = ?1", [.text(programme)], orderBy: "year DESC", in: transaction
    ).map { try record($0, groups) }
  }

  /// One page of the sets of a programme.
  static func page(
    _ programme: String, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<IndicatorSetRecord> {
    let groups = try groups(programme, in: transaction)
    let condition = SQLCondition("programme = ?1", [.text(programme)])
    return try query.page(of: SelectionTables.indicatorSet, where: condition, in: transaction) {
      try record($0, groups)
    }
  }

  static func put(_ record: IndicatorSetRecord, in transaction: WriteTransaction) throws {
    let key: [SQLValue] = [.text(record.programme), SQLValue(record.year)]
    try SelectionTables.indicatorSet.put(
      key + [.text(record.title.zh), .text(record.title.en), .text(record.source)], in: transaction)
    try CatalogueStore.putParts(
      SelectionTables.indicatorSetGroup, key, record.groups.map(\.values), in: transaction)
  }

  static func remove(_ record: IndicatorSetRecord, in transaction: WriteTransaction) throws {
    let key: [SQLValue] = [.text(record.programme), SQLValue(record.year)]
    try SelectionTables.indicatorSet.remove(key, in: transaction)
    try CatalogueStore.putParts(SelectionTables.indicatorSetGroup, key, [], in: transaction)
  }

  /// The groups of all sets, by their year.
  private static func groups(_ programme: String, in transaction: some Transaction) throws -> [Int64: [SQLRow]] {
    let rows = try SelectionTables.indicatorSetGroup.select(
      where: "programme = ?1", [.text(programme)], orderBy: "year, ordinal", in: transaction)
    return try Dictionary(grouping: rows) { try $0.integer("year") }
  }

  private static func record(_ row: SQLRow, _ groups: [Int64: [SQLRow]]) throws -> IndicatorSetRecord {
    let year = try row.integer("year")
    return IndicatorSetRecord(
      programme: try row.text("programme"), year: Int(year), title: try row.bilingual("title"),
      groups: try (groups[year] ?? []).map(SubmissionRoute.Group.init(row:)), source: try row.text("source"))
  }
}
