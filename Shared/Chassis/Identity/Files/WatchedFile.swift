import Logging
import RPC
import Synchronization

/// What a file says, read again within a second or two of its change.
///
/// A file that cannot be read, or says nothing sensible, leaves what was said before; that is logged once for each change.
final class WatchedFile<Value: Sendable>: Sendable {
  private struct State {
    var stamp: FileStamp?
    var value: Value
  }

  /// Grows with each change that was taken over.
  var revision: UInt64 { changes.load(ordering: .acquiring) }

  private let path: String
  private let logger: Logger
  private let read: @Sendable ([UInt8]) throws(IdentityFault) -> Value
  private let state: Mutex<State>
  private let lookedAt: Atomic<Int64>
  private let changes = Atomic<UInt64>(0)

  /// Reads the file at `path` for the first time. Throws what is wrong with it.
  init(
    _ path: String, now: Int64, logger: Logger, read: @escaping @Sendable ([UInt8]) throws(IdentityFault) -> Value
  ) throws(IdentityFault) {
    self.path = path
    self.logger = logger
    self.read = read
    let stamp = FileStamp(path: path)
    state = Mutex(State(stamp: stamp, value: try Self.load(path, read)))
    lookedAt = Atomic(now)
  }

  /// What the file says, as far as it is known at `now`, in seconds: looks at most once in each.
  func value(at now: Int64) -> Value {
    look(at: now)
    return state.withLock(\.value)
  }

  /// Looks whether the file has changed, unless that was done in this second.
  func look(at now: Int64) {
    guard lookedAt.load(ordering: .relaxed) != now, lookedAt.exchange(now, ordering: .relaxed) != now else { return }
    state.withLock { state in
      let stamp = FileStamp(path: path)
      guard stamp != state.stamp else { return }
      state.stamp = stamp
      do {
        state.value = try Self.load(path, read)
        changes.add(1, ordering: .releasing)
        logger.info("file reread", metadata: ["file": "\(path)"])
      } catch {
        logger.error("a changed file is of no use: what it said before holds", metadata: ["error": "\(error)"])
      }
    }
  }

  private static func load(
    _ path: String, _ read: ([UInt8]) throws(IdentityFault) -> Value
  ) throws(IdentityFault) -> Value {
    let bytes = try IdentityFile.bytes(path)
    do throws(IdentityFault) { return try read(bytes) } catch { throw error.about(path) }
  }
}
