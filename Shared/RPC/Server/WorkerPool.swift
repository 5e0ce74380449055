/// Runs the handlers of one event loop on long-lived tasks that pull calls.
///
/// A worker takes call after call; another one starts only when all others are suspended inside handlers. That costs as
/// little as calling the handler synchronously. Its price: there is no task per call, so a call is cancelled by
/// cancelling the task of the worker that holds it, and that worker leaves the pool afterwards.
final class WorkerPool {
  /// Those before `nextWaiting` were taken out.
  private var waiting: [ServerCall?] = []
  private var nextWaiting = 0
  private var idle: [Worker] = []

  /// Workers above this number end instead of waiting for further calls.
  private static let maxIdle = 256

  var hasWaiting: Bool { nextWaiting < waiting.count }

  func submit(_ call: ServerCall) { waiting.append(call) }

  /// Sets one worker to the waiting calls, on the pool's `loop`; false when none waits.
  func wakeOne(on loop: RPCLoop) -> Bool {
    guard hasWaiting else { return false }
    if let worker = idle.popLast() { worker.wake() } else { Worker(self).start(on: loop) }
    return true
  }

  fileprivate func takeCall() -> ServerCall? {
    guard hasWaiting else { return nil }
    let call = waiting[nextWaiting].take()
    nextWaiting += 1
    if nextWaiting == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      nextWaiting = 0
    }
    return call
  }

  /// Whether the worker may wait here for further calls.
  fileprivate func rest(_ worker: Worker) -> Bool {
    guard idle.count < Self.maxIdle else { return false }
    idle.append(worker)
    return true
  }
}

/// One long-lived task of a ``WorkerPool``.
final class Worker: @unchecked Sendable {  // State is touched on the pool's loop only: its task runs nowhere else.
  private let pool: WorkerPool  // Which lives as long as the process.
  private var task: Task<Void, Never>?
  /// The call that is answered.
  private var call: ObjectIdentifier?
  private var parked: UnsafeContinuation<Void, Never>?
  /// As its task is, which costs more to ask.
  private var isCancelled = false

  init(_ pool: WorkerPool) { self.pool = pool }

  func start(on loop: RPCLoop) {
    task = Task.detached(executorPreference: loop) { await self.work() }
  }

  /// Cancels the task if it still answers `call`; the next call is never hit.
  func cancel(_ call: ServerCall) {
    guard self.call == ObjectIdentifier(call) else { return }
    isCancelled = true
    task?.cancel()
  }

  fileprivate func wake() {
    let parked = parked
    self.parked = nil
    parked?.resume()
  }

  private func work() async {
    while true {
      while let next = pool.takeCall() {
        call = ObjectIdentifier(next)
        await next.handle(on: self)
        call = nil
        if isCancelled { return }
      }
      guard pool.rest(self) else { return }
      await withUnsafeContinuation { parked = $0 }
    }
  }
}
