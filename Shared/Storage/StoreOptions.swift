#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The limits of a store, and what it must be told from outside. The defaults are right for services.
public struct StoreOptions: Sendable {
  /// How many calls share one transaction at most.
  public var batchCallsMax = 128
  /// A batch takes up no further call after this long, so that a heavy one does not keep the others from their commit.
  public var batchMilliseconds = 10
  /// How long rows are laid ahead before writes may pass.
  public var layMilliseconds = 4
  /// How many calls may wait for the lane; one more gets `StorageError.overloaded`.
  public var waitingCallsMax = 8192
  /// How many connections read at once.
  public var readers = 3
  /// How many reads may wait for a connection; one more gets `StorageError.overloaded`.
  public var waitingReadsMax = 8192
  /// How long a read may hold its transaction. Debug builds are several times slower, and get more.
  public var readLimitMilliseconds = StoreOptions.defaultReadLimitMilliseconds
  /// How long SQLite's write-ahead log may become behind a read that does not end, in bytes; then writes are refused until
  /// it can be emptied. A backup of a running service is such a read, so this is what may be written beside one.
  public var walBytesMax: Int64 = 4 << 30
  /// How long the answer to a request id is kept.
  public var requestDays: Int64 = 30
  /// How many request ids a sweep looks at before it lets writes pass.
  public var requestsSweptAtOnce = 500
  /// The hash algorithm of the log: a log that is there and has another is refused. Nil: whichever it has, and SHA-256
  /// for one that is begun.
  public var hashAlgorithm: HashAlgorithm?
  /// The present time in microseconds UTC.
  public var clock: @Sendable () -> Int64 = systemClock
  /// Told of each commit of the lane, on a thread of the store, after its callers were answered.
  public var onCommit: (@Sendable (Commit) -> Void)?
  /// Called once, on a thread of the store, when nobody knows any more what is on the disk: the process should exit.
  public var onFatal: @Sendable (StorageError) -> Void = { _ in }

  /// Whether laid rows are tidied up without being asked to.
  var tidiesByItself = true

  /// The default limits, the system's clock, and nobody to tell of a fatal error.
  public init() {}

  static let dayMicroseconds: Int64 = 86_400_000_000

  #if DEBUG
    static let defaultReadLimitMilliseconds = 10_000
  #else
    static let defaultReadLimitMilliseconds = 1_000
  #endif

  /// The system's clock in microseconds UTC.
  public static let systemClock: @Sendable () -> Int64 = {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
  }
}
