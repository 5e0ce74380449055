extension VersionedTable {
  /// The statements that create the table and the index of its current rows, for a `Migration`.
  ///
  /// The primary key keeps all versions of a row together, so the current one is found without the index; the index
  /// makes scans of what is current independent of how much history there is, and refuses a second current row.
  public var createStatements: String {
    let lines = (key + columns).map(\.definition) + ["since {integer} NOT NULL", "until {integer} NOT NULL"]
    return """
      CREATE TABLE \(name) (
        \(lines.joined(separator: ",\n  ")),
        PRIMARY KEY (\(keyList), since), CHECK (since < until)) {keyed};
      CREATE UNIQUE INDEX \(name)_current ON \(name) (\(keyList)) WHERE until = \(VersionedTable.current);
      """
  }

  /// The statement that takes the index of current rows away, for a `Migration` of a large table whose rows seldom
  /// change: there the index repeats every key, costs each write a page of its own, and spares scans little.
  public var dropCurrentIndex: String { "DROP INDEX \(name)_current;" }

  var keyList: String { key.map(\.name).joined(separator: ", ") }
}

extension VersionedTable.Column {
  var definition: String {
    let word =
      switch kind {
      case .integer: "{integer}"
      case .text: "{text}"
      case .blob: "{blob}"
      }
    return isOptional ? "\(name) \(word)" : "\(name) \(word) NOT NULL"
  }
}
