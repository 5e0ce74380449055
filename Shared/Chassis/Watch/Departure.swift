import Synchronization

/// Wakes those who watch: when there is a version to read, when the time of a checkpoint has come. When the service
/// stops it sends them away.
public final class Departure: Sendable {
  private struct State {
    var isBegun = false
    var nextID = 0
    var wakes: [Int: AsyncStream<Wake>.Continuation] = [:]
  }

  private let state = Mutex(State())

  /// Nobody watches yet.
  public init() {}

  /// Ends every watch, and those that begin later.
  public func begin() {
    let wakes = state.withLock { state in
      defer { state.wakes = [:] }
      state.isBegun = true
      return Array(state.wakes.values)
    }
    for wake in wakes { wake.finish() }
  }

  /// Whether the service stops.
  var isBegun: Bool { state.withLock { $0.isBegun } }

  /// A stream of wakes that ends at the departure; `yield` into the continuation what else wakes.
  func wakes() -> (stream: AsyncStream<Wake>, continuation: AsyncStream<Wake>.Continuation) {
    let (stream, continuation) = AsyncStream.makeStream(of: Wake.self, bufferingPolicy: .bufferingNewest(1))
    let (id, isBegun) = state.withLock { state in
      state.nextID += 1
      if !state.isBegun { state.wakes[state.nextID] = continuation }
      return (state.nextID, state.isBegun)
    }
    continuation.onTermination = { [weak self] _ in self?.state.withLock { _ = $0.wakes.removeValue(forKey: id) } }
    if isBegun { continuation.finish() }
    return (stream, continuation)
  }
}

/// Why a watcher looks at the log. Whatever it is, the log tells what there is.
enum Wake: Sendable {
  case version
  case checkpoint
}
