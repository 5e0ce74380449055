/// Staged slices on one connection: invisible until an entry adopts their batch, which moves nothing.
struct Staging {
  let connection: any SQLConnection

  init(_ connection: any SQLConnection) { self.connection = connection }

  /// Keeps slices, and tells of each whether it was kept: `batchUnknown` after the batch was adopted, `batchBroken` for
  /// other bytes at a taken place. The same slice may come again.
  func stage(
    _ slices: [(slice: StagedSlice, hash: TreeHash)], at time: Int64
  ) throws(StorageError) -> [Result<Void, StorageError>] {
    var open: [String: Bool] = [:]
    var taken: [Place: TreeHash] = [:]
    var new: [SQLValue] = []
    var outcomes: [Result<Void, StorageError>] = []
    for (slice, hash) in slices {
      let isOpen: Bool
      if let known = open[slice.batch] { isOpen = known } else { isOpen = try begin(slice.batch, at: time) }
      open[slice.batch] = isOpen
      let place = Place(batch: slice.batch, sequence: slice.sequence)
      let kept: TreeHash?
      if let known = taken[place] { kept = known } else { kept = try self.hash(at: place) }
      taken[place] = kept ?? hash
      if !isOpen {
        outcomes.append(.failure(.batchUnknown(slice.batch)))
      } else if let kept, kept != hash {
        outcomes.append(.failure(.batchBroken(batch: slice.batch, sequence: slice.sequence)))
      } else {
        if kept == nil {
          new += [.text(slice.batch), .integer(slice.sequence), .blob(hash.bytes), .blob(slice.bytes)]
        }
        outcomes.append(.success(()))
      }
    }
    try connection.insert(new, into: "log_slice", ["batch", "sequence", "hash", "bytes"])
    return outcomes
  }

  private struct Place: Hashable {
    let batch: String
    let sequence: Int64
  }

  /// Whether a batch takes slices: it is new, or was not adopted, and will not be before this transaction ends.
  private func begin(_ batch: String, at time: Int64) throws(StorageError) -> Bool {
    try connection.post(
      "INSERT INTO log_batch (batch, staged_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
      [.text(batch), .integer(time)])
    let row = try connection.first("SELECT adopted_by FROM log_batch WHERE batch = ?1 {share}", [.text(batch)])
    return try row?.value("adopted_by") == .null
  }

  private func hash(at place: Place) throws(StorageError) -> TreeHash? {
    let row = try connection.first(
      "SELECT hash FROM log_slice WHERE batch = ?1 AND sequence = ?2", [.text(place.batch), .integer(place.sequence)])
    return try row.map { row throws(StorageError) in TreeHash(bytes: try row.blob("hash")) }
  }

  /// Makes a batch part of the entry `version`, and returns its slices in order with their digest. The hashes that were
  /// kept when they were staged serve where they are the log's own.
  func adopt(
    _ batch: String, version: DataVersion, ordinal: Int64, _ algorithm: HashAlgorithm
  ) throws(StorageError) -> (slices: [StagedSlice], digest: TreeHash) {
    try mark(batch, adoptedBy: version, ordinal)
    var slices: [StagedSlice] = []
    var digest = BatchDigest(batch, algorithm)
    let sql = "SELECT sequence, hash, bytes FROM log_slice WHERE batch = ?1 ORDER BY sequence"
    for row in try connection.rows(sql, [.text(batch)]) {
      let sequence = try row.integer("sequence")
      if let last = slices.last, sequence != last.sequence + 1 {
        throw .batchBroken(batch: batch, sequence: last.sequence + 1)
      }
      let slice = StagedSlice(batch: batch, sequence: sequence, bytes: try row.blob("bytes"))
      digest.add(sequence, algorithm == .sha256 ? TreeHash(bytes: try row.blob("hash")) : algorithm.hash(slice.bytes))
      slices.append(slice)
    }
    return (slices, digest.value)
  }

  /// The same, without reading the slices where their hashes are the log's own.
  func adoptUnread(
    _ batch: String, version: DataVersion, ordinal: Int64, _ algorithm: HashAlgorithm
  ) throws(StorageError) -> TreeHash {
    guard algorithm == .sha256 else { return try adopt(batch, version: version, ordinal: ordinal, algorithm).digest }
    try mark(batch, adoptedBy: version, ordinal)
    var digest = BatchDigest(batch, algorithm)
    var last: Int64?
    for row in try connection.rows(
      "SELECT sequence, hash FROM log_slice WHERE batch = ?1 ORDER BY sequence", [.text(batch)])
    {
      let sequence = try row.integer("sequence")
      if let last, sequence != last + 1 { throw .batchBroken(batch: batch, sequence: last + 1) }
      last = sequence
      digest.add(sequence, TreeHash(bytes: try row.blob("hash")))
    }
    return digest.value
  }

  private func mark(_ batch: String, adoptedBy version: DataVersion, _ ordinal: Int64) throws(StorageError) {
    let adopted = try connection.run(
      "UPDATE log_batch SET adopted_by = ?2, ordinal = ?3 WHERE batch = ?1 AND adopted_by IS NULL",
      [.text(batch), .integer(version.sequence), .integer(ordinal)])
    guard adopted == 1 else { throw .batchUnknown(batch) }
  }

  /// Drops the slices of a batch that was not adopted.
  func discard(_ batch: String) throws(StorageError) {
    let sql =
      "DELETE FROM log_slice WHERE batch IN (SELECT batch FROM log_batch WHERE batch = ?1 AND adopted_by IS NULL)"
    try connection.run(sql, [.text(batch)])
    try connection.run("DELETE FROM log_batch WHERE batch = ?1 AND adopted_by IS NULL", [.text(batch)])
  }

  /// Drops whatever was staged before a time and not adopted.
  func discardOrphans(before time: Int64) throws(StorageError) {
    let orphans = "SELECT batch FROM log_batch WHERE adopted_by IS NULL AND staged_at < ?1"
    try connection.run("DELETE FROM log_slice WHERE batch IN (\(orphans))", [.integer(time)])
    try connection.run("DELETE FROM log_batch WHERE adopted_by IS NULL AND staged_at < ?1", [.integer(time)])
  }

  /// The digest of an entry's batches, from the bytes that are kept: for verification.
  func batchesDigest(
    of sequence: Int64, _ algorithm: HashAlgorithm
  ) throws -> (count: Int64, digest: TreeHash?) {
    let batches = try connection.rows(
      "SELECT batch FROM log_batch WHERE adopted_by = ?1 ORDER BY ordinal", [.integer(sequence)])
    var digests: [TreeHash] = []
    for batch in batches {
      let name = try batch.text("batch")
      var digest = BatchDigest(name, algorithm)
      let sql = "SELECT sequence, bytes FROM log_slice WHERE batch = ?1 ORDER BY sequence"
      try connection.forEach(sql, [.text(name)]) { row in
        digest.add(try row.integer("sequence"), algorithm.hash(try row.blob("bytes")))
      }
      digests.append(digest.value)
    }
    return (Int64(digests.count), BatchDigest.digest(of: digests, algorithm))
  }
}
