import Synchronization

/// One service's data: its log, its projections and the one lane that writes them.
///
/// All methods may be called from anywhere at once. Writes run one after another on a thread of their own, reads on a
/// few others; none of them blocks the caller's thread.
public final class Store: Sendable {
  let readers: Readers
  let signal: VersionSignal
  /// Nil in a store that is only looked into.
  private let lane: WriteLane?
  private let stagingLane: StagingLane?
  let database: any SQLDatabase
  let options: StoreOptions
  /// Whether laid rows are being tidied up in the background.
  let isTidying = Atomic(false)
  /// The log's, from when it was opened.
  private let algorithm = Mutex(HashAlgorithm.sha256)

  private init(
    _ database: any SQLDatabase, _ options: StoreOptions, isReadOnly: Bool = false
  ) throws(StorageError) {
    self.database = database
    self.options = options
    signal = VersionSignal()
    lane = isReadOnly ? nil : WriteLane(database: database, options: options, signal: signal)
    stagingLane = isReadOnly || database.hasOneOwner ? nil : try StagingLane(database: database, options: options)
    readers = Readers(database: database, options: options)
  }

  /// Opens the data of the service `name` at a folder (`folder/name.sqlite`) or on a PostgreSQL server (its schema
  /// `tupo_name`), makes them when they are missing, and brings the schema up to date.
  ///
  /// Throws as `open(folder:name:migrations:options:)` does, and `cannotOpen` when the server cannot be reached.
  public static func open(
    _ url: DatabaseURL, name: String, migrations: [Migration], options: StoreOptions = StoreOptions()
  ) async throws(StorageError) -> Store {
    try await open(url.database(name: name), migrations: migrations, options: options)
  }

  /// Opens `folder/name.sqlite`, makes it when it is missing, and brings its schema up to date.
  ///
  /// Throws `inUse` when another process owns it, `notDurable` when the engine would not sync, `migrationChanged` and
  /// `migrationUnknown` when the schema is not this program's, `hashDiffers` when its log has another hash algorithm than
  /// the one asked for, `sql` for what the engine says.
  public static func open(
    folder: String, name: String, migrations: [Migration], options: StoreOptions = StoreOptions()
  ) async throws(StorageError) -> Store {
    try await open(SQLiteDatabase(folder: folder, name: name), migrations: migrations, options: options)
  }

  /// Opens a store on any engine.
  static func open(
    _ database: any SQLDatabase, migrations: [Migration], options: StoreOptions
  ) async throws(StorageError) -> Store {
    let store: Store
    do throws(StorageError) {
      store = try Store(database, options)
      do throws(StorageError) {
        if let algorithm = try await store.lane?.start(migrations: migrations) {
          store.algorithm.withLock { $0 = algorithm }
        }
      } catch {
        await store.stagingLane?.close()
        throw error
      }
    } catch {
      await database.release(cleanly: false)
      throw error
    }
    do throws(StorageError) {
      try await store.readers.start()
      try store.follow()
      try await store.tidyWhatIsLeft()
    } catch {
      await store.close()
      throw error
    }
    return store
  }

  /// Opens what lies at a place to look into it: nothing is migrated, and every write throws `readOnly`. A log that is
  /// broken can be opened so, and verified.
  ///
  /// Throws `cannotOpen` when there is no such file, `inUse` when a service owns it, `sql` for what the engine says.
  public static func inspect(_ url: DatabaseURL, name: String) async throws -> Store {
    if let folder = url.folder, case let file = "\(folder)/\(name).sqlite", try !DurableFile.exists(file) {
      throw StorageError.cannotOpen(path: file, reason: "there is no such file")
    }
    let database = try url.database(name: name)
    let store: Store
    do throws(StorageError) {
      store = try Store(database, StoreOptions(), isReadOnly: true)
    } catch {
      await database.release(cleanly: false)
      throw error
    }
    do {
      try await store.readers.start()
      store.signal.reached(try await store.head().version)
    } catch {
      await store.close()
      throw error
    }
    return store
  }

  /// The latest committed version.
  public func version() async throws(StorageError) -> DataVersion {
    guard let version = signal.latest else { throw .closed }
    return version
  }

  /// The algorithm of new commitments to personal data, which is the log's; each names its own.
  var commitmentAlgorithm: HashAlgorithm { algorithm.withLock { $0 } }

  /// How many writes wait for the lane.
  public var waitingWrites: Int { lane?.waiting ?? 0 }

