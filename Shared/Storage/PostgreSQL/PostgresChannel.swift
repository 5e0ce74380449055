import CPostgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Owns one `PGconn`, on one thread at a time, in pipeline mode: commands are sent as they come, and their results are
/// read when somebody asks. It never blocks in libpq once it is connected, but waits in `poll` with a limit.
final class PostgresChannel {
  let raw: OpaquePointer
  /// Why the connection is of no use any more; nil while it is.
  private(set) var loss: StorageError?
  /// How many commands were sent of which the results were not read yet.
  private(set) var waiting = 0
  /// When a statement is given up; nil for `patience`.
  var deadline: ContinuousClock.Instant?
  private var waitingBytes = 0
  private var isClosed = false

  /// More than this is not sent before results are read, so that neither side's buffers grow without bound.
  private static let waitingMax = (commands: 256, bytes: 1 << 20)
  /// How long a statement without a deadline may take; longer only a frozen server or network does.
  private static let patience = Duration.seconds(60)
  /// How long the server may take to give up what was cancelled.
  private static let grace = Duration.seconds(5)

  /// Takes a connection that is open and has been set up.
  init(takingOwnership raw: OpaquePointer) throws(StorageError) {
    self.raw = raw
    guard PQsetnonblocking(raw, 1) == 0, PQenterPipelineMode(raw) == 1 else {
      PQfinish(raw)
      isClosed = true
      throw .unreachable("no pipeline: \(PostgresChannel.message(raw))")
    }
  }

