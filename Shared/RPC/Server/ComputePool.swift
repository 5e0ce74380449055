import Synchronization

/// Runs the handlers of heavy methods beside the event loops: a bounded number at once, the rest in order of arrival.
final class ComputePool: Sendable {
  private struct State {
    var running = 0
    var waiting: [ServerCall] = []
  }

  private let width: Int
  private let state = Mutex(State())

  init(width: Int) { self.width = max(width, 1) }

  /// How many handlers run, and how many calls wait for one of them to end.
  var load: (running: Int, waiting: Int) { state.withLock { ($0.running, $0.waiting.count) } }

  func submit(_ call: ServerCall) {
    let starts = state.withLock { state in
      guard state.running < width else {
        state.waiting.append(call)
        return false
      }
      state.running += 1
      return true
    }
    if starts { start(call) }
  }

  private func start(_ call: ServerCall) {
    let task = Task.detached {
      await call.handleBesideLoop()
      self.ended()
    }
    call.runs(in: task)
  }

  private func ended() {
    let next = state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.running -= 1
        return nil as ServerCall?
      }
      return state.waiting.removeFirst()
    }
    if let next { start(next) }
  }
}
