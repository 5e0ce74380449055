/// A version of one service's data: entry `sequence` of its log in epoch `epoch`. Sequence 0 is the empty log.
///
/// Versions of different epochs are ordered by the epoch, but must not be read across: see `StorageError.epochEnded`.
public struct DataVersion: Sendable, Hashable, Comparable {
  /// From 1, and more after each restore, move and lossy failover; after a restore it is a time in milliseconds UTC.
  public var epoch: Int64
  /// The number of the last entry, from 1, without gaps.
  public var sequence: Int64

  /// A version from its two numbers.
  public init(epoch: Int64, sequence: Int64) {
    self.epoch = epoch
    self.sequence = sequence
  }

  /// By epoch, then by sequence.
  public static func < (left: DataVersion, right: DataVersion) -> Bool {
    (left.epoch, left.sequence) < (right.epoch, right.sequence)
  }
}

extension DataVersion: CustomStringConvertible {
  /// `epoch.sequence`, as in logs and error texts.
  public var description: String { "\(epoch).\(sequence)" }
}

/// The state of the data that a read wants to see.
public enum ReadPoint: Sendable, Hashable {
  /// Everything committed so far.
  case latest
  /// Exactly this version. Throws `versionNotReached` for the future and `epochEnded` for another epoch.
  case version(DataVersion)
  /// The latest, once it is at least this version; throws `deadlineExceeded` when it does not come in time.
  case minimum(DataVersion, deadline: ContinuousClock.Instant)
}
