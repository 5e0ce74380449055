/// What a store has to do with at one moment.
public struct StoreLoad: Sendable, Hashable {
  /// Whether it is open, and nothing has gone wrong that only a restart can find out about.
  public var isSound: Bool
  /// Whether its database could be reached a moment ago.
  public var isReachable: Bool
  /// The latest committed version; nil when it is closed.
  public var version: DataVersion?
  /// Calls that wait for the lane.
  public var waitingWrites: Int
  /// Reads that wait for a connection.
  public var waitingReads: Int
  /// Reads that have one.
  public var runningReads: Int
  /// The connections that read.
  public var readers: Int
  /// The length of the write-ahead log's file; nil where the engine has none of its own.
  public var walBytes: Int64?
}

/// A transaction that the lane has made durable.
public struct Commit: Sendable, Hashable {
  /// From its beginning to its end.
  public var duration: Duration
  /// For each of its calls, from the moment that it was handed over to the end.
  public var latencies: [Duration]
}
