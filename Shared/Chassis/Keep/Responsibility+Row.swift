public import Domain
public import Storage

extension Responsibility {
  /// Its columns, for a versioned table.
  public static let columns: [VersionedTable.Column] = [.text("leader"), .text("lead_unit"), .text("supporting_units")]

  /// Its values, in the order of `columns`.
  public var values: [SQLValue] { [.text(leader), .text(leadUnit), TextList.value(supportingUnits)] }

  /// From a row that has `columns`.
  public init(row: SQLRow) throws(StorageError) {
    self.init(
      leader: try row.text("leader"), leadUnit: try row.text("lead_unit"),
      supportingUnits: TextList.texts(try row.text("supporting_units")))
  }
}
