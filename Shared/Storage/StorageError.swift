/// What can go wrong in storage. Handlers turn each case into a status; texts are for operators.
public enum StorageError: Error, Sendable, Hashable {
  /// The engine refused a statement.
  case sql(SQLFault)
  /// The disk has no room for what was to be kept; nothing of the call was.
  case diskFull
  /// The write-ahead log is as long as it may become, and something that reads keeps it from being emptied; nothing of
  /// the call was kept.
  case walPinned(bytes: Int64)
  /// Another process, or another `Store` of this one, owns the file of this service in the folder.
  case inUse(folder: String)
  /// The folder or the file cannot be made or opened.
  case cannotOpen(path: String, reason: String)
  /// The engine would not keep what it acknowledges (journal mode, synchronous): the service must not start.
  case notDurable(String)
  /// A migration that was already run has another text now: shipped migrations are never edited.
  case migrationChanged(name: String)
  /// The database has a migration that this program does not know: it was written by a newer release.
  case migrationUnknown(name: String)
  /// The log was begun with another hash algorithm, and stays with it.
  case hashDiffers(kept: HashAlgorithm, asked: HashAlgorithm)
  /// A text with NUL in it: PostgreSQL cannot keep it, so neither engine may. INVALID_ARGUMENT for the caller.
  case nulInText
  /// A column is missing or holds another kind of value than the program expects.
  case column(String, expected: String)
  /// A statement's text has a word in braces that is no type word, or a table is described wrongly: a mistake in the program.
  case badStatement(String)
  /// The id was used before with other bytes: INVALID_ARGUMENT, reason REQUEST_ID_REUSED.
  case requestIDReused(String)
  /// The asked version is in the future of this instance.
  case versionNotReached(asked: DataVersion, latest: DataVersion)
  /// The asked version belongs to an epoch that ended (restore, move, lossy failover) or has not begun.
  case epochEnded(asked: DataVersion, latest: DataVersion)
  /// What comes after the asked version is no longer kept, or was never kept with its effects; `first` is.
  case versionBelowKept(asked: DataVersion, first: DataVersion)
  /// The instance did not reach the asked version before the deadline.
  case deadlineExceeded
  /// A read held its transaction for longer than `StoreOptions.readLimitMilliseconds`.
  case readTooLong
  /// The caller's deadline passed before the call was done; nothing of it was kept.
  case timedOut
  /// The database cannot be reached, or went away while it was used; nothing of the call was kept. Try again.
  case unreachable(String)
  /// The database went away while it committed and is not back: the call may have been kept. Its request id tells.
  case outcomeUnknown(String)
  /// Too many calls wait for the write lane: try again later.
  case overloaded
  /// No such staged batch, or it was adopted before.
  case batchUnknown(String)
  /// Other writes have changed what was laid ahead since the batch was begun: lay it again.
  case laidStale
  /// The rows of an earlier batch have not all got their version yet: `Store.write(_:adopting:)` waits for that.
  case settling
  /// A staged slice came again with other bytes, or a slice is missing between others.
  case batchBroken(batch: String, sequence: Int64)
  /// The log contradicts itself; `Store.verify` names where.
  case logBroken(String)
  /// The store failed in a way that leaves open what is on the disk; only a restart finds out. Carries the cause.
  case failed(String)
  /// A file of a backup is missing, damaged or cut, or none at all.
  case backupBroken(file: String, reason: String)
  /// There is data already where a backup was to be restored or made, or data was to be moved.
  case notEmpty(String)
  /// A restore into this place was begun and did not come to its end: what is there is of no use.
  case restoreUnfinished
  /// What was restored is not what the backup says.
  case restoreDiffers(String)
  /// The store was opened to look into it.
  case readOnly
  /// The store was closed.
  case closed
}

