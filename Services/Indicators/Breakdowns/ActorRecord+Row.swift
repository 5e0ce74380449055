import Storage

extension ActorRecord {
  /// Its columns in a table, which begin with a word.
  static func columns(_ prefix: String) -> [VersionedTable.Column] {
    [
      .text("\(prefix)_principal"), .text("\(prefix)_on_behalf_of"), .text("\(prefix)_unit"),
      .integer("\(prefix)_at"),  // Microseconds UTC.
      .text("\(prefix)_delegation"), .text("\(prefix)_stands_for"),  // Empty: by its own right.
    ]
  }

  /// Its values, in the order of `columns`.
  var values: [SQLValue] {
    [
      .text(principal), .text(onBehalfOf), .text(unit), .integer(at), .text(stoodIn?.delegation ?? ""),
      .text(stoodIn?.principal ?? ""),
    ]
  }

  /// From the columns that begin with a word.
  init(row: SQLRow, _ prefix: String) throws {
    let delegation = try row.text("\(prefix)_delegation")
    self.init(
      principal: try row.text("\(prefix)_principal"), onBehalfOf: try row.text("\(prefix)_on_behalf_of"),
      unit: try row.text("\(prefix)_unit"), at: try row.integer("\(prefix)_at"),
      stoodIn: delegation.isEmpty
        ? nil : StoodIn(delegation: delegation, principal: try row.text("\(prefix)_stands_for")))
  }
}
