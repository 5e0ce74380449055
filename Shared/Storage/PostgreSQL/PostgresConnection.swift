import CPostgres

/// One session of a PostgreSQL server, on one thread at a time.
final class PostgresConnection: SQLConnection {
  let channel: PostgresChannel
  private var texts: [String: PostgresText] = [:]
  private var statements: [String: [PostgresStatement]] = [:]
  private var statementsMade = 0
  private var cursorsMade = 0
  var transaction = TransactionState()
  var writes = 0
  /// The texts of inserts of many rows, by table and number.
  var insertTexts: [String: String] = [:]

  /// More are not kept: the program has fewer, unless a text is made of values, which is a mistake.
  private static let statementsMax = 512
  /// How many rows of a cursor are held at once.
  private static let rowsAtOnce = 256

  /// The schema, which also names the notifications.
  let schema: String
  /// Whether many rows are sent by COPY, which leaves the pipeline: for connections that do nothing else.
  let copies: Bool

  init(_ channel: PostgresChannel, schema: String, copies: Bool) {
    self.channel = channel
    self.schema = schema
    self.copies = copies
  }

  /// The number of the server's process: who it is that notifies.
  var process: Int32 { PQbackendPID(channel.raw) }

  func limit(until deadline: ContinuousClock.Instant?) { channel.deadline = deadline }

  func close() { channel.close() }

  func run(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> Int {
    writes &+= 1
    try send(sql, arguments)
    return try settle(sql) { result throws(StorageError) in result.changed }
  }

  func post(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) {
    writes &+= 1
    try send(sql, arguments)
    if channel.isFull { try settle() }
  }

  func rows(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> [SQLRow] {
    if !sql.hasPrefix("SELECT") { writes &+= 1 }
    try send(sql, arguments)
    return try settle(sql) { result throws(StorageError) in try result.rows() }
  }

  func rows(_ sql: String, each arguments: [[SQLValue]]) throws(StorageError) -> [[SQLRow]] {
    guard arguments.count > 1 else { return try arguments.map { each throws(StorageError) in try rows(sql, each) } }
    // Preparing reads what was sent before it, so all that has to be prepared is so first.
    for each in arguments { _ = try statement(sql, text(sql, each), PostgresArguments(each)) }
    for each in arguments { try send(sql, each) }
    var found: [[SQLRow]] = []
    try read(asking: sql, commands: arguments.count) { result throws(StorageError) in found.append(try result.rows()) }
    return found
  }

  /// By a cursor, so that the rows are not held at once, and statements may run between them.
  func forEach(_ sql: String, _ arguments: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
    cursorsMade += 1
    let cursor = "c\(cursorsMade)"
    let text = try text(sql, arguments)
    try channel.send("DECLARE \(cursor) NO SCROLL CURSOR FOR \(text.sql)", PostgresArguments(arguments))
    var rows: [SQLRow]
    repeat {
      try channel.send("FETCH \(Self.rowsAtOnce) FROM \(cursor)")
      rows = try settle(sql) { result throws(StorageError) in try result.rows() }
      for row in rows { try body(row) }
    } while rows.count == Self.rowsAtOnce
    try channel.send("CLOSE \(cursor)")
  }

  func script(_ sql: String) throws(StorageError) {
    let text = try PostgresText(sql).sql
    try settle()
    try channel.outsidePipeline { () throws(StorageError) in
      try channel.simple(text, isLimited: false) { result throws(StorageError) in
        if result.isFault { throw self.fault(result.fault(text)) }
      }
    }
  }

  /// Reads the results of all that was posted.
  func settle() throws(StorageError) { try read(asking: nil) { _ throws(StorageError) in } }

  /// Reads all results, and makes a value of the last; the last `commands` are what `sql` was sent as.
  func settle<Value>(
    _ sql: String, commands: Int = 1, givesUp: Bool = true,
    _ make: (borrowing PostgresResult) throws(StorageError) -> Value
  ) throws(StorageError) -> Value {
    var value: Value?
    try read(asking: sql, commands: commands, givesUp: givesUp) { result throws(StorageError) in
      value = try make(result)  // The last one's stays.
    }
    guard let value else { throw channel.lose("an answer is missing") }
    return value
  }

  /// Reads all results, and hands over those of the last `commands`. The first fault is thrown. It may be an earlier
  /// statement's; when that stands before the savepoint, the transaction as a whole is lost.
  private func read(
    asking sql: String?, commands: Int = 1, givesUp: Bool = true,
    _ take: (borrowing PostgresResult) throws(StorageError) -> Void
  ) throws(StorageError) {
    let last = channel.waiting - 1
    let mark = transaction.commandsBeforeSavepoint
    transaction.commandsBeforeSavepoint = 0
    channel.isCancelled = false
    try channel.settle(givesUp: givesUp) { number, result throws(StorageError) in
      if result.isFault {
        if number < mark { self.transaction.isGivenUp = true }
        let asked = number > last - commands ? sql : nil
        throw self.fault(result.fault(asked ?? "an earlier statement of the transaction"))
      }
      if number > last - commands { try take(result) }
    }
  }

  /// What a fault of the server means: for the session, for the transaction, or for the statement alone.
  func fault(_ fault: SQLFault) -> StorageError {
    if fault.state == PostgresState.cancelled, channel.isCancelled { return .readTooLong }
    if PostgresState.endsSession(fault.state) { return channel.lose(fault.message) }
    if PostgresState.isStale(fault) { statements = [:] }
    if fault.state == PostgresState.diskFull { return .diskFull }
    if PostgresState.mayBeRetried(fault) { transaction.isGivenUp = true }
    return .sql(fault)
  }

  private func send(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) {
    let text = try text(sql, arguments)
    let encoded = try PostgresArguments(arguments)
    let statement = try statement(sql, text, encoded)
    try channel.send(prepared: statement.name, encoded)
  }

  private func text(_ sql: String, _ arguments: [SQLValue]) throws(StorageError) -> PostgresText {
    let text: PostgresText
    if let kept = texts[sql] { text = kept } else { text = try PostgresText(sql) }
    if texts.count >= Self.statementsMax { texts = [:] }
    texts[sql] = text
    guard arguments.count == text.parameters else {
      throw .badStatement("\(text.parameters) parameters but \(arguments.count) arguments: \(sql)")
    }
    return text
  }

  private func statement(
    _ sql: String, _ text: PostgresText, _ arguments: PostgresArguments
  ) throws(StorageError) -> PostgresStatement {
    if let kept = statements[sql]?.first(where: { $0.takes(arguments) }) { return kept }
    if statements.count >= Self.statementsMax {
      statements = [:]
      try channel.send("DEALLOCATE ALL")
    }
    statementsMade += 1
    let name = "s\(statementsMade)"
    try channel.sendPrepare(name, text.sql, arguments.types)
    let types = try settle(sql, commands: 2) { result throws(StorageError) in result.parameterTypes }
    let made = PostgresStatement(name: name, types: types)
    statements[sql, default: []].append(made)
    return made
  }
}

/// A prepared statement of one session, with its parameters' types as the server took them.
struct PostgresStatement {
  let name: String
  let types: [Oid]

  /// Null has any type; every other argument is sent in the form of its own.
  func takes(_ arguments: PostgresArguments) -> Bool {
    zip(types, arguments.types).allSatisfy { $1 == 0 || $0 == $1 }
  }
}