  /// What it has to do with at this moment.
  public var load: StoreLoad {
    StoreLoad(
      isSound: signal.latest != nil && lane?.isSound ?? true, isReachable: database.isReachable,
      version: signal.latest, waitingWrites: waitingWrites, waitingReads: readers.waiting,
      runningReads: readers.running, readers: readers.width, walBytes: database.walBytes)
  }

  /// Decides and keeps one request in the write lane; returns when it is durable.
  ///
  /// `decide` is pure: it reads and writes only through its transaction, and may run again when a batch has to be
  /// replayed. What it throws is rethrown here, and nothing of the call is kept. With a `requestID` that was answered
  /// before it does not run at all. Throws `requestIDReused`, `overloaded`, `timedOut`, `unreachable`, `outcomeUnknown`,
  /// `failed`, `closed`, `sql`; `CancellationError` when the task was cancelled before the lane took the call up.
  public func write(
    _ request: LogRequest, deadline: ContinuousClock.Instant? = nil,
    _ decide: @escaping @Sendable (WriteTransaction) throws -> Decision
  ) async throws -> Written {
    let request = request.prepared
    return try await writable().submit(request, deadline: deadline) { try $0.write(request, decide) }
  }

  /// The first answer to a request, where it has an id and this instance knows one; nothing is decided for it.
  ///
  /// Throws `requestIDReused`, and what `read` throws.
  public func firstAnswer(
    to request: LogRequest, deadline: ContinuousClock.Instant? = nil
  ) async throws -> Written? {
    let request = request.prepared
    guard request.requestID != nil else { return nil }
    return try await readers.read(deadline: deadline) { connection in
      var memory = RequestMemory(connection)
      return try memory.answer(to: request)
    }
  }

  /// Reads in one transaction; `body` may do nothing but read, and returns soon: a transaction is ended after
  /// `StoreOptions.readLimitMilliseconds`. Long streams page by key at a fixed version.
  ///
  /// Throws `versionNotReached`, `epochEnded`, `deadlineExceeded`, `timedOut`, `readTooLong`, `unreachable`, `closed`,
  /// and what `body` throws.
  public func read<T: Sendable>(
    at point: ReadPoint = .latest, deadline: ContinuousClock.Instant? = nil,
    _ body: @escaping @Sendable (ReadTransaction) throws -> T
  ) async throws -> (value: T, version: DataVersion) {
    if case .minimum(let version, let deadline) = point { try await signal.wait(for: version, until: deadline) }
    return try await readers.read(deadline: deadline) { connection in
      let transaction = try ReadTransaction(connection, at: point)
      return (try body(transaction), transaction.version)
    }
  }

  /// Keeps one slice of a large import where nobody sees it, until a write adopts the batch.
  ///
  /// A batch id is used once and for ever; slices are numbered without gaps. The same slice may be staged again.
  /// Throws `batchBroken` when it comes with other bytes, `batchUnknown` when the batch was adopted already.
  public func stage(batch: String, sequence: Int64, bytes: [UInt8]) async throws {
    let slice = StagedSlice(batch: batch, sequence: sequence, bytes: bytes)
    let hash = HashAlgorithm.sha256.hash(bytes)
    if let stagingLane { return try await stagingLane.stage(slice, hash: hash) }
    try await writable().submit { try $0.stage(slice, hash: hash) }
  }

  /// Drops the staged slices of a batch that will not be adopted. Does nothing when there are none.
  public func discard(batch: String) async throws {
    try await writable().submit { try $0.discard(batch) }
  }

  /// Forgets the answers to request ids that are older than `StoreOptions.requestDays`, a few at a time between writes.
  public func forgetOldRequests() async throws {
    let time = options.clock() - options.requestDays * StoreOptions.dayMicroseconds
    let limit = options.requestsSweptAtOnce
    var place: RequestMemory.Place? = .start
    while let start = place {
      place = try await writable().submit { try $0.forget(before: time, after: start, limit: limit) }
    }
  }

  func writable() throws(StorageError) -> WriteLane {
    guard let lane else { throw .readOnly }
    return lane
  }

  /// Finishes the waiting writes, then closes everything and gives the file up. May be called again.
  public func close() async {
    await lane?.close()
    await stagingLane?.close()
    await readers.close()
    signal.close()
    await database.release(cleanly: lane?.isSound ?? false)
  }

  /// Announces what other instances commit: hints wake it, and what is announced is read from the log.
  private func follow() throws(StorageError) {
    let (hints, hint) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    try database.follow { hint.yield() }
    Task { [weak self] in
      for await _ in hints {
        guard let self else { return }
        if let head = try? await self.head() { signal.reached(head.version) } else if signal.latest == nil { return }
      }
    }
  }
}
