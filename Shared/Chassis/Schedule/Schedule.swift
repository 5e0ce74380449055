import Logging
import Storage

/// A service's scheduled runs. Each acts as the service itself, `services/{name}`, whose roles stand in the book of access,
/// and so does the log of what it writes.
struct Schedule: Sendable {
  private let runs: [ScheduledRun]
  private let principal: String
  private let board: AccessBoard
  private let logger: Logger

  /// The runs of the service that has this name.
  init(_ runs: [ScheduledRun], of name: String, board: AccessBoard, logger: Logger) {
    (self.runs, principal, self.board, self.logger) = (runs, "services/\(name)", board, logger)
  }

  /// Makes each run now, and again after each of its intervals, until the task is cancelled; `pause` waits.
  func begin(
    now: @escaping @Sendable () -> Int64 = { StoreOptions.systemClock() / 1_000_000 },
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) -> Task<Void, Never> {
    Task {
      await withDiscardingTaskGroup { group in
        for run in runs {
          group.addTask { repeat { await perform(run, at: now()) } while (try? await pause(run.interval)) != nil }
        }
      }
    }
  }

  /// A run that fails is told, and made again at its next time.
  private func perform(_ run: ScheduledRun, at now: Int64) async {
    let caller = Caller(name: principal, rights: [board.current.rights(of: principal, at: now)])
    do {
      let told = try await run.run(as: caller)
      logger.info("scheduled run", metadata: ["method": "\(run.path)", "principal": "\(principal)", "told": "\(told)"])
    } catch {
      guard !Task.isCancelled else { return }
      logger.error(
        "a scheduled run failed; it is made again at its next time",
        metadata: ["method": "\(run.path)", "principal": "\(principal)", "error": "\(error)"])
    }
  }
}
