/// The log's tables on one connection. Only the lane appends.
struct Log {
  let connection: any SQLConnection

  init(_ connection: any SQLConnection) { self.connection = connection }

  /// The head; `locking` for a transaction that goes on to write it. Throws `logBroken` when there is none.
  func head(locking: Bool = false) throws(StorageError) -> LogHead { try state(locking: locking).head }

  /// The head, and the batch of laid rows that is being settled, if any.
  func state(locking: Bool = false) throws(StorageError) -> (head: LogHead, settling: Settling?) {
    let sql = "SELECT epoch, size, root, time, hash_algorithm, settling, settling_as FROM log_head WHERE one = 1"
    guard let row = try connection.first(locking ? "\(sql) {lock}" : sql) else { throw .logBroken("it has no head") }
    let head = LogHead(
      epoch: try row.integer("epoch"), size: try row.integer("size"), root: TreeHash(bytes: try row.blob("root")),
      time: try row.integer("time"), algorithm: try Log.algorithm(row))
    guard let number = try row.integerIfPresent("settling") else { return (head, nil) }
    return (head, Settling(number: number, version: try row.integer("settling_as")))
  }

  /// Begins a log of no entries, in epoch 1, unless there is one, which then keeps its own algorithm.
  func createIfMissing(_ algorithm: HashAlgorithm) throws(StorageError) {
    try connection.run(
      """
      INSERT INTO log_head (one, epoch, size, root, time, hash_algorithm) VALUES (1, 1, 0, ?1, 0, ?2)
      ON CONFLICT DO NOTHING
      """, [.blob(algorithm.emptyTree.bytes), .text(algorithm.rawValue)])
  }

  private func setHead(_ head: LogHead) throws(StorageError) {
    try connection.post(
      "UPDATE log_head SET epoch = ?1, size = ?2, root = ?3, time = ?4 WHERE one = 1",
      [.integer(head.epoch), .integer(head.size), .blob(head.root.bytes), .integer(head.time)])
  }

  /// Keeps what a batch has appended, and the head after it.
  func append(_ rows: LogRows, _ head: LogHead) throws(StorageError) {
    try connection.insert(rows.entries, into: "log_entry", LogRows.columns)
    try connection.insert(rows.nodes, into: "log_node", ["level", "place", "hash"])
    try setHead(head)
  }

  /// The root of a complete subtree, from the kept nodes below it, or from the leaves, which are in their entries.
  func node(_ level: Int, _ place: Int64, _ algorithm: HashAlgorithm) throws(StorageError) -> TreeHash {
    let kept = level - level % Log.levelsBetweenKept
    let span = Int64(1) << Int64(level - kept)
    let places = place * span..<(place + 1) * span
    let arguments: [SQLValue] = [.integer(places.lowerBound), .integer(places.upperBound)]
    let rows =
      kept == 0
      ? try connection.rows(
        "SELECT leaf_hash AS hash FROM log_entry WHERE sequence > ?1 AND sequence <= ?2 ORDER BY sequence", arguments)
      : try connection.rows(
        "SELECT hash FROM log_node WHERE level = ?3 AND place >= ?1 AND place < ?2 ORDER BY place",
        arguments + [SQLValue(kept)])
    guard rows.count == Int(span) else { throw .logBroken("its tree has no node \(place) on level \(level)") }
    var below = MerkleFrontier(algorithm: algorithm)
    for row in rows { below.append(TreeHash(bytes: try row.blob("hash"))) }
    return below.root
  }

  /// The tree's nodes are kept on every level that this divides; those between follow from at most 128 below. So a
  /// write touches no page for them, but for one in 256.
  static let levelsBetweenKept = 8

  /// The leaf hashes of at most `limit` entries after a sequence, in order.
  func leaves(after sequence: Int64, limit: Int) throws(StorageError) -> [TreeHash] {
    let sql = "SELECT leaf_hash FROM log_entry WHERE sequence > ?1 ORDER BY sequence LIMIT ?2"
    var leaves: [TreeHash] = []
    for row in try connection.rows(sql, [.integer(sequence), SQLValue(limit)]) {
      leaves.append(TreeHash(bytes: try row.blob("leaf_hash")))
    }
    return leaves
  }

  /// Whether these entries are in the log; false for none at all. What writes no entry (a slice staged, an answer
  /// remembered) comes to the same when it is done again.
  func holds(_ marks: [LogEntry.Mark]) throws(StorageError) -> Bool {
    for mark in marks {
      let row = try connection.first("SELECT leaf_hash FROM log_entry WHERE sequence = ?1", [.integer(mark.sequence)])
      guard let row, try row.blob("leaf_hash") == mark.leafHash.bytes else { return false }
    }
    return !marks.isEmpty
  }

  /// At most `limit` entries after a sequence, in order; without their bytes, which may be many, they cannot be hashed.
  func entries(after sequence: Int64, limit: Int, withBytes: Bool = true) throws(StorageError) -> [LogEntry] {
    let arguments: [SQLValue] = [.integer(sequence), SQLValue(limit)]
    return try entries(where: "sequence > ?1 ORDER BY sequence LIMIT ?2", arguments, withBytes: withBytes)
  }

