/// Goes through a log entry by entry. It keeps a frontier only, so a log of any length takes the same memory.
struct LogVerifier: Sendable {
  private let head: LogHead
  /// Heads from outside, the shortest last.
  private var outside: [LogHead]
  private var tree = MerkleFrontier()
  private var last = (epoch: Int64(0), time: Int64.min)

  init(head: LogHead, outside: [LogHead]) {
    self.head = head
    self.outside = outside.sorted { $0.size > $1.size }
  }

  var isAtEnd: Bool { tree.size >= head.size }

  /// Checks the next entry. Throws `LogFault` for what is wrong with the log, `StorageError` for what is with the engine.
  mutating func takeNext(_ log: Log) throws {
    let sequence = tree.size + 1
    try compareOutside()
    let entry = try Self.entry(sequence, log)
    try check(entry, sequence, log)
    for node in tree.append(entry.leafHash) {
      guard try log.nodeIfPresent(node.level, node.place) == node.hash else {
        let first = node.place << Int64(node.level) + 1
        throw LogFault.treeEdited(first: first, last: sequence)
      }
    }
    last = (entry.version.epoch, entry.time)
  }

  /// A value that no entry has, as an unknown algorithm, was put there by somebody.
  private static func entry(_ sequence: Int64, _ log: Log) throws -> LogEntry {
    do throws(StorageError) {
      if let entry = try log.entries(after: sequence - 1, limit: 1).first, entry.version.sequence == sequence {
        return entry
      }
    } catch .logBroken, .column {
      throw LogFault.edited(sequence: sequence)
    }
    throw LogFault.missing(sequence: sequence)
  }

  private func check(_ entry: LogEntry, _ sequence: Int64, _ log: Log) throws {
    guard entry.algorithm.leaf(entry.encoded) == entry.leafHash else { throw LogFault.edited(sequence: sequence) }
    if entry.batches > 0 {
      let kept = try Staging(log.connection).batchesDigest(of: sequence)
      guard kept.count == entry.batches, kept.digest == entry.batchesDigest else {
        throw LogFault.batchesEdited(sequence: sequence)
      }
    }
    try checkEffects(entry, log)
    guard entry.time >= last.time else { throw LogFault.timeBackwards(sequence: sequence) }
    guard entry.version.epoch >= last.epoch, entry.version.epoch <= head.epoch else {
      throw LogFault.epochWrong(sequence: sequence)
    }
  }

  private func checkEffects(_ entry: LogEntry, _ log: Log) throws {
    let fault = LogFault.effectsEdited(sequence: entry.version.sequence)
    let kept: TreeHash?
    do throws(StorageError) {
      kept = try log.effectsDigest(of: entry)
    } catch .logBroken, .column {
      throw fault
    }
    guard kept == entry.effects?.digest else { throw fault }
  }

  /// Compares the end with the head, and with the heads from outside that are left.
  mutating func finish() throws(LogFault) {
    try compareOutside()
    guard tree.root == head.root, head.size == 0 || last.time == head.time else {
      throw .headEdited(size: head.size)
    }
    if let longer = outside.last { throw .truncated(before: longer) }
  }

  private mutating func compareOutside() throws(LogFault) {
    while let next = outside.last, next.size <= tree.size {
      guard next.size == tree.size, next.root == tree.root else { throw .rewritten(before: next) }
      outside.removeLast()
    }
  }
}

extension Log {
  /// As `node`, but nil for one that is missing.
  func nodeIfPresent(_ level: Int, _ place: Int64) throws(StorageError) -> TreeHash? {
    let row = try connection.first(
      "SELECT hash FROM log_node WHERE level = ?1 AND place = ?2", [SQLValue(level), .integer(place)])
    return try row.map { row throws(StorageError) in TreeHash(bytes: try row.blob("hash")) }
  }
}
