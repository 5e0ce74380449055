import CSQLite
import Synchronization

/// Copies the WAL back into the file on a thread and a connection of its own, so that the lane never waits for it.
final class SQLiteCheckpointer: Sendable {
  private enum Order { case copy, stop(copyingAll: Bool) }

  private let path: String
  private let orders = BlockingQueue<Order>(countMax: 2)
  private let isWoken = Atomic(false)
  private let firstFault = Mutex<StorageError?>(nil)
  private let ended = Latch()

  /// What ended the copying. A sync that failed must not be tried again, so nothing is copied after it.
  var fault: StorageError? { firstFault.withLock { $0 } }

  init(path: String) throws(StorageError) {
    self.path = path
    try WorkerThread.spawn { [self] in serve() }
  }

  /// Asks for a copy soon; asking again before it has begun does nothing.
  func wake() {
    if !isWoken.exchange(true, ordering: .acquiringAndReleasing) { _ = orders.offer(.copy) }
  }

  /// Ends the thread, after emptying the WAL when the store is in good order.
  func stop(copyingAll: Bool) async {
    _ = orders.offer(.stop(copyingAll: copyingAll))
    await ended.wait()
  }

  private func serve() {
    var connection: SQLiteConnection?
    while let order = orders.take() {
      do throws(StorageError) {
        isWoken.store(false, ordering: .releasing)
        let open: SQLiteConnection
        if let connection { open = connection } else { open = try SQLiteDatabase.openPlain(path) }
        connection = open
        switch order {
        case .copy: if fault == nil { try open.checkpoint(SQLITE_CHECKPOINT_PASSIVE) }
        case .stop(let copyingAll):
          orders.close()
          if copyingAll && fault == nil { try open.checkpointAndRemoveWAL() }
        }
      } catch {
        firstFault.withLock { $0 = $0 ?? error }
      }
    }
    connection?.close()
    ended.open()
  }
}
