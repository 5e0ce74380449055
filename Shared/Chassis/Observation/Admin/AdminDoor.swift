import Synchronization

/// Counts the connections to the admin server: it has a handful of callers, and whoever opens more is up to something.
final class AdminDoor: Sendable {
  private let limit: Int
  private let inside = Atomic(0)

  init(limit: Int = 64) { self.limit = limit }

  /// Lets a connection in; false when there are too many. Whoever has asked leaves, let in or not.
  func enter() -> Bool { inside.add(1, ordering: .relaxed).newValue <= limit }

  /// A connection is over.
  func leave() { inside.subtract(1, ordering: .relaxed) }
}
