import Synchronization

/// Reading that takes as long as the data is large, on a thread and a connection of its own. It reads page by page, each
/// in a short transaction, so that the engine never has to keep old pages for it.
struct LongRead {
  let connection: any SQLConnection
  fileprivate let isCancelled: @Sendable () -> Bool

  /// Runs `body` in a read transaction of its own. Throws `CancellationError` when nobody waits any more.
  func page<T>(_ body: (any SQLConnection) throws -> T) throws -> T {
    if isCancelled() { throw CancellationError() }
    try connection.begin(writing: false)
    defer { connection.rollback() }
    return try body(connection)
  }
}

extension SQLDatabase {
  /// Runs `body` on a thread of its own, and returns what it made.
  func longRead<T: Sendable>(_ body: @escaping @Sendable (LongRead) throws -> T) async throws -> T {
    let cancelled = Flag()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        do throws(StorageError) {
          try WorkerThread.spawn {
            let outcome = Result { try self.read(cancelled, body) }
            whenDurable { fault in continuation.resume(with: fault.map { .failure($0) } ?? outcome) }
          }
        } catch {
          continuation.resume(throwing: error)
        }
      }
    } onCancel: {
      cancelled.raise()
    }
  }

  private func read<T>(_ cancelled: Flag, _ body: (LongRead) throws -> T) throws -> T {
    let connection = try openReader()
    defer { connection.close() }
    return try body(LongRead(connection: connection, isCancelled: { cancelled.isRaised }))
  }
}

/// Raised once.
private final class Flag: Sendable {
  private let raised = Atomic(false)
  var isRaised: Bool { raised.load(ordering: .acquiring) }
  func raise() { raised.store(true, ordering: .releasing) }
}
