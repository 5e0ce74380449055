import Testing

@testable import Storage

#if canImport(Glibc)
  import Glibc
#endif

/// Two services' data in one place, with everything in it that a store keeps.
struct Installation: Sendable {
  let place: DatabaseURL
  /// A consumer, and its source.
  let services: [String]
  private let folder: TestFolder

  static let values = VersionedTable(
    "value", key: [.integer("n")], columns: [.integer("i").optional, .text("t").optional, .blob("b").optional])
  static let migrations = [
    zoneMigrations[0], Migration("0002 create value", creating: values),
    Migration(
      "0003 create aside", "CREATE TABLE aside (x {text} PRIMARY KEY) {strict}; INSERT INTO aside (x) VALUES ('made');"),
  ]

  /// An empty place: a folder, or the test's server.
  init(_ server: DatabaseURL? = TestEngine.server, services: [String]? = nil) throws {
    folder = try TestFolder(server)
    place = folder.url
    self.services = services ?? [TestEngine.newName(), TestEngine.newName()]
  }

  /// Another place for the same services, in a database of its own on the test's server or in a folder.
  func twin(_ server: DatabaseURL? = TestEngine.server) throws -> Installation {
    guard server != nil else { return try Installation(nil, services: services) }
    let database = TestEngine.newName()
    try TestServer.administer("CREATE DATABASE \(database) TEMPLATE template0 ENCODING 'UTF8'")
    return try Installation(TestServer.url(database: database), services: services)
  }

  func with<T>(_ service: Int = 0, _ body: (Store) async throws -> T) async throws -> T {
    try await Store.open(place, name: services[service], migrations: Self.migrations).using(body)
  }

  /// History, hostile values, an import that is too large for one row, and one that was not adopted.
  func fill() async throws {
    for service in services.indices {
      try await with(service) { store in
        for number in Int64(1)...20 { try await store.put(zone(number % 7, "z\(number)"), id: "r\(number)") }
        _ = try await store.write(request()) { transaction in
          for (n, value) in ValueTests.hostile.enumerated() {
            try Self.values.put(ValueTests.row(n, value), in: transaction)
          }
          try zones.remove([.text("370811"), 3], in: transaction)
          return .keep([])
        }
        for batch in ["kept", "left"] {
          for number in Int64(0)..<3 {
            try await store.stage(
              batch: "\(services[service])-\(batch)", sequence: number,
              bytes: [UInt8](repeating: UInt8(number), count: 70_000))
          }
        }
        _ = try await store.write(request()) { [services] transaction in
          let slices = try transaction.adopt("\(services[service])-kept")
          for number in Int64(1_000)..<3_000 { try zones.put(zone(number, "大\(number)"), in: transaction) }
          return .keep(slices.map { UInt8($0.sequence) })
        }
      }
    }
  }

  /// All rows of all tables but those that a restore is to change.
  func rows(_ service: Int) throws -> [String: [[SQLValue]]] {
    let connection = try place.reader(beside: services[service])
    defer { connection.close() }
    try connection.begin(writing: false)
    defer { connection.rollback() }
    var rows: [String: [[SQLValue]]] = [:]
    for table in try Snapshot.tables(connection) where table.name != "log_head" {
      rows[table.name] = try connection.rows(table.selectAll, []).map(\.values)
    }
    return rows
  }

  /// Whether there is nothing of any service.
  func isEmpty() throws -> Bool {
    for service in services {
      if let folder = place.folder, access("\(folder)/\(service).sqlite", F_OK) != 0 { continue }
      let connection = try place.reader(beside: service)
      defer { connection.close() }
      if try !connection.tables().isEmpty { return false }
    }
    return true
  }

}

/// A folder for backups, which the test leaves behind only when it crashes.
final class BackupPlace: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/tupo-backup-XXXXXX".utf8).map { CChar(bitPattern: $0) } + [0]
    path = try #require(mkdtemp(&template).map { String(cString: $0) }) + "/b"
  }

  deinit {
    Backup.remove(path)
    rmdir(String(path.dropLast(2)))
  }
}
