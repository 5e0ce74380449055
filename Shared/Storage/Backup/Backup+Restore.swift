/// One service after a restore.
public struct RestoredPart: Sendable, Hashable {
  /// As the backup has it.
  public var part: BackupPart
  /// The version at which it goes on: the backup's last entry in a new epoch.
  public var version: DataVersion
  /// What the log is found to be: one that was broken when the backup was made still is.
  public var log: LogVerification
}

extension Backup {
  /// Restores all services into a place that has no data of them, of either engine, and compares every row. Each begins
  /// a new epoch, later than its own and than that in `epochs`: older versions and cursors end with `epochEnded`.
  ///
  /// Throws `backupBroken`, `notEmpty`, `restoreDiffers`, and what the engine says; then nothing is left in the place.
  /// When the process ends in between, services refuse the place with `restoreUnfinished`, and the next restore may
  /// have it.
  ///
  /// The epoch is at least the time (microseconds UTC) in milliseconds, so that two restores of one backup begin two
  /// epochs, and a version of the one never passes for a version of the other.
  public func restore(
    to place: DatabaseURL, after epochs: [String: Int64] = [:], at time: Int64 = StoreOptions.systemClock()
  ) async throws -> [RestoredPart] {
    try await restore(to: place, after: epochs, atLeast: time / 1_000) {}
  }

  /// `approve` may still stop it when all is compared, before a service can open it.
  func restore(
    to place: DatabaseURL, after epochs: [String: Int64], atLeast least: Int64 = 0,
    approve: @escaping @Sendable () throws -> Void
  ) async throws -> [RestoredPart] {
    var databases: [any SQLDatabase] = []
    do {
      for part in manifest.services { databases.append(try place.database(name: part.service)) }
      let restored = try await WorkerThread.work { [self, databases] in
        try restore(to: databases, after: epochs, atLeast: least, approve: approve)
      }
      for database in databases { await database.release(cleanly: true) }
      return restored
    } catch {
      for database in databases { await database.release(cleanly: false) }
      throw error
    }
  }

  private func restore(
    to databases: [any SQLDatabase], after epochs: [String: Int64], atLeast least: Int64, approve: () throws -> Void
  ) throws -> [RestoredPart] {
    var restores: [Restore] = []
    var restored: [RestoredPart] = []
    do {
      for (part, database) in zip(manifest.services, databases) {
        let epoch = max(least, max(part.head.epoch, epochs[part.service] ?? 0) + 1)
        restores.append(try Restore(part, in: folder, to: database, epoch: epoch))
        let version = DataVersion(epoch: epoch, sequence: part.head.size)
        restored.append(RestoredPart(part: part, version: version, log: .intact(part.head)))
      }
      for (index, restore) in restores.enumerated() { restored[index].log = try restore.run() }
      try approve()
      for restore in restores { try restore.finish() }
    } catch {
      for restore in restores { restore.undo() }
      throw error
    }
    return restored
  }
}
