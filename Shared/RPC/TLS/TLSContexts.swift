internal import Logging
internal import NIOSSL
import Synchronization

/// The TLS context for new connections: made anew when its files change, without a restart.
///
/// Files that give no context (half written, or wrong) leave the one in use, and are tried again when they change.
final class TLSContexts: Sendable {
  private struct State {
    var context: NIOSSLContext?
    var stamps: [FileStamp?] = []
    var checked: Duration?
  }

  private let recipe: TLSRecipe
  private let logger: Logger
  private let now: @Sendable () -> Duration
  private let state = Mutex(State())

  /// Files are looked at this often at most.
  private static let checkInterval = Duration.seconds(1)
  private static let start = ContinuousClock.now

  init(
    _ recipe: TLSRecipe, logger: Logger, now: @escaping @Sendable () -> Duration = { start.duration(to: .now) }
  ) {
    self.recipe = recipe
    self.logger = logger
    self.now = now
  }

  /// The context for a new connection.
  func current() throws -> NIOSSLContext {
    try state.withLock { state in
      let now = now()
      if let context = state.context, let checked = state.checked, now - checked < Self.checkInterval { return context }
      state.checked = now
      let stamps = recipe.files.map(FileStamp.init)
      if let context = state.context, stamps == state.stamps { return context }
      return try load(stamps, &state)
    }
  }

  /// Reads the files now.
  func reload() throws {
    try state.withLock { state in
      state.context = try recipe.make()
      state.stamps = recipe.files.map(FileStamp.init)
    }
  }

  private func load(_ stamps: [FileStamp?], _ state: inout State) throws -> NIOSSLContext {
    state.stamps = stamps
    do {
      let context = try recipe.make()
      if state.context != nil { logger.info("certificates reloaded", metadata: ["files": "\(recipe.files)"]) }
      state.context = context
      return context
    } catch {
      guard let old = state.context else { throw error }
      logger.error("new certificates are of no use: the old ones stay", metadata: ["error": "\(error)"])
      return old
    }
  }
}