  /// The entries that a condition, order and limit in SQL choose.
  func entries(where condition: String, _ arguments: [SQLValue], withBytes: Bool) throws(StorageError) -> [LogEntry] {
    let columns = withBytes ? Log.entryColumns : Log.entryColumnsWithoutBytes
    var entries: [LogEntry] = []
    for row in try connection.rows("SELECT \(columns) FROM log_entry WHERE \(condition)", arguments) {
      entries.append(try LogEntry(row))
    }
    return entries
  }

  /// The last entry that is not later than a time, or 0. Times never go backwards, so half of the rest is left out at
  /// each look.
  func sequence(at time: Int64, size: Int64) throws(StorageError) -> Int64 {
    var (below, above) = (Int64(0), size + 1)  // Entry `below` is not later, entry `above` is.
    while above - below > 1 {
      let middle = below + (above - below) / 2
      let row = try connection.first("SELECT time FROM log_entry WHERE sequence = ?1", [.integer(middle)])
      guard let row else { throw .logBroken("entry \(middle) is missing") }
      if try row.integer("time") <= time { below = middle } else { above = middle }
    }
    return below
  }

  static func algorithm(_ row: SQLRow) throws(StorageError) -> HashAlgorithm {
    let name = try row.text("hash_algorithm")
    guard let algorithm = HashAlgorithm(rawValue: name) else { throw .logBroken("unknown hash algorithm \(name)") }
    return algorithm
  }

  /// All but the effects, which are read part by part.
  fileprivate static let columns = [
    "sequence", "epoch", "time", "received_at", "principal", "on_behalf_of", "request_id", "method", "resource",
    "schema", "bytes", "batches", "batches_digest", "hash_algorithm", "leaf_hash", "effect_parts", "effects_digest",
  ]
  private static let entryColumns = columns.joined(separator: ", ")
  private static let entryColumnsWithoutBytes =
    columns.map { $0 == "bytes" ? "CAST('' AS {blob}) AS bytes" : $0 }.joined(separator: ", ")
}

/// Rows of the log's tables that a batch makes, kept when it ends: many at once cost less than one by one.
struct LogRows {
  /// The values of the entries' rows, and of the nodes', one row after another.
  fileprivate var (entries, nodes): ([SQLValue], [SQLValue]) = ([], [])

  fileprivate static let columns = Log.columns + ["effects"]

  /// The effects of its entries: how many parts lie beside each, and the last.
  private(set) var effects: [(sequence: Int64, partsBefore: Int64, last: [UInt8])] = []

  /// Appends an entry with the last part of its effects, and the nodes that it completed.
  mutating func add(_ entry: LogEntry, lastEffects: [UInt8]?, completing nodes: [MerkleNode]) {
    entry.appendValues(to: &entries)
    entries.append(SQLValue(lastEffects))
    effects.append((entry.version.sequence, entry.effects?.partsBefore ?? 0, lastEffects ?? []))
    for node in nodes where node.level % Log.levelsBetweenKept == 0 {
      self.nodes += [SQLValue(node.level), .integer(node.place), .blob(node.hash.bytes)]
    }
  }

  /// Where it stands, for `undo`.
  var mark: (entries: Int, nodes: Int) { (effects.count, nodes.count) }

  /// Takes back what was added since.
  mutating func undo(to mark: (entries: Int, nodes: Int)) {
    entries.removeSubrange((mark.entries * Self.columns.count)...)
    effects.removeSubrange(mark.entries...)
    nodes.removeSubrange(mark.nodes...)
  }
}

extension LogEntry {
  /// In the order of the table's columns.
  fileprivate func appendValues(to values: inout [SQLValue]) {
    values += [
      .integer(version.sequence), .integer(version.epoch), .integer(time), .integer(request.receivedAt),
      .text(request.principal), SQLValue(request.onBehalfOf), SQLValue(request.requestID), .text(request.method),
      .text(request.resource), .text(request.schema), .blob(request.bytes), .integer(batches),
      SQLValue(batchesDigest?.bytes), .text(algorithm.rawValue), .blob(leafHash.bytes),
      SQLValue(effects?.partsBefore), SQLValue(effects?.digest.bytes),
    ]
  }

  fileprivate init(_ row: SQLRow) throws(StorageError) {
    self.init(
      version: DataVersion(epoch: try row.integer("epoch"), sequence: try row.integer("sequence")),
      time: try row.integer("time"),
      request: LogRequest(
        principal: try row.text("principal"), onBehalfOf: try row.textIfPresent("on_behalf_of"),
        requestID: try row.textIfPresent("request_id"), method: try row.text("method"),
        resource: try row.text("resource"), schema: try row.text("schema"), bytes: try row.blob("bytes"),
        receivedAt: try row.integer("received_at")),
      batches: try row.integer("batches"),
      batchesDigest: try row.blobIfPresent("batches_digest").map { TreeHash(bytes: $0) },
      effects: try row.blobIfPresent("effects_digest").map { digest throws(StorageError) in
        KeptEffects(partsBefore: try row.integer("effect_parts"), digest: TreeHash(bytes: digest))
      },
      algorithm: try Log.algorithm(row), leafHash: TreeHash(bytes: try row.blob("leaf_hash")))
  }
}
