/// Where reading the feed goes on: after an entry, and after so many parts of the effects of the next one.
public struct FeedCursor: Sendable, Hashable {
  /// The last version that was told whole. Its epoch is that of the log's head when reading began.
  public let reached: DataVersion
  /// How many parts of the next entry's effects were told.
  let part: Int64

  init(_ reached: DataVersion, part: Int64 = 0) {
    self.reached = reached
    self.part = part
  }
}

/// A run of effects of one version.
public struct FeedRun: Sendable, Hashable {
  /// The version, as its entry names it.
  public var version: DataVersion
  /// When it was kept, in microseconds UTC.
  public var time: Int64
  /// The effects, in order.
  public var effects: [Effect]
  /// Whether the version ends with this run.
  public var isLast: Bool
}

/// What was read of the feed at once.
public struct FeedPage: Sendable, Hashable {
  /// The runs, in order.
  public var runs: [FeedRun] = []
  /// Where to go on.
  public var next: FeedCursor
  /// The log's head at that moment.
  public var head: DataVersion

  /// Whether the feed is told up to the head.
  public var isAtHead: Bool { next.reached >= head }
}
