import CSQLite
import Synchronization

/// Copies the WAL back into the file on a thread and a connection of its own, so that the lane does not wait for it.
/// SQLite's own copying after a commit (`wal_autocheckpoint`) is off on every connection, because each has a hook of ours
/// in its place (`SQLiteConnection.watch`).
///
/// What the lane copies all the same, on its own thread, is told here and done nowhere else:
/// - SQLite begins the WAL anew only when all of it is copied and nobody writes, which a busy lane never lets happen. So
///   once the WAL has `framesToEnd`, the lane copies the at most `framesLeftMax` frames that came since the last copy, and
///   its next write begins anew.
/// - At `framesMax` it waits for a copy that has begun, and copies what is left: the WAL's bound holds on any disk.
/// - Behind a read that does not end the WAL grows beyond that, up to `StoreOptions.walBytesMax`; then it is emptied, or
///   the write refused (`makeRoom`).
/// - The commit that erases personal data empties it (`SQLiteConnection.forgetErased`).
final class SQLiteCheckpointer: Sendable {
  private enum Order { case copy, stop(copyingAll: Bool) }

  private let path: String
  private let orders = BlockingQueue<Order>(countMax: 2)
  private let isCopying = Atomic(false)
  /// Has something in it after a copy has ended.
  private let copies = BlockingQueue<Void>(countMax: 1)
  /// How many frames the last copy left in the file; the WAL may have begun anew since.
  private let copied = Atomic<Int32>(0)
  /// How long the WAL was when the lane last tried to end it.
  private let triedAt = Atomic<Int32>(0)
  private let firstFault = Mutex<StorageError?>(nil)
  private let ended = Latch()

  /// A copy is asked for whenever so many frames have come since the last (16 MiB of 4 KiB pages): a page that is
  /// written often is then copied once.
  static let framesToCopy: Int32 = 4_000
  /// The lane ends a WAL of this length (64 MiB) when few frames are left to copy.
  static let framesToEnd: Int32 = 16_000
  /// So few are copied in the time of a commit.
  static let framesLeftMax: Int32 = 500
  /// From this length on (128 MiB) it does so however many are left, and waits for a copy that has begun: commits may be
  /// so large, or the disk so slow, that few never are.
  static let framesMax: Int32 = 32_000
  /// How many bytes so many frames take: a page of 4 KiB and its header each.
  static func bytes(_ frames: Int32) -> Int64 { Int64(frames) * 4_120 }
  private static let framesBetweenTries: Int32 = 250

  /// What ended the copying. A sync that failed must not be tried again, so nothing is copied after it.
  var fault: StorageError? { firstFault.withLock { $0 } }

  init(path: String) throws(StorageError) {
    self.path = path
    try WorkerThread.spawn { [self] in serve() }
  }

  /// To be called by the lane after each commit.
  func committed(_ writer: SQLiteConnection) throws(StorageError) {
    let frames = writer.walFrames
    var done = copied.load(ordering: .acquiring)
    if done > frames {  // The WAL has begun anew.
      done = 0
      copied.store(0, ordering: .releasing)
    }
    while frames >= Self.framesMax, isCopying.load(ordering: .acquiring) { _ = copies.take() }
    guard !isCopying.load(ordering: .acquiring) else { return }
    if frames >= Self.framesMax || (frames >= Self.framesToEnd && frames - done <= Self.framesLeftMax) {
      try end(writer, frames)
    } else if frames - done >= Self.framesToCopy || frames >= Self.framesToEnd {
      isCopying.store(true, ordering: .releasing)
      _ = orders.offer(.copy)
    }
  }

  /// Empties a WAL that has become too long; returns false when somebody still reads what is only there.
  func makeRoom(_ writer: SQLiteConnection) throws(StorageError) -> Bool {
    while isCopying.load(ordering: .acquiring) { _ = copies.take() }
    guard try writer.emptyWAL() else { return false }
    copied.store(0, ordering: .releasing)
    triedAt.store(0, ordering: .relaxed)
    return true
  }

  private func endCopy() {
    isCopying.store(false, ordering: .releasing)
    _ = copies.offer(())
  }

  /// A reader may still need the WAL, so that it does not begin anew; then it is tried again, but not at every commit.
  private func end(_ writer: SQLiteConnection, _ frames: Int32) throws(StorageError) {
    let before = triedAt.load(ordering: .relaxed)
    guard frames < before || frames - before >= Self.framesBetweenTries else { return }
    triedAt.store(frames, ordering: .relaxed)
    if let now = try writer.checkpoint(SQLITE_CHECKPOINT_PASSIVE) { copied.store(now, ordering: .releasing) }
  }

  /// Ends the thread, after emptying the WAL when the store is in good order.
  func stop(copyingAll: Bool) async {
    _ = orders.offer(.stop(copyingAll: copyingAll))
    await ended.wait()
  }

  private func serve() {
    var connection: SQLiteConnection?
    while let order = orders.take() {
      if case .stop = order { orders.close() }  // Also where the file cannot be opened.
      do throws(StorageError) {
        let open: SQLiteConnection
        if let connection { open = connection } else { open = try SQLiteDatabase.openPlain(path) }
        connection = open
        switch order {
        case .copy:
          defer { endCopy() }
          if fault == nil, let now = try open.checkpoint(SQLITE_CHECKPOINT_PASSIVE) {
            copied.store(now, ordering: .releasing)
          }
        case .stop(let copyingAll):
          if copyingAll && fault == nil { try open.checkpointAndRemoveWAL() }
        }
      } catch {
        endCopy()
        firstFault.withLock { $0 = $0 ?? error }
      }
    }
    connection?.close()
    ended.open()
  }
}
