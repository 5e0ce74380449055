import Foundation

/// An engine used bare: a row of a transaction, and the transaction's end.
protocol RawEngine: AnyObject {
  func begin() throws
  func insert(_ number: Int64) throws
  func commit() throws
}

struct RawFault: Error { let text: String }

/// The same batching as the product's, over a bare engine: one thread, at most 128 calls or 10 ms a transaction.
///
/// `@unchecked Sendable`: the queue is touched under its condition only, the engine on the thread only.
final class RawLane: RowLane, @unchecked Sendable {
  private typealias Call = (number: Int64, done: CheckedContinuation<Void, any Error>)

  private let condition = NSCondition()
  private var calls: [Call] = []
  private var isClosed = false
  private let engine: any RawEngine

  init(_ engine: any RawEngine) {
    self.engine = engine
    Thread.detachNewThread { [self] in
      while let batch = take() { run(batch) }
    }
  }

  func put(_ number: Int64) async throws {
    try await withCheckedThrowingContinuation { done in
      condition.withLock {
        calls.append((number, done))
        condition.signal()
      }
    }
  }

  func close() async {
    condition.withLock {
      isClosed = true
      condition.signal()
    }
  }

  private func take() -> [Call]? {
    condition.withLock {
      while calls.isEmpty && !isClosed { condition.wait() }
      return takeSome()
    }
  }

  private func takeSome() -> [Call]? {
    guard !calls.isEmpty else { return nil }
    defer { calls.removeFirst(min(128, calls.count)) }
    return Array(calls.prefix(128))
  }

  private func run(_ first: [Call]) {
    var batch = first
    let end = ContinuousClock.now + .milliseconds(10)
    do {
      try engine.begin()
      for call in batch { try engine.insert(call.number) }
      while batch.count < 128, ContinuousClock.now < end, let more = condition.withLock({ takeSome() }) {
        for call in more { try engine.insert(call.number) }
        batch += more
      }
      try engine.commit()
      for call in batch { call.done.resume() }
    } catch {
      for call in batch { call.done.resume(throwing: error) }
    }
  }
}
