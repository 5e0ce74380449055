/// A row among the migrations that says that a restore was begun here, and has not come to its end: no service opens
/// such data, and the next restore takes its place.
enum RestoreMark {
  static let name = "restore unfinished"

  static func set(_ connection: any SQLConnection) throws(StorageError) {
    try connection.run(
      "INSERT INTO migration (name, checksum, time) VALUES (?1, ?2, 0) ON CONFLICT DO NOTHING",
      [.text(name), .blob([])])
  }

  static func remove(_ connection: any SQLConnection) throws(StorageError) {
    try connection.run("DELETE FROM migration WHERE name = ?1", [.text(name)])
  }

  /// Whether these tables, which are all there are, are what an unfinished restore left.
  static func isSet(_ connection: any SQLConnection, _ tables: [TableShape]) throws(StorageError) -> Bool {
    guard tables.contains(where: { $0.name == "migration" }) else { return false }
    return try connection.first("SELECT name FROM migration WHERE name = ?1", [.text(name)]) != nil
  }
}
