import Logging

/// Keeps a service's board of access current: what changes anywhere holds here within two seconds.
struct AccessFollower: Sendable {
  let source: any AccessSource
  let board: AccessBoard
  let logger: Logger

  /// Reads the book over and over, until its task is cancelled; `pause` waits in between. While the book cannot be read,
  /// the last one holds.
  func run(pause: () async throws -> Void = { try await Task.sleep(for: .seconds(1)) }) async {
    var isLost = false
    repeat {
      do {
        board.replace(try await source.book())
        isLost = false
      } catch {
        if !isLost, !Task.isCancelled {
          logger.error("who may do what could not be read; what was read before holds", metadata: ["error": "\(error)"])
        }
        isLost = true
      }
    } while (try? await pause()) != nil
  }
}
