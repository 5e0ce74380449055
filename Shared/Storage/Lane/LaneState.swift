/// What the lane knows of the log: its last version and time, and all that is needed to append to its tree.
struct LaneState: Sendable {
  private(set) var time: Int64
  private let epoch: Int64
  private var tree: MerkleFrontier

  /// From the tables. Throws `logBroken` when the tree does not lead to the head's root.
  init(_ head: LogHead, _ log: Log) throws(StorageError) {
    time = head.time
    epoch = head.epoch
    tree = try MerkleFrontier(size: head.size, algorithm: .sha256, node: log.node)
    guard tree.root == head.root else { throw .logBroken("its tree does not lead to its head") }
  }

  /// The version of the last entry.
  var version: DataVersion { DataVersion(epoch: epoch, sequence: tree.size) }

  /// The version of the entry that comes next.
  var next: DataVersion { DataVersion(epoch: epoch, sequence: tree.size + 1) }

  /// The head with its root, which costs some hashes: asked for once in a batch, not once for each entry.
  var head: LogHead { LogHead(epoch: epoch, size: tree.size, root: tree.root, time: time) }

  /// Appends an entry and returns the nodes that it completed.
  mutating func append(_ entry: LogEntry) -> [MerkleNode] {
    time = entry.time
    return tree.append(entry.leafHash)
  }
}

extension LogEntry {
  /// The entry that a decision makes of a request.
  init(_ request: LogRequest, _ transaction: WriteTransaction) {
    version = transaction.version
    time = transaction.time
    self.request = request
    if let resource = transaction.resource { self.request.resource = resource }
    batches = Int64(transaction.adopted.count)
    batchesDigest = BatchDigest.digest(of: transaction.adopted)
    algorithm = .sha256
    leafHash = TreeHash(bytes: [])
    leafHash = algorithm.leaf(encoded)
  }
}
