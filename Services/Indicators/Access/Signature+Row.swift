import Storage

extension Signature {
  /// Its columns, for a versioned table that keeps elsewhere in whose stead somebody signed.
  static let columns: [VersionedTable.Column] = [
    .text("principal"), .text("on_behalf_of"), .text("unit"), .integer("signed_at"),  // Microseconds UTC.
  ]

  /// All its columns, each of which begins with a word.
  static func columns(_ prefix: String) -> [VersionedTable.Column] {
    [
      .text("\(prefix)_principal"), .text("\(prefix)_on_behalf_of"), .text("\(prefix)_unit"),
      .integer("\(prefix)_at"),  // Microseconds UTC.
      .text("\(prefix)_delegation"),  // Empty: by its own right, or as the successor.
      .text("\(prefix)_stands_for"),  // Empty: in nobody's stead.
    ]
  }

  /// Its values, in the order of `columns`.
  var values: [SQLValue] { [.text(principal), .text(onBehalfOf), .text(unit), .integer(at)] }

  /// Its values, in the order of `columns(_:)`.
  var allValues: [SQLValue] { values + [.text(stoodIn?.delegation ?? ""), .text(stoodIn?.principal ?? "")] }

  /// From a row that has `columns`.
  init(row: SQLRow) throws(StorageError) {
    self.init(
      principal: try row.text("principal"), onBehalfOf: try row.text("on_behalf_of"), unit: try row.text("unit"),
      at: try row.integer("signed_at"))
  }

  /// From the columns that begin with a word.
  init(row: SQLRow, _ prefix: String) throws(StorageError) {
    let standsFor = try row.text("\(prefix)_stands_for")
    self.init(
      principal: try row.text("\(prefix)_principal"), onBehalfOf: try row.text("\(prefix)_on_behalf_of"),
      unit: try row.text("\(prefix)_unit"), at: try row.integer("\(prefix)_at"),
      stoodIn: standsFor.isEmpty
        ? nil : StoodIn(delegation: try row.text("\(prefix)_delegation"), principal: standsFor))
  }
}
