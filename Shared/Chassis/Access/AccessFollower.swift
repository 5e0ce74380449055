import Logging
import Synchronization

/// Keeps a service's board of access current: what changes anywhere holds here within two seconds.
final class AccessFollower: Sendable {
  private let source: any AccessSource
  private let board: AccessBoard
  private let logger: Logger
  private let isLost = Mutex(false)

  init(source: any AccessSource, board: AccessBoard, logger: Logger) {
    self.source = source
    self.board = board
    self.logger = logger
  }

  /// Reads the book once. When it cannot be read, the last one holds, and the log says so once.
  func read() async {
    do {
      board.replace(try await source.book())
      isLost.withLock { $0 = false }
    } catch {
      let wasLost = isLost.withLock { isLost in
        defer { isLost = true }
        return isLost
      }
      guard !wasLost, !Task.isCancelled else { return }
      logger.error("who may do what could not be read; what was read before holds", metadata: ["error": "\(error)"])
    }
  }

  /// Reads the book over and over, until its task is cancelled; `pause` waits before each time.
  func run(pause: () async throws -> Void = { try await Task.sleep(for: .seconds(1)) }) async {
    while (try? await pause()) != nil { await read() }
  }
}
