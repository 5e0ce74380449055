#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A folder that holds an installation's data at one moment: a file for each service, and a manifest.
public struct Backup: Sendable {
  /// Where it is.
  public let folder: String
  /// What it says of itself.
  public let manifest: BackupManifest

  /// Copies the data of services, which may be running, into a folder that is made.
  ///
  /// `services` are named with consumers before their sources: their heads are pinned in this order, so what one has
  /// copied from another is in the backup of the other too. Each is copied at one version. Before personal data is copied
  /// `entering` keeps an entry of it, which is then in the copy's log too.
  /// Throws `notEmpty` when there is something in the folder, `cannotOpen` for what keeps it from being read or written.
  /// What was begun is removed.
  public static func make(
    of place: DatabaseURL, services: [String], into folder: String, program: String,
    at time: Int64 = StoreOptions.systemClock(), entering: @escaping PendingCopy.Entering = PendingCopy.refusing
  ) async throws -> Backup {
    try await WorkerThread.work {
      let names = try DurableFile.names(in: folder)
      guard names.allSatisfy({ $0 == "." || $0 == ".." }) else { throw StorageError.notEmpty(folder) }
      try Folder.make(folder)
    }
    do {
      var manifest = BackupManifest(program: program, madeAt: time, services: [])
      for service in services {
        manifest.services.append(try await copy(service, of: place, into: folder, entering))
      }
      let text = manifest.text
      try await WorkerThread.work {
        try DurableFile.replace("\(folder)/\(BackupManifest.file)", Array(text.utf8), mode: 0o600)
      }
      return Backup(folder: folder, manifest: manifest)
    } catch {
      remove(folder)
      throw error
    }
  }

  private enum Copied { case whole(BackupPart), pending(PendingCopy) }

  private static let triesMax = 3

  /// Personal data may come while others write, so it is looked for in the very snapshot that is copied.
  private static func copy(
    _ service: String, of place: DatabaseURL, into folder: String, _ entering: PendingCopy.Entering
  ) async throws -> BackupPart {
    var entry: DataVersion?
    for _ in 0..<triesMax {
      switch try await WorkerThread.work({ [entry] in try copy(service, of: place, into: folder, entry) }) {
      case .whole(let part): return part
      case .pending(let pending): entry = try await entering(pending)
      }
    }
    throw StorageError.failed("\(service): personal data comes and goes while it is to be copied")
  }

  private static func copy(
    _ service: String, of place: DatabaseURL, into folder: String, _ entry: DataVersion?
  ) throws -> Copied {
    let connection = try place.reader(beside: service)
    defer { connection.close() }
    let snapshot = try Snapshot(connection)
    defer { connection.rollback() }
    let records = try connection.personalRecords() ?? 0
    if records > 0 {
      guard let entry else {
        try snapshot.requireEntriesTaken()
        return .pending(PendingCopy(service: service, head: snapshot.head, personalRecords: records))
      }
      guard entry.epoch == snapshot.head.epoch, entry.sequence <= snapshot.head.size else {
        throw StorageError.failed("\(service): the entry of the copy is not in the data that is read")
      }
    }
    let (tables, bytes, sha256) = try snapshot.write(to: "\(folder)/\(BackupFile.name(of: service))")
    return .whole(
      BackupPart(
        service: service, head: snapshot.head, migrations: snapshot.migrations.count, tables: tables.count,
        rows: tables.reduce(0) { $0 + $1.rows }, personalRecords: records, bytes: bytes, sha256: sha256))
  }

  /// Opens a backup, and checks each file against the manifest. Throws `backupBroken`, which names the file.
  public static func open(_ folder: String) async throws -> Backup {
    try await WorkerThread.work {
      let manifest = try BackupManifest.read(in: folder)
      for part in manifest.services {
        let file = "\(folder)/\(BackupFile.name(of: part.service))"
        let (bytes, sha256) = try BackupReader.digest(of: file)
        guard bytes == part.bytes, sha256 == part.sha256 else {
          throw StorageError.backupBroken(file: file, reason: "it is not the file that the manifest names")
        }
      }
      return Backup(folder: folder, manifest: manifest)
    }
  }

  /// Removes a backup's files, and the folder when nothing else is in it.
  public static func remove(_ folder: String) {
    for name in (try? DurableFile.names(in: folder)) ?? [] where name == BackupManifest.file || name.hasSuffix(".rows")
    {
      unlink("\(folder)/\(name)")
    }
    rmdir(folder)
  }
}
