import Synchronization

/// Spans that wait to be exported. It is bounded: who records a span never waits, and what finds no room is counted.
final class SpanQueue: Sendable {
  private struct State {
    var spans: [RecordedSpan] = []
    var isClosed = false
    /// Whoever waits for a full batch.
    var waiter: CheckedContinuation<Void, Never>?
  }

  private let room: Int
  private let batch: Int
  private let dropped: CounterCell
  private let state = Mutex(State())

  init(room: Int = 4_096, batch: Int = 512, dropped: CounterCell) {
    self.room = room
    self.batch = batch
    self.dropped = dropped
  }

  func add(_ span: RecordedSpan) {
    let (isTaken, waiter) = state.withLock { state in
      guard !state.isClosed, state.spans.count < room else { return (false, nil as CheckedContinuation<Void, Never>?) }
      state.spans.append(span)
      return (true, state.spans.count >= batch ? state.waiter.take() : nil)
    }
    if !isTaken { dropped.add() }
    waiter?.resume()
  }

  /// Up to a batch of those that have waited longest.
  func take() -> [RecordedSpan] {
    state.withLock { state in
      let taken = Array(state.spans.prefix(batch))
      state.spans.removeFirst(taken.count)
      return taken
    }
  }

  /// Drops what waits; how many spans it was.
  func clear() -> Int {
    state.withLock { state in
      defer { state.spans = [] }
      return state.spans.count
    }
  }

  /// Waits until there is a batch, or somebody wakes it. There is one who waits.
  func full() async {
    await withCheckedContinuation { continuation in
      let isFull = state.withLock { state in
        if state.isClosed || state.spans.count >= batch { return true }
        state.waiter = continuation
        return false
      }
      if isFull { continuation.resume() }
    }
  }

  /// Wakes whoever waits for a batch.
  func wake() { state.withLock { $0.waiter.take() }?.resume() }

  /// Takes no more.
  func close() {
    state.withLock { $0.isClosed = true }
    wake()
  }

  /// Whether it takes no more.
  var isClosed: Bool { state.withLock { $0.isClosed } }
}
