/// Batches of laid rows on one connection. A batch's effects lie in `log_effect` under its number, part by part, each
/// kept in the transaction that has laid its rows: so they tell which rows are the batch's, whatever becomes of it.
struct Laying {
  let connection: any SQLConnection

  init(_ connection: any SQLConnection) { self.connection = connection }

  /// Begins a batch, and returns its number.
  func begin(at time: Int64) throws(StorageError) -> Int64 {
    let last = try connection.first("SELECT MAX(number) AS number FROM log_laid")?.integerIfPresent("number")
    let number = last.map { $0 + 1 } ?? LaidBatch.firstNumber
    try connection.post(
      "INSERT INTO log_laid (number, laid_at, parts, given_up, settled) VALUES (?1, ?2, 0, 0, 0)",
      [.integer(number), .integer(time)])
    return number
  }

  /// How many parts an open batch has. Throws `batchUnknown` for one that was adopted or given up.
  func parts(of number: Int64) throws(StorageError) -> Int64 {
    let row = try connection.first(
      "SELECT parts FROM log_laid WHERE number = ?1 AND adopted_by IS NULL AND given_up = 0", [.integer(number)])
    guard let row else { throw .batchUnknown("\(number)") }
    return try row.integer("parts")
  }

  func setParts(_ parts: Int64, of number: Int64) throws(StorageError) {
    try connection.post("UPDATE log_laid SET parts = ?2 WHERE number = ?1", [.integer(number), .integer(parts)])
  }

  /// Makes all rows of a batch seen from the version on, at once.
  func adopt(_ settling: Settling) throws(StorageError) {
    let arguments: [SQLValue] = [.integer(settling.number), .integer(settling.version)]
    try connection.post("UPDATE log_laid SET adopted_by = ?2 WHERE number = ?1", arguments)
    try connection.post("UPDATE log_head SET settling = ?1, settling_as = ?2 WHERE one = 1", arguments)
  }

  /// Gives the rows of the next part their version; returns false when there are none left, and the batch is settled.
  /// A row that a later write has met was settled by that write.
  func settlePart(_ settling: Settling) throws(StorageError) -> Bool {
    let number = SQLValue.integer(settling.number)
    let row = try connection.first("SELECT parts, settled FROM log_laid WHERE number = ?1", [number])
    guard let row else { throw .logBroken("the laid batch \(settling.number) is missing") }
    let settled = try row.integer("settled")
    guard settled < (try row.integer("parts")) else {
      try connection.post("UPDATE log_head SET settling = NULL, settling_as = NULL WHERE one = 1", [])
      return false
    }
    try forEachEffect(of: settling.number, part: settled) { effect, statements throws(StorageError) in
      if effect.kind == .update {
        try connection.post(statements.closeReplaced, effect.key + [.integer(settling.version), number])
      }
      try connection.post(statements.settle, effect.key + [.integer(settling.version), number])
    }
    try connection.post("UPDATE log_laid SET settled = ?2 WHERE number = ?1", [number, .integer(settled + 1)])
    return true
  }

  /// Whether a batch is left to be settled or swept.
  var hasWork: Bool {
    get throws(StorageError) {
      if try Log(connection).state().settling != nil { return true }
      return try connection.first("SELECT number FROM log_laid WHERE given_up = 1 LIMIT 1") != nil
    }
  }

  /// Marks a batch that will not be adopted; its rows are swept later.
  func giveUp(_ number: Int64) throws(StorageError) {
    try connection.post(
      "UPDATE log_laid SET given_up = 1 WHERE number = ?1 AND adopted_by IS NULL", [.integer(number)])
  }

  /// Gives up whatever was begun before a time and not adopted.
  func giveUpOrphans(before time: Int64) throws(StorageError) {
    try connection.post(
      "UPDATE log_laid SET given_up = 1 WHERE adopted_by IS NULL AND laid_at < ?1", [.integer(time)])
  }

  /// Removes the rows of one part of a batch that was given up; returns false when there is none.
  func sweepPart() throws(StorageError) -> Bool {
    let row = try connection.first("SELECT number, parts FROM log_laid WHERE given_up = 1 ORDER BY number LIMIT 1")
    guard let row else { return false }
    let number = try row.integer("number")
    let part = try row.integer("parts") - 1
    guard part >= 0 else {
      try connection.post("DELETE FROM log_laid WHERE number = ?1", [.integer(number)])
      return true
    }
    try forEachEffect(of: number, part: part) { effect, statements throws(StorageError) in
      try connection.post(statements.deleteLaid, effect.key + [.integer(number)])
    }
    try connection.post(
      "DELETE FROM log_effect WHERE sequence = ?1 AND part = ?2", [.integer(number), .integer(part)])
    try setParts(part, of: number)
    return true
  }

  private func forEachEffect(
    of number: Int64, part: Int64, _ body: (Effect, VersionedStatements) throws(StorageError) -> Void
  ) throws(StorageError) {
    var reader = EffectReader(try Log(connection).effectPart(part, of: number))
    var statements: [EffectTable: VersionedStatements] = [:]
    while let effect = try reader.next() {
      let made = statements[effect.table] ?? VersionedStatements(effect.table)
      statements[effect.table] = made
      try body(effect, made)
    }
  }
}
