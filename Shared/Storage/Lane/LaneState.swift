/// What the lane knows of the log: its last version and time, and all that is needed to append to its tree.
struct LaneState: Sendable {
  private(set) var time: Int64
  private(set) var epoch: Int64
  private var tree: MerkleFrontier

  /// From the tables. Throws `logBroken` when the tree does not lead to the head's root.
  init(_ head: LogHead, _ log: Log) throws(StorageError) {
    time = head.time
    epoch = head.epoch
    tree = try MerkleFrontier(size: head.size, algorithm: head.algorithm) { level, place throws(StorageError) in
      try log.node(level, place, head.algorithm)
    }
    guard tree.root == head.root else { throw .logBroken("its tree does not lead to its head") }
  }

  /// The state at the locked head: what this lane knew, and what other instances have appended since.
  ///
  /// A log that does not go on from what was known has lost it, as by a failover to a database that had not received
  /// everything: what is appended now belongs to a new epoch.
  init(after known: LaneState?, _ head: LogHead, _ log: Log) throws(StorageError) {
    guard let known else {
      self = try LaneState(head, log)
      return
    }
    if let caughtUp = try known.caughtUp(with: head, log) {
      self = caughtUp
    } else {
      self = try LaneState(head, log)
      if known.epoch >= head.epoch { epoch = known.epoch + 1 }
    }
  }

  /// The algorithm of the log.
  var algorithm: HashAlgorithm { tree.algorithm }

  /// The version of the last entry.
  var version: DataVersion { DataVersion(epoch: epoch, sequence: tree.size) }

  /// The version of the entry that comes next.
  var next: DataVersion { DataVersion(epoch: epoch, sequence: tree.size + 1) }

  /// The head with its root, which costs some hashes: asked for once in a batch, not once for each entry.
  var head: LogHead {
    LogHead(epoch: epoch, size: tree.size, root: tree.root, time: time, algorithm: algorithm)
  }

  /// Appends an entry and returns the nodes that it completed.
  mutating func append(_ entry: LogEntry) -> [MerkleNode] {
    time = entry.time
    return tree.append(entry.leafHash)
  }

  /// The state after the entries that lie between; nil when they do not lead from here to the head.
  private func caughtUp(with head: LogHead, _ log: Log) throws(StorageError) -> LaneState? {
    guard head.epoch == epoch, head.size >= tree.size else { return nil }
    var next = self
    while next.tree.size < head.size {
      let leaves = try log.leaves(after: next.tree.size, limit: min(1_000, Int(head.size - next.tree.size)))
      if leaves.isEmpty { return nil }
      for leaf in leaves { _ = next.tree.append(leaf) }
    }
    next.time = head.time
    return next.tree.root == head.root ? next : nil
  }
}

extension LogEntry {
  /// The entry that a decision makes of a request.
  init(_ request: LogRequest, _ transaction: WriteTransaction, effects: KeptEffects) {
    var request = request
    if let resource = transaction.resource { request.resource = resource }
    self.init(
      version: transaction.version, time: transaction.time, request: request,
      batches: Int64(transaction.adopted.count),
      batchesDigest: BatchDigest.digest(of: transaction.adopted, transaction.algorithm), effects: effects,
      algorithm: transaction.algorithm, leafHash: TreeHash(bytes: []))
    leafHash = computedLeaf
  }

  /// What tells an entry from every other: its place and its hash.
  struct Mark: Sendable, Hashable {
    let sequence: Int64
    let leafHash: TreeHash
  }

  var mark: Mark { Mark(sequence: version.sequence, leafHash: leafHash) }
}
