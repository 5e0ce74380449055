import Synchronization

/// Shows a channel's state to whoever looks or waits.
final class StateBoard: Sendable {
  private struct Content {
    var state = ConnectivityState.idle
    var nextWatcher = 0
    var watchers: [Int: AsyncStream<ConnectivityState>.Continuation] = [:]
  }

  private let content = Mutex(Content())

  /// States that a slow watcher has not yet seen: older ones are dropped.
  private static let watcherBacklog = 64

  var state: ConnectivityState { content.withLock { $0.state } }

  /// Shows a new state. After SHUTDOWN nothing follows.
  func show(_ state: ConnectivityState) {
    let finished = content.withLock { content -> [AsyncStream<ConnectivityState>.Continuation] in
      guard content.state != state, content.state != .shutdown else { return [] }
      content.state = state
      for watcher in content.watchers.values { watcher.yield(state) }
      return state == .shutdown ? Array(content.watchers.values) : []
    }
    for watcher in finished { watcher.finish() }  // Each takes itself from the list, so the lock must be free.
  }

  /// The state now, then each that follows.
  func watch() -> AsyncStream<ConnectivityState> {
    let (states, watcher) = AsyncStream.makeStream(
      of: ConnectivityState.self, bufferingPolicy: .bufferingNewest(Self.watcherBacklog))
    let number = content.withLock { content -> Int? in
      watcher.yield(content.state)
      guard content.state != .shutdown else { return nil }
      content.nextWatcher += 1
      content.watchers[content.nextWatcher] = watcher
      return content.nextWatcher
    }
    guard let number else {
      watcher.finish()
      return states
    }
    watcher.onTermination = { [weak self] _ in
      self?.content.withLock { _ = $0.watchers.removeValue(forKey: number) }
    }
    return states
  }
}
