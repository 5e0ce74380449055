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
    let groups = try SelectionTables.indicatorSetGroup.select(
      where: "programme = ?1", [.text(programme)], orderBy: "year, ordinal", in: transaction)
    let byYear = try Dictionary(grouping: groups) { try $0.integer("year") }
    return try SelectionTables.indicatorSet.select(
      where: "programme = ?1", [.text(programme)], orderBy: "year DESC", in: transaction
    ).map { row in
      let year = try row.integer("year")
      return IndicatorSetRecord(
        programme: programme, year: Int(year), title: try row.bilingual("title"),
        groups: try (byYear[year] ?? []).map(SubmissionRoute.Group.init(row:)), source: try row.text("source"))
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
}
