internal import NIOCore

/// Whether a stream stands still, by what it has moved between looks.
struct Standstill {
  /// The message that comes.
  var inbound = Way()
  /// The answer that goes.
  var outbound = Way()

  /// One direction.
  struct Way {
    private var since: NIODeadline?
    private var moved = 0

    /// Less than this in the time allowed is a trick, not progress.
    private static let quantum = 4 << 10

    /// Whether for `limit` next to nothing has moved although it `isDue`. `moved` counts all bytes so far.
    mutating func lasts(at now: NIODeadline, isDue: Bool, moved: Int, limit: Duration?) -> Bool {
      guard isDue, let limit else {
        since = nil
        return false
      }
      guard let since, moved - self.moved < Self.quantum else {
        self.since = now
        self.moved = moved
        return false
      }
      return since + .nanoseconds(limit.wholeNanoseconds) <= now
    }
  }
}
