/// Goes through the log in the tables: its entries, what is kept beside them, and the nodes of its tree.
struct LogVerifier: Sendable {
  private var auditor: LogAuditor

  init(head: LogHead, outside: [LogHead]) { auditor = LogAuditor(head: head, outside: outside) }

  var isAtEnd: Bool { auditor.isAtEnd }

  /// Checks the next entry. Throws `LogFault` for what is wrong with the log, `StorageError` for what is with the engine.
  mutating func takeNext(_ log: Log) throws {
    let sequence = auditor.size + 1
    let entry = try Self.entry(sequence, log)
    // An entry that lies about its parts is told of as edited, before its parts are looked for.
    guard entry.computedLeaf == entry.leafHash else { throw LogFault.edited(sequence: sequence) }
    for node in try auditor.append(entry, try Self.parts(of: entry, log)) {
      // Older releases have kept the nodes of every level; those that are not kept have nothing to be wrong with.
      let kept = try log.nodeIfPresent(node.level, node.place)
      guard kept == node.hash || (kept == nil && node.level % Log.levelsBetweenKept != 0) else {
        let first = node.place << Int64(node.level) + 1
        throw LogFault.treeEdited(first: first, last: sequence)
      }
    }
  }

  /// Compares the end with the head, and with the heads from outside.
  mutating func finish() throws(LogFault) { try auditor.finish() }

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

  private static func parts(of entry: LogEntry, _ log: Log) throws -> LogAuditor.Parts {
    let batches: (count: Int64, digest: TreeHash?) =
      entry.batches == 0
      ? (0, nil) : try Staging(log.connection).batchesDigest(of: entry.version.sequence, entry.algorithm)
    let effects: TreeHash?
    do throws(StorageError) {
      effects = try log.effectsDigest(of: entry)
    } catch .logBroken, .column {
      throw LogFault.effectsEdited(sequence: entry.version.sequence)
    }
    return .init(batches: batches.count, batchesDigest: batches.digest, effectsDigest: effects)
  }
}

extension Log {
  /// The tree of the whole log.
  func tree(_ algorithm: HashAlgorithm) -> MerkleTree {
    MerkleTree(algorithm: algorithm) { level, place throws(StorageError) in try node(level, place, algorithm) }
  }

  /// A node as it is kept; nil for one that is not.
  func nodeIfPresent(_ level: Int, _ place: Int64) throws(StorageError) -> TreeHash? {
    let row = try connection.first(
      "SELECT hash FROM log_node WHERE level = ?1 AND place = ?2", [SQLValue(level), .integer(place)])
    return try row.map { row throws(StorageError) in TreeHash(bytes: try row.blob("hash")) }
  }
}
