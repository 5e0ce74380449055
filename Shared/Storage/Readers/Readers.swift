import Synchronization

/// A few threads with a reading connection each. A read waits for a free one.
final class Readers: Sendable {
  private let database: any SQLDatabase
  private let options: StoreOptions
  private let reads: BlockingQueue<@Sendable (Reader) -> Void>
  private let ended: [Latch]
  private let busy = Atomic(0)

  init(database: any SQLDatabase, options: StoreOptions) {
    self.database = database
    self.options = options
    reads = BlockingQueue(countMax: options.waitingReadsMax)
    ended = (0..<max(1, options.readers)).map { _ in Latch() }
  }

  /// How many threads there are.
  var width: Int { ended.count }

  /// How many reads run at this moment.
  var running: Int { busy.load(ordering: .relaxed) }

  /// How many reads wait for a thread.
  var waiting: Int { reads.count }

  /// Starts the threads; throws what the first one met that could not open its connection.
  func start() async throws(StorageError) {
    for index in ended.indices {
      do throws(StorageError) {
        try await start(ended[index])
      } catch {
        for later in ended[(index + 1)...] { later.open() }
        throw error
      }
    }
  }

  private func start(_ ended: Latch) async throws(StorageError) {
    let opened: Result<Void, StorageError> = await withCheckedContinuation { continuation in
      do throws(StorageError) {
        try WorkerThread.spawn { [self] in
          defer { ended.open() }
          do throws(StorageError) {
            let reader = try Reader(database)
            continuation.resume(returning: .success(()))
            while let read = reads.take() {
              busy.add(1, ordering: .relaxed)
              read(reader)
              busy.subtract(1, ordering: .relaxed)
            }
            reader.close()
          } catch {
            continuation.resume(returning: .failure(error))
          }
        }
      } catch {
        ended.open()
        continuation.resume(returning: .failure(error))
      }
    }
    try opened.get()
  }

  /// Runs `body` in a read transaction on one of the threads. What it has seen is durable when this returns.
  func read<Value: Sendable>(
    deadline: ContinuousClock.Instant? = nil, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    let reply = Reply<Value>()
    let milliseconds = options.readLimitMilliseconds
    return try await reply.wait {
      let offer = reads.offer { [database] reader in
        guard reply.begin() else { return }
        let outcome = Result { try reader.read(milliseconds: milliseconds, deadline: deadline, body) }
        database.whenDurable { fault in reply.finish(fault.map { .failure($0) } ?? outcome) }
      }
      switch offer {
      case .taken: break
      case .full: reply.finish(.failure(StorageError.overloaded))
      case .closed: reply.finish(.failure(StorageError.closed))
      }
    }
  }

  /// Finishes the waiting reads, and takes no more.
  func close() async {
    reads.close()
    for latch in ended { await latch.wait() }
  }
}
