/// Keeps staged slices on a thread and a connection beside the lane's, many at once, so that a large import does not
/// hold the log's head. Only for engines on which several may write at once.
final class StagingLane: Sendable {
  private struct Call: Sendable {
    let slice: StagedSlice
    let hash: TreeHash
    let reply: Reply<Void>
  }

  private let database: any SQLDatabase
  private let options: StoreOptions
  private let calls: BlockingQueue<Call>
  private let ended = Latch()

  /// A transaction keeps no more bytes than this beside its last slice.
  private static let bytesMax = 4 << 20
  private static let triesMax = 3

  init(database: any SQLDatabase, options: StoreOptions) throws(StorageError) {
    self.database = database
    self.options = options
    calls = BlockingQueue(countMax: options.waitingCallsMax)
    try WorkerThread.spawn { [self] in
      serve()
      ended.open()
    }
  }

  /// Returns once the slice is durable.
  func stage(_ slice: StagedSlice, hash: TreeHash) async throws {
    let reply = Reply<Void>()
    try await reply.wait {
      switch calls.offer(Call(slice: slice, hash: hash, reply: reply)) {
      case .taken: break
      case .full: reply.finish(.failure(StorageError.overloaded))
      case .closed: reply.finish(.failure(StorageError.closed))
      }
    }
  }

  /// Keeps the slices that wait, and takes no more.
  func close() async {
    calls.close()
    await ended.wait()
  }

  private func serve() {
    var connection: (any SQLConnection)?
    while let first = calls.take() {
      var group = [first]
      var bytes = first.slice.bytes.count
      while bytes < Self.bytesMax, group.count < options.batchCallsMax, let next = calls.takeIfPresent() {
        group.append(next)
        bytes += next.slice.bytes.count
      }
      keep(group.filter { $0.reply.begin() }, &connection)
    }
    connection?.close()
  }

  /// A slice that is staged twice is the same slice, so a transaction whose outcome nobody knows is simply done again.
  private func keep(_ group: [Call], _ connection: inout (any SQLConnection)?, tries: Int = 1) {
    do throws(StorageError) {
      let open: any SQLConnection
      if let connection {
        open = connection
      } else {
        open = try database.reopen { database throws(StorageError) in try database.openStager() }
      }
      connection = open
      try open.begin(writing: true)
      let outcomes = try Staging(open).stage(group.map { ($0.slice, $0.hash) }, at: options.clock())
      try open.commit()
      for (call, outcome) in zip(group, outcomes) { call.reply.finish(outcome.mapError { $0 }) }
    } catch {
      switch database.setback(error, committing: false) {
      case .disconnected:
        connection?.close()
        connection = nil
      default: connection?.rollback()
      }
      if tries < Self.triesMax { return keep(group, &connection, tries: tries + 1) }
      for call in group { call.reply.finish(.failure(error)) }
    }
  }
}
