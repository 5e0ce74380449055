/// A restore of one service into a place that had no data.
final class Restore {
  private let part: BackupPart
  private let file: String
  private let epoch: Int64
  private let connection: any SQLConnection
  private var digests: [TableDigest] = []
  private var isBegun = false

  private static let rowsAtOnce = 500

  /// Looks whether the place is empty. Throws `notEmpty`, `cannotOpen`. The head will be in `epoch`.
  init(_ part: BackupPart, in folder: String, to database: any SQLDatabase, epoch: Int64) throws(StorageError) {
    (self.part, self.epoch) = (part, epoch)
    file = "\(folder)/\(BackupFile.name(of: part.service))"
    connection = try database.hasOneOwner ? database.openWriter() : database.openStager()
    let tables = try connection.tables()
    if !tables.isEmpty, try !RestoreMark.isSet(connection, tables) { throw .notEmpty(part.service) }
    try clear(tables)
  }

  deinit { connection.close() }

  /// Makes the schema and all rows, and reads them again to compare. Returns what the log is found to be.
  func run() throws -> LogVerification {
    let reader = try BackupReader(file)
    guard let (kind, content) = try reader.next(), kind == .schema else { throw reader.malformed }
    isBegun = true
    try Migrator(connection: connection, clock: StoreOptions.systemClock, isRestoring: true).run(
      try migrations(content))
    try connection.begin(writing: true)
    defer { connection.rollback() }  // Does nothing after the commit.
    for table in try Snapshot.tables(connection) { try connection.run("DELETE FROM \(table.name.quotedName)") }
    try load(reader)
    try connection.run("UPDATE log_head SET epoch = ?1", [.integer(epoch)])
    try connection.commit()
    return try compare()
  }

  private func migrations(_ content: ValueReader) throws -> [Migration] {
    var content = content
    var migrations: [Migration] = []
    for _ in 0..<(try content.number()) {
      let (name, sql) = (try content.text(), try content.text())
      migrations.append(Migration(name, sql, expands: try content.number() == 1))
    }
    return migrations
  }

  private func load(_ reader: BackupReader) throws {
    var shape: TableShape?
    while let (kind, block) = try reader.next() {
      var content = block
      switch kind {
      case .schema: throw reader.malformed
      case .table: shape = TableShape(name: try content.text(), columns: try content.names(), key: try content.names())
      case .rows:
        guard let shape else { throw reader.malformed }
        try insert(&content, into: shape)
      case .tableEnd:
        guard let shape, let rows = Int64(exactly: try content.number()), case .blob(let digest) = try content.value()
        else { throw reader.malformed }
        digests.append(TableDigest(table: shape.name, rows: rows, digest: digest))
      case .end:
        guard try content.number() == UInt64(digests.count), try reader.next() == nil else { throw reader.malformed }
        return
      }
    }
    throw reader.malformed
  }

  private func insert(_ content: inout ValueReader, into table: TableShape) throws {
    let columns = table.columns.map(\.quotedName)
    var values: [SQLValue] = []
    while !content.isAtEnd {
      for _ in columns { values.append(try content.value()) }
      if values.count >= Self.rowsAtOnce * columns.count || content.isAtEnd {
        try connection.insert(values, into: table.name.quotedName, columns)
        values.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Reads what was restored: every table row by row, and the log's head. Throws `restoreDiffers`.
  private func compare() throws -> LogVerification {
    try connection.begin(writing: false)
    defer { connection.rollback() }
    var head = try Log(connection).head()
    guard head.epoch == epoch else { throw StorageError.restoreDiffers("\(part.service): the epoch") }
    head.epoch = part.head.epoch
    guard head == part.head else { throw StorageError.restoreDiffers("\(part.service): the log's head") }
    let tables = try Snapshot.tables(connection)
    guard tables.map(\.name) == digests.map(\.table) else {
      throw StorageError.restoreDiffers("\(part.service): the tables")
    }
    for (table, kept) in zip(tables, digests) where table.name != "log_head" {
      guard try connection.digest(table) == kept else {
        throw StorageError.restoreDiffers("\(part.service): \(table.name)")
      }
    }
    return try verified()
  }

  /// A log that was broken before is restored as it was, and told of.
  private func verified() throws -> LogVerification {
    let log = Log(connection)
    let head = try log.head()
    var verifier = LogVerifier(head: head, outside: [])
    do {
      while !verifier.isAtEnd { try verifier.takeNext(log) }
      try verifier.finish()
    } catch let fault as LogFault {
      return .broken(fault)
    }
    return .intact(head)
  }

  /// From here on a service may open it.
  func finish() throws(StorageError) {
    try RestoreMark.remove(connection)
    isBegun = false
  }

  /// Leaves nothing of it.
  func undo() {
    guard isBegun else { return }
    connection.rollback()
    if let tables = try? connection.tables() { try? clear(tables) }
  }

  private func clear(_ tables: [TableShape]) throws(StorageError) {
    if tables.isEmpty { return }
    try connection.begin(writing: true)
    defer { connection.rollback() }
    for table in tables { try connection.run("DROP TABLE \(table.name.quotedName)") }
    try connection.commit()
  }
}
