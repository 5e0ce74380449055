/// Where a connection stands in its transaction.
struct TransactionState {
  /// From BEGIN to COMMIT or ROLLBACK, as this side sees it.
  var isOpen = false
  /// Whether the transaction is lost as a whole, though the server may not have said so yet.
  var isGivenUp = false
  /// How many of the commands that were sent and not yet read belong to what was before the savepoint.
  var commandsBeforeSavepoint = 0
}

// Everything here is posted: the server's word on it comes with the next statement, or with the commit.
extension PostgresConnection {
  /// Writers read what is committed when each statement begins: the first one locks the log's head, so that nobody
  /// commits in between. Readers keep one snapshot.
  func begin(writing: Bool) throws(StorageError) {
    transaction = TransactionState(isOpen: true)
    try channel.send(
      writing ? "BEGIN ISOLATION LEVEL READ COMMITTED" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
  }

  /// Throws `unreachable` when nobody knows the outcome; any other error means that nothing was kept.
  func commit() throws(StorageError) {
    try channel.send("COMMIT")
    let tag = try settle("COMMIT", givesUp: false) { result throws(StorageError) in result.tag }
    transaction = TransactionState()
    // A transaction in which something had failed ends with ROLLBACK, and without an error.
    guard tag == "COMMIT" else {
      throw .sql(SQLFault(code: 0, message: "the transaction had failed before", sql: "COMMIT", state: "25P02"))
    }
  }

  func rollback() {
    guard transaction.isOpen else { return }
    transaction = TransactionState()
    // What cannot be sent is lost with the connection, and its transaction too.
    try? channel.send("ROLLBACK")
  }

  var isInTransaction: Bool { transaction.isOpen && !transaction.isGivenUp && channel.loss == nil }

  func announce() throws(StorageError) { try channel.send("NOTIFY \"\(schema)\"") }

  func savepoint() throws(StorageError) {
    transaction.commandsBeforeSavepoint = channel.waiting
    try channel.send("SAVEPOINT call")
  }

  func rollBackToSavepoint() throws(StorageError) { try channel.send("ROLLBACK TO SAVEPOINT call") }

  func releaseSavepoint() throws(StorageError) {
    try channel.send("RELEASE SAVEPOINT call")
    if channel.isFull { try settle() }
  }
}
