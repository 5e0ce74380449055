import Synchronization

/// The one lane: a thread that takes waiting calls in their order and makes each batch of them durable at once.
final class WriteLane: Sendable {
  private let database: any SQLDatabase
  private let options: StoreOptions
  private let signal: VersionSignal
  private let calls: BlockingQueue<LaneCall>
  private let failure = Mutex<StorageError?>(nil)
  private let ended = Latch()

  init(database: any SQLDatabase, options: StoreOptions, signal: VersionSignal) {
    self.database = database
    self.options = options
    self.signal = signal
    calls = BlockingQueue(countMax: options.waitingCallsMax)
  }

  /// Whether nothing has gone wrong that only a restart can find out about.
  var isSound: Bool { failure.withLock { $0 == nil } }

  /// How many calls wait to be taken up.
  var waiting: Int { calls.count }

  /// Opens the database on the lane's own thread, brings the schema up to date, and begins to take calls. Returns the
  /// algorithm of the log.
  func start(migrations: [Migration]) async throws(StorageError) -> HashAlgorithm {
    let opened: Result<HashAlgorithm, StorageError> = await withCheckedContinuation { continuation in
      do throws(StorageError) {
        try WorkerThread.spawn { [self] in
          defer { ended.open() }
          do throws(StorageError) {
            let worker = try LaneWorker(
              database: database, migrations: migrations, options: options, announce: signal.reached,
              fail: { [self] in fail($0) })
            continuation.resume(returning: .success(worker.algorithm))
            serve(worker)
          } catch {
            calls.close()
            continuation.resume(returning: .failure(error))
          }
        }
      } catch {
        ended.open()
        continuation.resume(returning: .failure(error))
      }
    }
    return try opened.get()
  }

  /// Has `work` done in the lane, and returns its value once it is durable.
  func submit<Value: Sendable>(
    _ request: LogRequest? = nil, deadline: ContinuousClock.Instant? = nil,
    _ work: @escaping @Sendable (LaneBatch) throws -> Value
  ) async throws -> Value {
    let reply = Reply<Value>()
    return try await reply.wait {
      switch calls.offer(LaneCall(reply, request, deadline: deadline, work)) {
      case .taken: break
      case .full: reply.finish(.failure(StorageError.overloaded))
      case .closed: reply.finish(.failure(failure.withLock { $0 } ?? .closed))
      }
    }
  }

  /// Finishes the calls that wait, and takes no more.
  func close() async {
    calls.close()
    await ended.wait()
  }

  private func serve(_ worker: LaneWorker) {
    defer { worker.close() }
    while let call = calls.take() {
      do throws(StorageError) {
        try worker.runBatch(first: call, more: calls)
      } catch {
        return fail(error)
      }
    }
  }

  /// From here on every call fails: only a restart reads what the disk really holds.
  private func fail(_ error: StorageError) {
    let isFirst = failure.withLock { failure in
      defer { failure = failure ?? error }
      return failure == nil
    }
    calls.close()
    while let call = calls.takeIfPresent() { call.fail(error) }
    if isFirst { options.onFatal(error) }
  }
}
