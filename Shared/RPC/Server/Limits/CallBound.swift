import Synchronization

/// Counts the unary calls that a server has under way, and says when there are too many.
final class CallBound: Sendable {
  private let limit: Int
  private let open = Atomic(0)
  private let turnedAway = Atomic(0)

  init(limit: Int) { self.limit = limit }

  /// How many calls are under way.
  var running: Int { open.load(ordering: .relaxed) }

  /// How many calls have found no place so far.
  var refused: Int { turnedAway.load(ordering: .relaxed) }

  /// Takes a place for a call; false when there is none.
  func take() -> Bool {
    if open.add(1, ordering: .relaxed).newValue <= limit { return true }
    open.subtract(1, ordering: .relaxed)
    turnedAway.add(1, ordering: .relaxed)
    return false
  }

  /// Gives a place back.
  func giveBack() { open.subtract(1, ordering: .relaxed) }
}
