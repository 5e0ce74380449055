extension Backup {
  /// Copies an installation from one place to another, of either engine, by way of a backup in `folder`, which is made.
  /// Every row and the logs' heads are compared. What the old place holds stays there. Before personal data is copied,
  /// `request` is entered in its log.
  ///
  /// Throws `inUse` when a service has the old place open, `failed` when somebody wrote to it meanwhile, and as `make` and
  /// `restore` do; then nothing is left in the new place.
  public static func move(
    from old: DatabaseURL, to new: DatabaseURL, services: [String], by folder: String, program: String,
    entering request: @escaping @Sendable (PendingCopy) throws -> LogRequest
  ) async throws -> [RestoredPart] {
    var held: [String: any SQLDatabase] = [:]
    do {
      for service in services {
        try old.reader(beside: service).close()  // It is there: taking it would make it otherwise.
        held[service] = try old.database(name: service, isInstance: false)
        try old.requireUnused(by: service)
      }
      let backup = try await make(of: old, services: services, into: folder, program: program) { [held] copy in
        try await held[copy.service]?.enter(try request(copy))
      }
      let moved = try await backup.restore(to: new, after: [:]) {
        for part in backup.manifest.services {
          try old.requireUnused(by: part.service)
          let connection = try old.reader(beside: part.service)
          defer { connection.close() }
          guard try Log(connection).head() == part.head else {
            throw StorageError.failed("\(part.service) was written to while it was copied")
          }
        }
      }
      for database in held.values { await database.release(cleanly: true) }
      return moved
    } catch {
      for database in held.values { await database.release(cleanly: true) }
      throw error
    }
  }
}

extension DatabaseURL {
  /// On a server several instances may have the data open; in a folder the lock tells.
  fileprivate func requireUnused(by service: String) throws {
    guard isServer else { return }
    guard try PostgresDatabase.sessions(self, name: service) == 0 else {
      throw StorageError.inUse(folder: description)
    }
  }
}
