// The feed: what the log's entries did, read by version as fast as its consumer takes it.
extension Store {
  /// Where the feed begins after a version; before the first version that is kept for nil.
  ///
  /// Throws `epochEnded` and `versionNotReached` for a version that is not of this log, `versionBelowKept` when what
  /// comes after it is no longer kept.
  public func feedCursor(after version: DataVersion?) async throws -> FeedCursor {
    try await readLog { log, head in
      let first = try log.firstTold(head)
      guard let version else { return FeedCursor(DataVersion(epoch: head.epoch, sequence: first - 1)) }
      try log.check(version, head)
      guard version.sequence + 1 >= first else { throw log.belowKept(version, first, head) }
      return FeedCursor(version)
    }
  }

  /// What comes at a cursor, about `bytes` of it, but at least one run; none at the head. It holds no more memory than
  /// that, however large an entry is. Wait for `versions()` when there is none.
  ///
  /// Throws `epochEnded` when the cursor's epoch has ended since, `versionBelowKept`, `logBroken`.
  public func feed(at cursor: FeedCursor, bytes: Int = 128 << 10) async throws -> FeedPage {
    try await readLog { log, head in
      try log.check(cursor.reached, head)
      var page = FeedPage(next: cursor, head: head.version)
      var held = 0
      while !page.isAtHead, held < bytes { held += try log.appendRuns(to: &page, head) }
      return page
    }
  }
}

extension Log {
  private static let entriesAtOnce = 16

  fileprivate func check(_ version: DataVersion, _ head: LogHead) throws(StorageError) {
    guard version.epoch == head.epoch, version.sequence >= 0 else {
      throw .epochEnded(asked: version, latest: head.version)
    }
    guard version <= head.version else { throw .versionNotReached(asked: version, latest: head.version) }
  }

  fileprivate func belowKept(_ asked: DataVersion, _ first: Int64, _ head: LogHead) -> StorageError {
    .versionBelowKept(asked: asked, first: DataVersion(epoch: head.epoch, sequence: first))
  }

  /// Reads a few entries at the page's end; returns about how many bytes they took.
  fileprivate func appendRuns(to page: inout FeedPage, _ head: LogHead) throws(StorageError) -> Int {
    let reached = page.next.reached
    let sql = """
      SELECT sequence, epoch, time, effect_parts, effects FROM log_entry WHERE sequence > ?1 ORDER BY sequence LIMIT ?2
      """
    let rows = try connection.rows(sql, [.integer(reached.sequence), SQLValue(Self.entriesAtOnce)])
    var held = 0
    for row in rows {
      guard try row.integer("sequence") == page.next.reached.sequence + 1,
        let last = try row.blobIfPresent("effects"), let parts = try row.integerIfPresent("effect_parts")
      else { break }
      if page.next.part < parts {
        return held + (try appendPart(of: row, to: &page))
      }
      try append(row, last, isLast: true, to: &page)
      held += last.count + 64
    }
    guard held > 0 else {
      let first = try firstTold(head)
      if first > reached.sequence + 1 { throw belowKept(reached, first, head) }
      throw .logBroken("entry \(reached.sequence + 1) is missing")
    }
    return held
  }

  /// A part beside the entry's row; the rest of the entry comes at later looks.
  private func appendPart(of row: SQLRow, to page: inout FeedPage) throws(StorageError) -> Int {
    let bytes = try effectPart(page.next.part, of: try row.integer("sequence"))
    try append(row, bytes, isLast: false, to: &page)
    return bytes.count + 64
  }

  private func append(_ row: SQLRow, _ bytes: [UInt8], isLast: Bool, to page: inout FeedPage) throws(StorageError) {
    let version = DataVersion(epoch: try row.integer("epoch"), sequence: try row.integer("sequence"))
    var run = FeedRun(version: version, time: try row.integer("time"), effects: [], isLast: isLast)
    var reader = EffectReader(bytes)
    while let effect = try reader.next() { run.effects.append(effect) }
    page.runs.append(run)
    let reached = page.next.reached
    page.next =
      isLast
      ? FeedCursor(DataVersion(epoch: reached.epoch, sequence: version.sequence))
      : FeedCursor(reached, part: page.next.part + 1)
  }

  /// The first version from which on every entry is kept with its effects: entries of a release that kept none cannot be
  /// told. One past the head when there is none.
  func firstTold(_ head: LogHead) throws(StorageError) -> Int64 {
    let sql = "SELECT sequence FROM log_entry ORDER BY sequence LIMIT 1"
    guard let first = try connection.first(sql, []) else { return head.size + 1 }
    var (below, above) = (try first.integer("sequence") - 1, head.size + 1)  // `below` is not told, `above` is.
    while above - below > 1 {
      let middle = below + (above - below) / 2
      let sql = "SELECT effect_parts FROM log_entry WHERE sequence = ?1"
      guard let row = try connection.first(sql, [.integer(middle)]) else {
        throw .logBroken("entry \(middle) is missing")
      }
      if try row.integerIfPresent("effect_parts") == nil { below = middle } else { above = middle }
    }
    return above
  }
}
