import Foundation

/// The one thread that starts children. It never ends: the kernel signals a child when the *thread* that started it
/// ends (prctl(2)), and threads of Swift's pool come and go.
///
/// `@unchecked Sendable`: `jobs` is only touched while `condition` is held.
final class SpawnThread: @unchecked Sendable {
  static let shared = SpawnThread()

  private let condition = NSCondition()
  private var jobs: [@Sendable () -> Void] = []

  private init() {
    Thread.detachNewThread { [self] in
      while true { take()() }
    }
  }

  /// Starts a program on the thread.
  func start(_ path: String, _ arguments: [String]) async throws(SpawnFailure) -> Spawned {
    let result = await withCheckedContinuation { continuation in
      put {
        let result: Result<Spawned, SpawnFailure>
        do throws(SpawnFailure) {
          result = .success(try Spawn.start(path, arguments))
        } catch {
          result = .failure(error)
        }
        continuation.resume(returning: result)
      }
    }
    return try result.get()
  }

  private func put(_ job: @escaping @Sendable () -> Void) {
    condition.withLock {
      jobs.append(job)
      condition.signal()
    }
  }

  private func take() -> @Sendable () -> Void {
    condition.withLock {
      while jobs.isEmpty { condition.wait() }
      return jobs.removeFirst()
    }
  }
}
