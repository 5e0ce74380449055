import Synchronization

/// The answer that one task waits for and a thread gives, exactly once.
///
/// A waiting task may be cancelled until the thread has begun with it; from then on the outcome is the thread's.
final class Reply<Value: Sendable>: Sendable {
  private enum State {
    case new
    case waiting(CheckedContinuation<Value, any Error>)
    case begun(CheckedContinuation<Value, any Error>)
    case done
  }

  private let state = Mutex(State.new)

  /// Suspends until `finish`; `enqueue` hands the reply to the thread, and runs once the task is ready to be answered.
  func wait(_ enqueue: () -> Void) async throws -> Value {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isNew = state.withLock { state in
          guard case .new = state else { return false }
          state = .waiting(continuation)
          return true
        }
        if isNew { enqueue() } else { continuation.resume(throwing: CancellationError()) }
      }
    } onCancel: {
      cancel()
    }
  }

  /// Claims the call for the thread; false when it was cancelled and there is nothing to do.
  func begin() -> Bool {
    state.withLock { state in
      guard case .waiting(let continuation) = state else { return false }
      state = .begun(continuation)
      return true
    }
  }

  /// Answers, unless that was done before.
  func finish(_ result: Result<Value, any Error>) {
    let continuation = state.withLock { state -> CheckedContinuation<Value, any Error>? in
      switch state {
      case .waiting(let continuation), .begun(let continuation):
        state = .done
        return continuation
      case .new, .done: return nil
      }
    }
    continuation?.resume(with: result)
  }

  private func cancel() {
    let continuation = state.withLock { state -> CheckedContinuation<Value, any Error>? in
      switch state {
      case .new:
        state = .done
        return nil
      case .waiting(let continuation):
        state = .done
        return continuation
      case .begun, .done: return nil
      }
    }
    continuation?.resume(throwing: CancellationError())
  }
}
