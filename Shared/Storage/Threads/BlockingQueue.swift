#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A bounded queue from many tasks, which never wait here, to threads of our own, which do.
///
/// `@unchecked Sendable`: every stored variable is touched only while `mutex` is held, and both pointers are allocated
/// once and freed by `deinit`, when nobody else has the queue any more.
final class BlockingQueue<Element: Sendable>: @unchecked Sendable {
  enum Offer: Equatable { case taken, full, closed }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let filled = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let countMax: Int
  private var incoming: [Element] = []
  private var outgoing: [Element] = []  // Reversed: the oldest is last.
  private var isClosed = false

  init(countMax: Int) {
    self.countMax = countMax
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(filled, nil)
  }

  deinit {
    pthread_cond_destroy(filled)
    pthread_mutex_destroy(mutex)
    filled.deallocate()
    mutex.deallocate()
  }

  /// How many elements wait.
  var count: Int {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return incoming.count + outgoing.count
  }

  /// Appends an element if there is room.
  func offer(_ element: Element) -> Offer {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    guard !isClosed else { return .closed }
    guard incoming.count + outgoing.count < countMax else { return .full }
    incoming.append(element)
    pthread_cond_signal(filled)
    return .taken
  }

  /// Waits for the oldest element; nil once the queue is closed and empty.
  func take() -> Element? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while incoming.isEmpty && outgoing.isEmpty && !isClosed { pthread_cond_wait(filled, mutex) }
    return removeOldest()
  }

  /// The oldest element if there is one now.
  func takeIfPresent() -> Element? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return removeOldest()
  }

  /// The oldest elements that there are now, at most so many.
  func takeWaiting(atMost limit: Int) -> [Element] {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    var taken: [Element] = []
    while taken.count < limit, let element = removeOldest() { taken.append(element) }
    return taken
  }

  /// Refuses further elements; those inside are still handed out.
  func close() {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    isClosed = true
    pthread_cond_broadcast(filled)
  }

  private func removeOldest() -> Element? {
    if outgoing.isEmpty {
      swap(&incoming, &outgoing)
      outgoing.reverse()
    }
    return outgoing.popLast()
  }
}
