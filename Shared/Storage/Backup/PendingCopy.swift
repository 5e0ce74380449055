/// A service's data that is to be copied, and holds personal data: its log says so before anything is copied, so that
/// there is no copy without an entry.
public struct PendingCopy: Sendable, Hashable {
  /// The name under which the data is kept.
  public var service: String
  /// The log's head before the entry.
  public var head: LogHead
  /// How many records of personal data there are.
  public var personalRecords: Int64

  /// Keeps the entry of a copy, and returns its version; nil when the data turns out to hold no personal data any more.
  public typealias Entering = @Sendable (PendingCopy) async throws -> DataVersion?

  /// For whoever knows of no personal data: copies none.
  public static let refusing: Entering = { copy in
    throw StorageError.failed("\(copy.service) holds personal data, and nobody enters the copy in its log")
  }
}

extension Backup {
  /// Keeps the entry of a copy by opening the data itself, where no service does it.
  ///
  /// On a server instances of the service may run, and go on from the entry; a folder has one owner: `inUse`.
  public static func enter(_ request: LogRequest, of service: String, in place: DatabaseURL) async throws -> DataVersion
  {
    let database = try place.database(name: service, isInstance: false)
    do {
      let version = try await database.enter(request)
      await database.release(cleanly: true)
      return version
    } catch {
      await database.release(cleanly: false)
      throw error
    }
  }
}

extension SQLDatabase {
  /// Keeps one entry that changes nothing else. Nothing is migrated; no lane of this process writes meanwhile.
  func enter(_ request: LogRequest) async throws -> DataVersion {
    try await WorkerThread.work {
      let connection = try openWriter()
      defer { connection.close() }
      let batch = try LaneBatch(connection, known: nil, isGuarded: false, clock: StoreOptions.systemClock)
      defer { connection.rollback() }  // Does nothing after the commit.
      let written = try batch.write(request) { _ in .keep([]) }
      try batch.finish()
      try connection.commit()
      return written.version
    }
  }
}
