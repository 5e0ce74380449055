import CPostgres

/// Asks the server to give up what a connection is doing. libpq's cancel blocks (it connects again), so it has a thread
/// of its own; the one that waits for the statement meanwhile reads its answer.
struct PostgresCancel {
  /// Rung once the server has taken the request.
  private let done: Doorbell

  /// Nil when the system gives no thread or no pipe.
  init?(_ connection: OpaquePointer) {
    guard let cancel = PQgetCancel(connection) else { return nil }
    let address = Int(bitPattern: cancel)  // Handed over to the thread, which frees it.
    do throws(StorageError) {
      let done = try Doorbell()
      self.done = done
      try WorkerThread.spawn {
        var text = [CChar](repeating: 0, count: 256)
        let cancel = OpaquePointer(bitPattern: address)
        _ = PQcancel(cancel, &text, Int32(text.count))
        PQfreeCancel(cancel)
        done.ring()
      }
    } catch {
      PQfreeCancel(cancel)
      return nil
    }
  }

  /// Waits until nothing can come of it any more; false when that takes too long.
  func finish(milliseconds: Int32) -> Bool { done.wait(milliseconds: milliseconds) == .rung }
}
