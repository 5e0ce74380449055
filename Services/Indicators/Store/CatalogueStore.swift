import Chassis
import Domain
import Storage

/// Reads whole catalogues.
enum CatalogueStore {
  static func find(_ programme: String, in transaction: some Transaction) throws -> Catalogue? {
    try find(programme, zones: ZoneStore.list(programme, in: transaction), in: transaction)
  }

  /// The same without its zones, of which there may be thousands.
  static func findWithoutZones(_ programme: String, in transaction: some Transaction) throws -> Catalogue? {
    try find(programme, zones: [], in: transaction)
  }

  private static func find(
    _ programme: String, zones: @autoclosure () throws -> [ZoneRecord], in transaction: some Transaction
  ) throws -> Catalogue? {
    guard let record = try ProgrammeStore.find(programme, in: transaction) else { return nil }
    return Catalogue(
      programme: record, zones: try zones(), indicators: try IndicatorStore.list(programme, in: transaction),
      checkRules: try CheckRuleStore.list(programme, in: transaction),
      successions: try SuccessionStore.list(programme, in: transaction))
  }

  /// Puts the parts of a record that stand in rows of another table, and removes rows that are no longer there.
  static func putParts(
    _ table: VersionedTable, _ key: [SQLValue], _ rows: [[SQLValue]], in transaction: WriteTransaction
  ) throws {
    for (ordinal, row) in rows.enumerated() {
      try table.put(key + [SQLValue(ordinal)] + row, in: transaction)
    }
    var ordinal = rows.count
    while try table.remove(key + [SQLValue(ordinal)], in: transaction) { ordinal += 1 }
  }
}
