/// Goes through a log entry by entry, wherever the entries come from, and finds the first thing that is wrong. It hashes
/// stored bytes, and encodes nothing that was not kept. It keeps a frontier only: a log of any length takes the same
/// memory.
public struct LogAuditor: Sendable {
  /// The head that the log claims.
  public let head: LogHead
  /// Heads from outside that are still to be met, the shortest last.
  private var outside: [LogHead]
  private var tree: MerkleFrontier
  private var last = (epoch: Int64(0), time: Int64.min)
  /// Where epochs began, the latest last: epoch and sequence of its first entry.
  private var beginnings: [(epoch: Int64, sequence: Int64)] = []

  /// What was kept beside an entry, hashed from its bytes.
  public struct Parts: Sendable, Hashable {
    /// How many batches are kept for it.
    public var batches: Int64
    /// The digest of those.
    public var batchesDigest: TreeHash?
    /// The digest of its effects.
    public var effectsDigest: TreeHash?

    /// As they were found.
    public init(batches: Int64, batchesDigest: TreeHash?, effectsDigest: TreeHash?) {
      self.batches = batches
      self.batchesDigest = batchesDigest
      self.effectsDigest = effectsDigest
    }
  }

  /// Before the first entry. `outside` are heads that were kept where nobody could edit them with the log.
  public init(head: LogHead, outside: [LogHead]) {
    self.head = head
    self.outside = outside.sorted { ($0.size, $0.epoch) > ($1.size, $1.epoch) }
    tree = MerkleFrontier(algorithm: head.algorithm)
  }

  /// How many entries were taken.
  public var size: Int64 { tree.size }

  /// Whether all entries were taken that the head counts.
  public var isAtEnd: Bool { tree.size >= head.size }

  /// Checks the next entry. Throws what is wrong with the log.
  public mutating func take(_ entry: LogEntry, _ parts: Parts) throws(LogFault) { try append(entry, parts) }

  /// As `take`; returns the nodes that the entry completed.
  @discardableResult
  mutating func append(_ entry: LogEntry, _ parts: Parts) throws(LogFault) -> [MerkleNode] {
    let sequence = tree.size + 1
    try compareOutside()
    guard entry.version.sequence == sequence else { throw .missing(sequence: sequence) }
    guard entry.computedLeaf == entry.leafHash, entry.algorithm == head.algorithm else {
      throw .edited(sequence: sequence)
    }
    guard parts.batches == entry.batches, parts.batchesDigest == entry.batchesDigest else {
      throw .batchesEdited(sequence: sequence)
    }
    guard parts.effectsDigest == entry.effects?.digest else { throw .effectsEdited(sequence: sequence) }
    guard entry.time >= last.time else { throw .timeBackwards(sequence: sequence) }
    guard entry.version.epoch >= last.epoch, entry.version.epoch <= head.epoch else {
      throw .epochWrong(sequence: sequence)
    }
    if entry.version.epoch > last.epoch { beginnings.append((entry.version.epoch, sequence)) }
    last = (entry.version.epoch, entry.time)
    return tree.append(entry.leafHash)
  }

  /// Compares the end with the head, and with the heads from outside that are left.
  public mutating func finish() throws(LogFault) {
    try compareOutside()
    guard tree.size == head.size else { throw .missing(sequence: tree.size + 1) }
    guard tree.root == head.root, head.size == 0 || last.time == head.time else {
      throw .headEdited(size: head.size)
    }
    guard let longer = outside.last else { return }
    if longer.epoch < head.epoch { throw .givenUp(longer, at: began(after: longer.epoch) ?? head.size + 1) }
    throw .truncated(before: longer)
  }

  /// A head that does not fit is explained when a later epoch began before it: a restore gave its last entries up.
  private mutating func compareOutside() throws(LogFault) {
    while let next = outside.last, next.size <= tree.size {
      guard next.size == tree.size, next.root == tree.root, next.algorithm == head.algorithm else {
        if let began = began(after: next.epoch), began <= next.size { throw .givenUp(next, at: began) }
        throw .rewritten(before: next)
      }
      outside.removeLast()
    }
  }

  private func began(after epoch: Int64) -> Int64? { beginnings.first { $0.epoch > epoch }?.sequence }
}
