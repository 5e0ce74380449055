import Synchronization

/// Tells waiting tasks that a version was committed. It only wakes: whoever is woken reads the log.
final class VersionSignal: Sendable {
  private struct Waiter {
    let version: DataVersion
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var latest: DataVersion?
    var isClosed = false
    var nextID = 0
    var waiters: [Int: Waiter] = [:]
    var streams: [Int: AsyncStream<DataVersion>.Continuation] = [:]

    mutating func makeID() -> Int {
      nextID += 1
      return nextID
    }
  }

  private let state = Mutex(State())

  /// The latest committed version; nil before the store is open and after it is closed.
  var latest: DataVersion? { state.withLock { $0.isClosed ? nil : $0.latest } }

  /// Announces a version. Does nothing when it was known: another instance's word may come later than the lane's.
  func reached(_ version: DataVersion) {
    let (ready, streams) = state.withLock { state -> ([Waiter], [AsyncStream<DataVersion>.Continuation]) in
      if let latest = state.latest, version <= latest { return ([], []) }
      state.latest = version
      let ready = state.waiters.filter { $0.value.version <= version }
      for id in ready.keys { state.waiters[id] = nil }
      return (Array(ready.values), Array(state.streams.values))
    }
    for waiter in ready { waiter.continuation.resume() }
    for stream in streams { stream.yield(version) }
  }

  /// Ends all streams, and all waits with `closed`.
  func close() {
    let (waiters, streams) = state.withLock { state in
      let all = (Array(state.waiters.values), Array(state.streams.values))
      (state.isClosed, state.waiters, state.streams) = (true, [:], [:])
      return all
    }
    for waiter in waiters { waiter.continuation.resume(throwing: StorageError.closed) }
    for stream in streams { stream.finish() }
  }

  /// Waits until `version` is reached. Throws `deadlineExceeded`, `epochEnded`, `closed`, or `CancellationError`.
  func wait(for version: DataVersion, until deadline: ContinuousClock.Instant) async throws {
    guard let latest else { throw StorageError.closed }
    guard version.epoch >= latest.epoch else { throw StorageError.epochEnded(asked: version, latest: latest) }
    if latest >= version { return }
    let id = state.withLock { $0.makeID() }
    let timer = Task {
      try await Task.sleep(until: deadline, clock: .continuous)
      end(id, StorageError.deadlineExceeded)
    }
    defer { timer.cancel() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { add(Waiter(version: version, continuation: $0), id, deadline) }
    } onCancel: {
      end(id, CancellationError())
    }
  }

  /// The latest version now and whenever there is a newer one; a slow listener misses those in between.
  func stream() -> AsyncStream<DataVersion> {
    let (stream, continuation) = AsyncStream.makeStream(of: DataVersion.self, bufferingPolicy: .bufferingNewest(1))
    let (id, latest, isClosed) = state.withLock { state in
      let id = state.makeID()
      if !state.isClosed { state.streams[id] = continuation }
      return (id, state.latest, state.isClosed)
    }
    continuation.onTermination = { [weak self] _ in self?.state.withLock { _ = $0.streams.removeValue(forKey: id) } }
    if isClosed { continuation.finish() } else if let latest { continuation.yield(latest) }
    return stream
  }

  /// The version may have come, the task may have been cancelled and the time may be over before the waiter is in.
  private func add(_ waiter: Waiter, _ id: Int, _ deadline: ContinuousClock.Instant) {
    let latest = state.withLock { state in
      state.waiters[id] = waiter
      return state.isClosed ? nil : state.latest
    }
    switch latest {
    case nil: end(id, StorageError.closed)
    case .some(let latest) where latest >= waiter.version: end(id, nil)
    default:
      if Task.isCancelled { end(id, CancellationError()) }
      if ContinuousClock.now >= deadline { end(id, StorageError.deadlineExceeded) }
    }
  }

  private func end(_ id: Int, _ error: (any Error)?) {
    guard let waiter = state.withLock({ $0.waiters.removeValue(forKey: id) }) else { return }
    if let error { waiter.continuation.resume(throwing: error) } else { waiter.continuation.resume() }
  }
}
