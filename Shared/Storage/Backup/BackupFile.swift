/// A backup's file of one service: its schema and all its rows, in a form that belongs to neither engine.
///
/// After `magic` come blocks: a byte that tells the kind, the length of what follows (8 bytes, big-endian), and this,
/// written by `ValueWriter`:
///
/// - schema: count of migrations; of each its name, its text, and 1 when it expands.
/// - table: its name, the names of its columns, the names of its key's columns.
/// - rows: values of whole rows of the table before, one after another, in the order of the key.
/// - tableEnd: how many rows the table has, and their digest: SHA-256 of the values of all rows.
/// - end: how many tables there are. Nothing follows.
enum BackupFile {
  static let magic = Array("tupo.rows/1\n".utf8)

  enum Block: UInt8 { case schema = 1, table, rows, tableEnd, end }

  /// A block of rows is closed once it has so many bytes.
  static let rowsBytes = 256 << 10

  static func name(of service: String) -> String { "\(service).rows" }
}

/// What a backup says of a table, or what was found in one.
struct TableDigest: Sendable, Hashable {
  var table: String
  var rows: Int64
  var digest: [UInt8]
}
