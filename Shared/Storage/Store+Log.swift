// Reading the log: the feed, heads and proofs.
extension Store {
  /// At most `limit` entries after a version, in order; from the beginning for nil. A feed reads on from the last one,
  /// as fast as its consumer takes them, and waits for `versions()` when there are none.
  ///
  /// Throws `epochEnded` and `versionNotReached` for a cursor that is not of this log.
  public func changes(after version: DataVersion?, limit: Int) async throws -> [LogEntry] {
    try await readLog { log, head in
      if let version {
        guard version.epoch == head.epoch else { throw StorageError.epochEnded(asked: version, latest: head.version) }
        guard version <= head.version else {
          throw StorageError.versionNotReached(asked: version, latest: head.version)
        }
      }
      return try log.entries(after: version?.sequence ?? 0, limit: limit)
    }
  }

  /// The latest version now, and again whenever there is a newer one. It only wakes: a slow listener misses those in
  /// between, and reads them by `changes`. Ends when the store is closed.
  public func versions() -> AsyncStream<DataVersion> { signal.stream() }

  /// The version that was the latest at a time in microseconds UTC; sequence 0 when that was before the first entry.
  public func version(at time: Int64) async throws -> DataVersion {
    try await readLog { log, head in
      DataVersion(epoch: head.epoch, sequence: try log.sequence(at: time, size: head.size))
    }
  }

  /// When an entry was accepted, in microseconds UTC; nil when there is none of that sequence.
  public func time(of sequence: Int64) async throws -> Int64? {
    guard sequence > 0 else { return nil }
    return try await readLog { log, head in
      guard sequence <= head.size else { return nil }
      return try log.entries(after: sequence - 1, limit: 1, withBytes: false).first?.time
    }
  }

  /// The present time by the store's clock, in microseconds UTC.
  public var now: Int64 { options.clock() }

  /// An entry; nil when there is none of that sequence.
  public func entry(_ sequence: Int64) async throws -> LogEntry? {
    guard sequence > 0 else { return nil }
    return try await readLog { log, head in
      guard sequence <= head.size else { return nil }
      return try log.entries(after: sequence - 1, limit: 1).first
    }
  }

  /// The log's head, to be kept outside of the database.
  public func head() async throws -> LogHead { try await readLog { _, head in head } }

  /// The log's head as it was when it had `size` entries. Throws `versionNotReached`.
  public func head(at size: Int64) async throws -> LogHead {
    try await readLog { log, head in
      let size = try Self.check(size, head)
      if size == head.size { return head }
      let root = try log.tree(head.algorithm).root(0..<size)
      let last = size == 0 ? nil : try log.entries(after: size - 1, limit: 1, withBytes: false).first
      return LogHead(
        epoch: last?.version.epoch ?? head.epoch, size: size, root: root, time: last?.time ?? 0,
        algorithm: head.algorithm)
    }
  }

  /// The proof that an entry is in the log as long as `size`, or as it is now, with the entry.
  public func inclusionProof(
    of sequence: Int64, size: Int64? = nil
  ) async throws -> (entry: LogEntry, proof: InclusionProof) {
    try await readLog { log, head in
      let size = try Self.check(size ?? head.size, head)
      guard sequence > 0, sequence <= size, let entry = try log.entries(after: sequence - 1, limit: 1).first else {
        let asked = DataVersion(epoch: head.epoch, sequence: sequence)
        throw StorageError.versionNotReached(asked: asked, latest: head.version)
      }
      let tree = log.tree(head.algorithm)
      let path = try tree.path(to: sequence - 1, in: 0..<size)
      return (entry, InclusionProof(index: sequence - 1, size: size, path: path))
    }
  }

  /// The proof that the log as long as `newSize`, or as it is now, begins with the log as it was at `oldSize`.
  public func consistencyProof(from oldSize: Int64, to newSize: Int64? = nil) async throws -> ConsistencyProof {
    try await readLog { log, head in
      let newSize = try Self.check(newSize ?? head.size, head)
      let oldSize = try Self.check(oldSize, head)
      guard oldSize > 0, oldSize < newSize else {
        return ConsistencyProof(oldSize: oldSize, newSize: newSize, path: [])
      }
      let tree = log.tree(head.algorithm)
      let path = try tree.consistency(from: oldSize, to: newSize)
      return ConsistencyProof(oldSize: oldSize, newSize: newSize, path: path)
    }
  }

  func readLog<T: Sendable>(_ body: @escaping @Sendable (Log, LogHead) throws -> T) async throws -> T {
    try await readers.read { connection in
      let log = Log(connection)
      return try body(log, log.head())
    }
  }

  static func check(_ size: Int64, _ head: LogHead) throws(StorageError) -> Int64 {
    guard size >= 0, size <= head.size else {
      throw .versionNotReached(asked: DataVersion(epoch: head.epoch, sequence: size), latest: head.version)
    }
    return size
  }
}
