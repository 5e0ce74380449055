#if canImport(Glibc)
  import Glibc
#endif

@testable import Storage

/// Holds the lane's thread at a place until the test lets it go on.
///
/// `@unchecked Sendable`: the semaphore is made once, and its calls are safe from any thread.
final class Gate: @unchecked Sendable {
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
  private let arrived = Latch()

  init() { sem_init(semaphore, 0, 0) }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  /// Called on the thread: tells the test, and blocks.
  func pass() {
    arrived.open()
    sem_wait(semaphore)
    sem_post(semaphore)  // Once open it stays open: a decision may run again.
  }

  func reached() async { await arrived.wait() }

  func open() { sem_post(semaphore) }
}
