internal import NIOCore
import Synchronization
internal import Wire

/// What belongs to one event loop: the executor of the tasks that answer its calls, and the order of its work.
///
/// All that a batch of received bytes causes happens in one *turn*: tasks run until none is ready, then each connection
/// that has something to say writes once. No thread hop, no write per stream.
final class RPCLoop: TaskExecutor, @unchecked Sendable {  // State is touched on `eventLoop` only; `enqueue` hops to it.
  let eventLoop: any EventLoop
  /// For decoding and encoding on this loop.
  let arena = Arena()
  /// For sessions and streams of this loop.
  let memory = LoopMemory()
  /// The tasks that run handlers.
  private let workers = WorkerPool()

  private var jobs: [UnownedJob] = []
  private var spare: [UnownedJob] = []
  private var dirty: [HTTP2Connection] = []
  private var flushing: [HTTP2Connection] = []
  private var isTurning = false
  private var isScheduled = false

  /// A turn ends after this many rounds, so that a task that always yields cannot keep the loop from its sockets.
  private static let roundsPerTurn = 512

  private init(_ eventLoop: any EventLoop) {
    self.eventLoop = eventLoop
    _ = HeapReserve.isKept
  }

  /// The one that belongs to `eventLoop`.
  static func of(_ eventLoop: any EventLoop) -> RPCLoop {
    all.withLock { all in
      let key = ObjectIdentifier(eventLoop)
      if let present = all[key] { return present }
      let loop = RPCLoop(eventLoop)
      all[key] = loop
      return loop
    }
  }

  /// All that there are, one for each event loop ever used, and kept as threads are: found when a connection or a
  /// channel is made, never during calls. (A weak reference here would make every retain of a loop a slow one.)
  private static let all = Mutex<[ObjectIdentifier: RPCLoop]>([:])

  var isCurrent: Bool { eventLoop.inEventLoop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if eventLoop.inEventLoop {
      jobs.append(job)
      scheduleTurn()
    } else {
      eventLoop.execute {
        self.jobs.append(job)
        self.turn()
      }
    }
  }

  /// Runs `body` on the loop: at once when already there.
  func perform(_ body: @escaping @Sendable () -> Void) {
    if eventLoop.inEventLoop { body() } else { eventLoop.execute(body) }
  }

  /// Runs `body` on the loop after what it does now.
  func execute(_ body: @escaping @Sendable () -> Void) { eventLoop.execute(body) }

  /// Runs `body` after `delay` unless it is cancelled before. The one place where time enters.
  func schedule(after delay: Duration, _ body: @escaping @Sendable () -> Void) -> Timer {
    // NIO adds the amount to its clock unchecked; a year is as good as for ever.
    let amount = TimeAmount.nanoseconds(min(max(0, delay.wholeNanoseconds), 31_536_000_000_000_000))
    return Timer(scheduled: eventLoop.scheduleTask(in: amount, body))
  }

  /// A body that is to run later.
  struct Timer: Sendable {
    fileprivate let scheduled: Scheduled<Void>
    func cancel() { scheduled.cancel() }
  }

  /// Has a worker run the handler of `call` in the next turn.
  func submit(_ call: ServerCall) {
    workers.submit(call)
    scheduleTurn()
  }

  // MARK: Turns

  /// Says that a turn follows by itself (at the end of a read event), so that none needs to be scheduled.
  func promiseTurn() { isScheduled = true }

  /// Takes a promise back: a connection that closes while it is read from may never see the end of the event.
  func breakPromise() {
    isScheduled = false
    scheduleTurn()
  }

  func scheduleTurn() {
    guard !isTurning, !isScheduled else { return }
    isScheduled = true
    eventLoop.execute { self.turn() }
  }

  func markDirty(_ connection: HTTP2Connection) {
    dirty.append(connection)
    scheduleTurn()
  }

  func turn() {
    guard !isTurning else { return }
    isTurning = true
    isScheduled = false
    for _ in 0..<Self.roundsPerTurn {
      runJobs()
      guard !workers.wakeOne(on: self) else { continue }
      flush()
      guard !jobs.isEmpty || !dirty.isEmpty || workers.hasWaiting else { break }
    }
    isTurning = false
    if !jobs.isEmpty || !dirty.isEmpty || workers.hasWaiting { scheduleTurn() }
  }

  private func runJobs() {
    let executor = asUnownedTaskExecutor()
    swap(&jobs, &spare)
    for index in spare.indices { spare[index].runSynchronously(on: executor) }
    spare.removeAll(keepingCapacity: true)
  }

  private func flush() {
    guard !dirty.isEmpty else { return }
    swap(&dirty, &flushing)
    for connection in flushing { connection.flush() }
    flushing.removeAll(keepingCapacity: true)
  }
}