  deinit { close() }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    loss = loss ?? .closed
    PQfinish(raw)
  }

  /// Whether results should be read before more is sent.
  var isFull: Bool {
    waiting >= PostgresChannel.waitingMax.commands || waitingBytes >= PostgresChannel.waitingMax.bytes
  }

  /// Sends a text without arguments.
  func send(_ sql: String) throws(StorageError) {
    try sent(PQsendQueryParams(raw, sql, 0, nil, nil, nil, nil, 1), bytes: sql.utf8.count)
  }

  /// Sends a text that is used once, with its arguments.
  func send(_ sql: String, _ arguments: PostgresArguments) throws(StorageError) {
    let result = arguments.withPointers { values, lengths, formats in
      PQsendQueryParams(raw, sql, Int32(arguments.types.count), arguments.types, values, lengths, formats, 1)
    }
    try sent(result, bytes: arguments.size)
  }

  /// Sends a prepared statement's name with arguments.
  func send(prepared name: String, _ arguments: PostgresArguments) throws(StorageError) {
    let result = arguments.withPointers { values, lengths, formats in
      PQsendQueryPrepared(raw, name, Int32(arguments.types.count), values, lengths, formats, 1)
    }
    try sent(result, bytes: arguments.size)
  }

  /// Has a text prepared and described: two commands.
  func sendPrepare(_ name: String, _ sql: String, _ types: [Oid]) throws(StorageError) {
    try sent(PQsendPrepare(raw, name, sql, Int32(types.count), types), bytes: sql.utf8.count)
    try sent(PQsendDescribePrepared(raw, name), bytes: 0)
  }

  private func sent(_ result: Int32, bytes: Int) throws(StorageError) {
    if let loss { throw loss }
    guard result == 1, PQflush(raw) >= 0 else { throw lose() }
    waiting += 1
    waitingBytes += bytes
  }

  /// Reads the results of all that was sent, and gives each with its number from 0. What the server did not run because
  /// an earlier command failed comes too, as it is.
  ///
  /// Throws `unreachable`. With `givesUp` false nothing is ever cancelled: a commit must not be.
  func settle(
    givesUp: Bool = true, _ each: (Int, borrowing PostgresResult) throws(StorageError) -> Void
  ) throws(StorageError) {
    if let loss { throw loss }
    guard waiting > 0 else { return }
    guard PQpipelineSync(raw) == 1 else { throw lose() }
    (waiting, waitingBytes) = (0, 0)
    var wait = Wait(end: limit, givesUp: givesUp)
    var number = 0
    var failure: StorageError?
    while true {
      guard let result = try next(&wait) else { continue }  // Nil ends one command's results.
      if result.status == PGRES_PIPELINE_SYNC { break }
      do throws(StorageError) { if failure == nil { try each(number, result) } } catch { failure = error }
      number += 1
    }
    if let cancel = wait.cancel, !cancel.finish(milliseconds: 5_000) { throw lose("a cancel hangs") }
    if let failure { throw failure }
  }

  /// Runs texts as the simple protocol does, which takes several statements at once. Only `outsidePipeline`. Stops at
  /// the server's request for the rows of a COPY.
  func simple(
    _ sql: String, isLimited: Bool = true, _ each: (borrowing PostgresResult) throws(StorageError) -> Void
  ) throws(StorageError) {
    guard PQsendQuery(raw, sql) == 1 else { throw lose() }
    try simpleResults(isLimited: isLimited, each)
  }

  /// Reads results up to the end of what was sent by `simple`, or of a COPY.
  func simpleResults(
    isLimited: Bool = true, _ each: (borrowing PostgresResult) throws(StorageError) -> Void
  ) throws(StorageError) {
    var wait = Wait(end: isLimited ? limit : nil, givesUp: true)
    var failure: StorageError?
    while let result = try next(&wait) {
      do throws(StorageError) { if failure == nil { try each(result) } } catch { failure = error }
      if result.status == PGRES_COPY_IN { break }
    }
    if let cancel = wait.cancel, !cancel.finish(milliseconds: 5_000) { throw lose("a cancel hangs") }
    if let failure { throw failure }
  }

  /// Repeats what libpq cannot take into its buffer yet (0) until it does (1).
  func untilTaken(_ put: () -> Int32) throws(StorageError) {
    var wait = Wait(end: limit, givesUp: false)
    while true {
      switch put() {
      case 1: return
      case 0: try waitForSocket(&wait, for: Int16(POLLOUT))
      default: throw lose()
      }
      guard PQflush(raw) >= 0 else { throw lose() }
    }
  }

  /// Leaves the pipeline, in which nothing may wait, for what is not allowed in it.
  func outsidePipeline(_ body: () throws(StorageError) -> Void) throws(StorageError) {
    if let loss { throw loss }
    guard PQexitPipelineMode(raw) == 1 else { throw lose() }
    var failure: StorageError?
    do throws(StorageError) { try body() } catch { failure = error }
    guard loss != nil || PQenterPipelineMode(raw) == 1 else { throw lose() }
    if let failure { throw failure }
  }

  private var limit: ContinuousClock.Instant { deadline ?? .now + PostgresChannel.patience }

  /// What one settling waits for.
  private struct Wait {
    var end: ContinuousClock.Instant?
    var givesUp: Bool
    var cancel: PostgresCancel?
  }

  /// The next result, nil at the end of a command's.
  private func next(_ wait: inout Wait) throws(StorageError) -> PostgresResult? {
    while true {
      let unsent = PQflush(raw)
      guard unsent >= 0 else { throw lose() }
      if PQisBusy(raw) == 0 { break }
      try waitForSocket(&wait, for: Int16(unsent == 1 ? POLLIN | POLLOUT : POLLIN))
      guard PQconsumeInput(raw) == 1 else { throw lose() }
    }
    let result = PQgetResult(raw)
    guard PQstatus(raw) == CONNECTION_OK else {
      if let result { PQclear(result) }
      throw lose()
    }
    return result.map { PostgresResult(takingOwnership: $0) }
  }

  /// Waits for the socket. When the time is over, asks the server to give up, and waits for it to say so.
  private func waitForSocket(_ wait: inout Wait, for events: Int16) throws(StorageError) {
    var wanted = pollfd(fd: PQsocket(raw), events: events, revents: 0)
    let result = poll(&wanted, 1, wait.end.map { PostgresChannel.milliseconds(until: $0) } ?? -1)
    if result > 0 || (result < 0 && errno == EINTR) { return }
    guard result == 0, wait.givesUp, wait.cancel == nil, let cancel = PostgresCancel(raw) else {
      throw lose("no answer in time")
    }
    wait.cancel = cancel
    wait.end = .now + PostgresChannel.grace
    isCancelled = true
  }

  private static func milliseconds(until end: ContinuousClock.Instant) -> Int32 {
    let left = (end - .now).components
    if left.seconds < 0 || left.attoseconds < 0 { return 0 }
    return Int32(clamping: left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000 + 1)
  }

  /// Whether a statement was cancelled since this was last set to false.
  var isCancelled = false

  /// Notes that the connection is of no use, and why, and returns that.
  func lose(_ why: String? = nil) -> StorageError {
    let error = StorageError.unreachable(why ?? PostgresChannel.message(raw))
    loss = loss ?? error
    return error
  }

  /// libpq's own words on one line.
  static func message(_ raw: OpaquePointer) -> String {
    let lines = String(cString: PQerrorMessage(raw)).split(separator: "\n")
    return lines.map { line in String(line.drop { $0 == "\t" || $0 == " " }) }.joined(separator: "; ")
  }
}
