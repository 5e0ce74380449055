import NIOCore
import Synchronization

@testable import RPC

/// A clock whose time passes when a test says so.
final class HandClock: Sendable {
  private struct Entry {
    var due: Duration
    var loop: RPCLoop
    var body: @Sendable () -> Void
  }

  private let state = Mutex((now: Duration.zero, next: 0, entries: [Int: Entry]()))

  var clock: RPCClock {
    RPCClock {
      .uptimeNanoseconds(UInt64(self.state.withLock { $0.now }.wholeNanoseconds))
    } schedule: { loop, delay, body in
      let id = self.state.withLock { state in
        state.next += 1
        state.entries[state.next] = Entry(due: state.now + delay, loop: loop, body: body)
        return state.next
      }
      return { self.state.withLock { _ = $0.entries.removeValue(forKey: id) } }
    }
  }

  /// How many bodies wait for their time.
  var waiting: Int { state.withLock { $0.entries.count } }

  /// Whether a body waits for just this time from now, or for up to `slack` less: deadlines are on the system's clock.
  func isAwaited(in time: Duration, slack: Duration = .zero) -> Bool {
    state.withLock { state in
      state.entries.values.contains { (time - slack...time).contains($0.due - state.now) }
    }
  }

  /// When the next body falls due, from now.
  var nextDue: Duration? { state.withLock { state in state.entries.values.map(\.due).min().map { $0 - state.now } } }

  /// Lets time pass, and starts what falls due.
  func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.now += duration
      let due = state.entries.filter { $0.value.due <= state.now }
      for id in due.keys { state.entries[id] = nil }
      return due.values.sorted { $0.due < $1.due }
    }
    for entry in due { entry.loop.perform(entry.body) }
  }

  /// Lets time pass, and returns when all that fell due has run.
  func pass(_ duration: Duration) async {
    let loops = state.withLock { state in state.entries.values.map(\.loop) }
    advance(by: duration)
    for loop in loops { try? await loop.eventLoop.submit {}.get() }
  }
}
