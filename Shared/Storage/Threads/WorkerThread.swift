#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Threads of our own: engines block, and a blocked thread of Swift's global pool would hold up everything else.
enum WorkerThread {
  /// Runs `body` on a new thread that frees itself at the end. Throws `failed` when the system gives no thread.
  static func spawn(_ body: @escaping @Sendable () -> Void) throws(StorageError) {
    var thread = pthread_t()
    let lent = Unmanaged.passRetained(Body(run: body))
    let result = pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, lent.toOpaque())
    guard result == 0 else {
      lent.release()
      throw .failed("no thread: error \(result)")
    }
    pthread_detach(thread)
  }

  /// Runs `body` on a new thread, and returns what it made.
  static func run<T: Sendable>(_ body: @escaping @Sendable () throws(StorageError) -> T) async throws(StorageError) -> T
  {
    let outcome: Result<T, StorageError> = await withCheckedContinuation { continuation in
      do throws(StorageError) {
        try spawn { continuation.resume(returning: Result { () throws(StorageError) in try body() }) }
      } catch {
        continuation.resume(returning: .failure(error))
      }
    }
    return try outcome.get()
  }

  /// Runs `body`, which may take as long as the data is large, on a new thread, and returns what it made.
  static func work<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      do throws(StorageError) {
        try spawn { continuation.resume(with: Result { try body() }) }
      } catch {
        continuation.resume(throwing: error)
      }
    }
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
