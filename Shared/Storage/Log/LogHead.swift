/// The state of a log: how long it is, and the hash of its tree, which stands for all of it.
public struct LogHead: Sendable, Hashable {
  /// The epoch in which the log is written now.
  public var epoch: Int64
  /// How many entries it has: the sequence of the last.
  public var size: Int64
  /// The hash of its tree.
  public var root: TreeHash
  /// The time of the last entry, in microseconds UTC; 0 in an empty log.
  public var time: Int64
  /// The algorithm of the tree.
  public var algorithm: HashAlgorithm

  /// A head that was kept outside or sent.
  public init(epoch: Int64, size: Int64, root: TreeHash, time: Int64, algorithm: HashAlgorithm = .sha256) {
    self.epoch = epoch
    self.size = size
    self.root = root
    self.time = time
    self.algorithm = algorithm
  }

  /// The version of the last entry.
  public var version: DataVersion { DataVersion(epoch: epoch, sequence: size) }
}
