/// The first answer to each request id, so that a repeated call gets it again and writes nothing.
struct RequestMemory {
  fileprivate struct Key: Hashable {
    let principal: String
    let method: String
    let id: String

    /// Ids hardly ever meet.
    func hash(into hasher: inout Hasher) { hasher.combine(id) }
  }

  private struct Answer {
    let hash: [UInt8]
    let written: Written
  }

  let connection: any SQLConnection
  /// What was looked up or remembered in this transaction; a nil answer: there was none.
  private var known: [Key: Answer?] = [:]
  /// What was remembered in this transaction, in order.
  private var keys: [Key] = []
  private var rows: [SQLValue] = []

  init(_ connection: any SQLConnection) { self.connection = connection }

  /// Looks many requests up at once, which is one journey to a server.
  mutating func lookUp(_ requests: [LogRequest]) throws(StorageError) {
    let keys = requests.compactMap(RequestMemory.key).filter { known[$0] == nil && !$0.id.utf8.contains(0) }
    if keys.isEmpty { return }
    let found = try connection.rows(
      """
      SELECT request_hash, answer, epoch, sequence FROM log_request
      WHERE principal = ?1 AND method = ?2 AND request_id = ?3
      """, each: keys.map { [.text($0.principal), .text($0.method), .text($0.id)] })
    for (key, rows) in zip(keys, found) {
      known[key] = .some(try rows.first.map { row throws(StorageError) in try RequestMemory.answer(row) })
    }
  }

  /// The first answer to this request; nil when it has no id or was never answered.
  ///
  /// Throws `requestIDReused` when the id was used for something else.
  mutating func answer(to request: LogRequest) throws(StorageError) -> Written? {
    guard let key = RequestMemory.key(request) else { return nil }
    if key.id.utf8.contains(0) { throw .nulInText }
    if known[key] == nil { try lookUp([request]) }
    guard let answer = known[key] ?? nil else { return nil }
    guard answer.hash == request.askedFor.bytes else { throw .requestIDReused(key.id) }
    return answer.written
  }

  /// Remembers the first answer of a request that has an id, until the batch ends.
  mutating func remember(_ request: LogRequest, _ written: Written, at time: Int64) {
    guard let key = RequestMemory.key(request) else { return }
    let hash = request.askedFor.bytes
    var again = written
    again.replayed = true
    known[key] = .some(Answer(hash: hash, written: again))
    keys.append(key)
    rows += [
      .text(key.principal), .text(key.method), .text(key.id), .blob(hash), .blob(written.answer),
      .integer(written.version.epoch), .integer(written.version.sequence), .integer(time),
    ]
  }

  /// How many answers were remembered, for `undo`.
  var mark: Int { keys.count }

  /// Forgets what was remembered since.
  mutating func undo(to mark: Int) {
    for key in keys[mark...] { known[key] = .some(nil) }
    keys.removeSubrange(mark...)
    rows.removeSubrange((mark * Self.columns.count)...)
  }

  /// Keeps what was remembered.
  func keep() throws(StorageError) {
    try connection.insert(rows, into: "log_request", Self.columns)
  }

  private static let columns = [
    "principal", "method", "request_id", "request_hash", "answer", "epoch", "sequence", "time",
  ]

  private static func key(_ request: LogRequest) -> Key? {
    request.requestID.map { Key(principal: request.principal, method: request.method, id: $0) }
  }

  private static func answer(_ row: SQLRow) throws(StorageError) -> Answer {
    let version = DataVersion(epoch: try row.integer("epoch"), sequence: try row.integer("sequence"))
    return Answer(
      hash: try row.blob("request_hash"),
      written: Written(version: version, answer: try row.blob("answer"), replayed: true))
  }

  /// Forgets the answers from before a time in microseconds UTC.
  func forget(before time: Int64) throws(StorageError) {
    try connection.run("DELETE FROM log_request WHERE time < ?1", [.integer(time)])
  }

  /// Where a sweep goes on: after this request.
  struct Place: Sendable {
    fileprivate var key = Key(principal: "", method: "", id: "")
    /// Before all of them.
    static let start = Place()
  }

  /// Looks at some requests after a place, and forgets those from before a time. Returns the place after them, nil at the
  /// end. So a sweep never holds the lane for long, and needs no index by time, which every write would pay for.
  func forget(before time: Int64, after place: Place, limit: Int) throws(StorageError) -> Place? {
    let key = place.key
    let rows = try connection.rows(
      """
      SELECT principal, method, request_id, time FROM log_request
      WHERE (principal, method, request_id) > (?1, ?2, ?3) ORDER BY principal, method, request_id LIMIT ?4
      """, [.text(key.principal), .text(key.method), .text(key.id), SQLValue(limit)])
    var next = place
    for row in rows {
      next.key = Key(
        principal: try row.text("principal"), method: try row.text("method"), id: try row.text("request_id"))
      guard try row.integer("time") < time else { continue }
      try connection.post(
        "DELETE FROM log_request WHERE principal = ?1 AND method = ?2 AND request_id = ?3 AND time < ?4",
        [.text(next.key.principal), .text(next.key.method), .text(next.key.id), .integer(time)])
    }
    return rows.count < limit ? nil : next
  }
}

extension LogRequest {
  /// Covers what the request asks for. Its time of arrival differs between a call and its repetition.
  fileprivate var askedFor: TreeHash { digest ?? computedDigest }

  private var computedDigest: TreeHash {
    var input = HashInput(tag: "tupo.log.request/1")
    input.addIfPresent(onBehalfOf)
    input.add(resource)
    input.add(schema)
    input.add(identity ?? bytes)
    return HashAlgorithm.sha256.hash(input.bytes)
  }

  /// The same with what its memory needs computed, so that the lane need not do it.
  var prepared: LogRequest {
    var prepared = self
    if requestID != nil { prepared.digest = computedDigest }
    return prepared
  }
}
