import Synchronization
import Testing

@testable import Storage

#if canImport(Glibc)
  import Glibc
#endif

/// Which engine this run tests: PostgreSQL where `TUPO_TEST_DATABASE_URL` names a server, SQLite otherwise.
enum TestEngine {
  static let server = getenv("TUPO_TEST_DATABASE_URL").flatMap { DatabaseURL(String(cString: $0)) }
  static let isPostgreSQL = server != nil
  static let isSQLite = server == nil
  private static let made = Atomic(0)

  /// A name that no other test has.
  static func newName() -> String { "t\(getpid())_\(made.add(1, ordering: .relaxed).newValue)" }
}

/// A place of its own for a test's data: a folder, removed at the end, or a schema of the test's server.
final class TestFolder: Sendable {
  let path: String
  let url: DatabaseURL
  /// The name under which the data is kept there.
  let name: String

  init(_ server: DatabaseURL? = TestEngine.server) throws {
    var template = Array("/tmp/tupo-storage-XXXXXX".utf8).map { CChar(bitPattern: $0) } + [0]
    path = try #require(mkdtemp(&template).map { String(cString: $0) })
    url = server ?? .folder(path)
    name = server == nil ? "test" : TestEngine.newName()
  }

  deinit {
    for name in entries { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  var entries: [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// A second connection, as somebody with a shell would have it.
  func connect() throws -> any SQLConnection {
    url.isServer
      ? try url.database(name: name).openWriter() : try SQLiteConnection(path: "\(path)/test.sqlite")
  }

  /// Changes something behind the store's back.
  func edit(_ sql: String, _ arguments: [SQLValue] = []) throws {
    let connection = try connect()
    defer { connection.close() }
    _ = try connection.run(url.isServer ? sql.replacing("x'00'", with: "'\\x00'") : sql, arguments)
  }

  /// Copies the database as it lies there, with its WAL, into another folder.
  func copy(to other: TestFolder) throws {
    for name in entries where !name.hasSuffix(".lock") && !name.hasSuffix("-shm") {
      let source = try #require(fopen("\(path)/\(name)", "r"))
      let target = try #require(fopen("\(other.path)/\(name)", "w"))
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = fread(&buffer, 1, buffer.count, source), count > 0 { fwrite(buffer, 1, count, target) }
      fclose(source)
      fclose(target)
    }
  }
}

/// A clock that tests set.
final class TestClock: Sendable {
  private let now: Atomic<Int64>
  init(_ now: Int64) { self.now = Atomic(now) }
  func set(_ time: Int64) { now.store(time, ordering: .sequentiallyConsistent) }
  var read: @Sendable () -> Int64 { { self.now.load(ordering: .sequentiallyConsistent) } }
}

let zones = VersionedTable(
  "zone", key: [.text("county"), .integer("number")],
  columns: [.text("name"), .integer("level").optional, .blob("seal").optional])
let zoneMigrations = [Migration("0001 create zone", creating: zones)]

extension TestFolder {
  func open(
    migrations: [Migration] = zoneMigrations, _ set: (inout StoreOptions) -> Void = { _ in }
  ) async throws(StorageError) -> Store {
    var options = StoreOptions()
    options.readers = 2
    set(&options)
    return try await Store.open(url, name: name, migrations: migrations, options: options)
  }

  /// Opens, runs, and closes whatever happens.
  func withStore<T>(
    migrations: [Migration] = zoneMigrations, _ set: (inout StoreOptions) -> Void = { _ in },
    _ body: (Store) async throws -> T
  ) async throws -> T {
    let store = try await open(migrations: migrations, set)
    return try await store.using(body)
  }
}

func request(_ text: String = "bytes", id: String? = nil, principal: String = "users/li") -> LogRequest {
  LogRequest(
    principal: principal, requestID: id, method: "test.v1.ZoneService/CreateZone", resource: "zones/\(text)",
    schema: "test.v1.CreateZoneRequest", bytes: Array(text.utf8), receivedAt: 1_371_000_000_000_000)
}

func zone(_ number: Int64, _ name: String, level: Int64? = nil, county: String = "370811") -> [SQLValue] {
  [.text(county), .integer(number), .text(name), SQLValue(level), nil]
}

extension Store {
  /// Puts one zone, and answers with its name.
  @discardableResult
  func put(_ row: [SQLValue], id: String? = nil, text: String = "bytes") async throws -> Written {
    try await write(request(text, id: id)) { transaction in
      try zones.put(row, in: transaction)
      return .keep(Array(text.utf8))
    }
  }

  func names(at point: ReadPoint = .latest) async throws -> [String] {
    try await read(at: point) { transaction in
      try zones.select(orderBy: "county, number", in: transaction).map { try $0.text("name") }
    }.value
  }
}

extension Store {
  /// Runs, and closes whatever happens.
  func using<T>(_ body: (Store) async throws -> T) async throws -> T {
    do {
      let value = try await body(self)
      await close()
      return value
    } catch {
      await close()
      throw error
    }
  }
}
