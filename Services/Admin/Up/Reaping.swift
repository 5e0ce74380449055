import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Waits for a process and signals it, so that no signal ever reaches another process that got its number.
final class Reaping: Sendable {
  private let pid: Int32
  private let isReaped = Mutex(false)

  /// Takes over a child: nobody else may wait for it.
  init(pid: Int32) { self.pid = pid }

  /// Waits, on a thread of its own, until the process ends. To be called once.
  func end() async -> ProcessEnd {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [self] in
        var info = siginfo_t()
        // WNOWAIT leaves the number taken until it is given back under the lock.
        while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
        var status: Int32 = 0
        isReaped.withLock { isReaped in
          while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
          isReaped = true
        }
        continuation.resume(returning: ProcessEnd(status: status))
      }
    }
  }

  /// Sends a signal to the process if it still exists.
  func signal(_ signal: Int32) {
    isReaped.withLock { isReaped in
      if !isReaped { _ = kill(pid, signal) }
    }
  }
}