/// What an engine said about a statement. Arguments are left out on purpose: they are people's data, and logs are read.
public struct SQLFault: Error, Sendable, Hashable {
  /// The engine's result code; for SQLite the extended one.
  public var code: Int32
  /// The engine's message.
  public var message: String
  /// The statement with its `?N`, without its arguments.
  public var sql: String
  /// The SQLSTATE, on PostgreSQL.
  public var state = ""

  /// Whether others spoilt the transaction, and the same may succeed later: a serialisation failure, a deadlock, or a
  /// lock that did not come in time.
  public var isContention: Bool { ["40001", "40P01", "55P03"].contains(state) }
}

extension StorageError {
  /// Whether it tells that what is kept cannot be read as it was written: a damaged file, not one that is missing.
  public var isDamage: Bool {
    switch self {
    case .sql(let fault) where fault.state.isEmpty:
      // SQLITE_CORRUPT, SQLITE_NOTADB; a header that names no format of a schema is an SQLITE_ERROR.
      [11, 26].contains(fault.code & 0xff) || (fault.code == 1 && fault.message == "unsupported file format")
    case .column, .logBroken: true
    default: false
    }
  }
}

extension StorageError: CustomStringConvertible {
  /// One line for operators.
  public var description: String {
    switch self {
    case .sql(let fault):
      "SQL error \(fault.state.isEmpty ? "\(fault.code)" : fault.state): \(fault.message) in: \(fault.sql)"
    case .inUse(let folder): "The folder \(folder) is in use by another process of this service."
    case .diskFull: "The disk is full; nothing was kept."
    case .walPinned(let bytes):
      "The write-ahead log has \(bytes) bytes and cannot be emptied, because something has been reading since: look for a "
        + "backup, or another program that has the file open. Nothing was kept."
    case .cannotOpen(let path, let reason): "Cannot open \(path): \(reason)"
    case .notDurable(let what): "Refusing to start: \(what)"
    case .migrationChanged(let name): "Migration \(name) was edited after it had been run."
    case .migrationUnknown(let name): "Migration \(name) is unknown here: a newer release wrote this database."
    case .hashDiffers(let kept, let asked):
      "The log was begun with \(kept.rawValue) and cannot go on with \(asked.rawValue)."
    case .nulInText: "A text contains NUL (U+0000)."
    case .column(let name, let expected): "Column \(name) is not \(expected)."
    case .badStatement(let why): "Bad statement: \(why)"
    case .requestIDReused(let id): "Request id \(id) was used before for another request."
    case .versionNotReached(let asked, let latest): "Version \(asked) is not reached yet; the latest is \(latest)."
    case .epochEnded(let asked, let latest): "Version \(asked) belongs to another epoch; the latest is \(latest)."
    case .versionBelowKept(let asked, let first): "Version \(asked) lies below what is kept; the first is \(first)."
    case .deadlineExceeded: "The version was not reached before the deadline."
    case .readTooLong: "The read took too long and was ended."
    case .timedOut: "The caller's deadline passed before the call was done."
    case .unreachable(let why): "The database cannot be reached: \(why)"
    case .outcomeUnknown(let why): "The database went away during a commit and is not back: \(why)"
    case .overloaded: "Too many writes are waiting."
    case .batchUnknown(let batch): "There is no staged batch \(batch)."
    case .laidStale: "Other writes have changed what was laid ahead."
    case .settling: "An earlier batch of laid rows is still being settled."
    case .batchBroken(let batch, let sequence): "Slice \(sequence) of batch \(batch) is missing or differs."
    case .logBroken(let what): "The log is broken: \(what)"
    case .failed(let cause): "The store failed and must be restarted: \(cause)"
    case .backupBroken(let file, let reason): "The backup is of no use: \(file): \(reason)"
    case .notEmpty(let place): "There is data already: \(place)"
    case .restoreUnfinished: "A restore into this place did not come to its end; restore again."
    case .restoreDiffers(let what): "What was restored is not what the backup says: \(what)"
    case .readOnly: "The store was opened to look into it only."
    case .closed: "The store is closed."
    }
  }
}
