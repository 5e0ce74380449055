/// The first answer to each request id, so that a repeated call gets it again and writes nothing.
struct RequestMemory {
  let connection: any SQLConnection

  init(_ connection: any SQLConnection) { self.connection = connection }

  /// The first answer to this request; nil when it has no id or was never answered.
  ///
  /// Throws `requestIDReused` when the id was used for something else.
  func answer(to request: LogRequest) throws(StorageError) -> Written? {
    guard let id = request.requestID else { return nil }
    let row = try connection.first(
      """
      SELECT request_hash, answer, epoch, sequence FROM log_request
      WHERE principal = ?1 AND method = ?2 AND request_id = ?3
      """, [.text(request.principal), .text(request.method), .text(id)])
    guard let row else { return nil }
    guard try row.blob("request_hash") == RequestMemory.hash(request).bytes else { throw .requestIDReused(id) }
    let version = DataVersion(epoch: try row.integer("epoch"), sequence: try row.integer("sequence"))
    return Written(version: version, answer: try row.blob("answer"), replayed: true)
  }

  /// Keeps the first answer of a request that has an id.
  func remember(_ request: LogRequest, _ written: Written, at time: Int64) throws(StorageError) {
    guard let id = request.requestID else { return }
    try connection.post(
      """
      INSERT INTO log_request (principal, method, request_id, request_hash, answer, epoch, sequence, time)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """,
      [
        .text(request.principal), .text(request.method), .text(id), .blob(RequestMemory.hash(request).bytes),
        .blob(written.answer), .integer(written.version.epoch), .integer(written.version.sequence), .integer(time),
      ])
  }

  /// Forgets the answers from before a time in microseconds UTC.
  func forget(before time: Int64) throws(StorageError) {
    try connection.run("DELETE FROM log_request WHERE time < ?1", [.integer(time)])
  }

  /// Covers what the request asks for. Its time of arrival differs between a call and its repetition.
  private static func hash(_ request: LogRequest) -> TreeHash {
    var input = HashInput(tag: "tupo.log.request/1")
    input.addIfPresent(request.onBehalfOf)
    input.add(request.resource)
    input.add(request.schema)
    input.add(request.bytes)
    return HashAlgorithm.sha256.hash(input.bytes)
  }
}
