import Testing

@testable import Storage

/// The test's server, for the suites that run only where there is one.
enum TestServer {
  static var url: DatabaseURL { get throws { try #require(TestEngine.server) } }

  /// The server's own URL with something after it, as `?options=...`, or with another database or port.
  static func url(adding text: String = "", database: String? = nil, port: Int? = nil) throws -> DatabaseURL {
    let parts = try parts
    let place = "\(parts.host):\(port ?? parts.port)/\(database ?? parts.database)"
    return try #require(DatabaseURL(place + text))
  }

  static var port: Int { get throws { try parts.port } }

  /// `postgres://user@host`, the port, and the database.
  private static var parts: (host: String, port: Int, database: String) {
    get throws {
      let text = try url.text
      let match = try #require(text.wholeMatch(of: #/(.*):([0-9]+)/([^/]*)/#))
      return (String(match.1), try #require(Int(match.2)), String(match.3))
    }
  }

  /// Runs statements as the administrator of the server.
  static func administer(_ sql: String, database: String? = nil) throws {
    let connection = try url(database: database).database(name: "admin").openWriter()
    defer { connection.close() }
    try connection.script(sql)
  }

  /// Ends the sessions of a service, as an administrator or a failover does.
  static func endSessions(of folder: TestFolder) throws {
    let connection = try url.database(name: "admin").openWriter()
    defer { connection.close() }
    _ = try connection.rows(
      "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE application_name = ?1",
      [.text("tupo-\(folder.name)")])
  }

  /// Runs a test over a store that reaches the server through a proxy.
  static func withProxy(_ body: (CuttingProxy, TestFolder, Store) async throws -> Void) async throws {
    let proxy = try CuttingProxy(to: port)
    defer { proxy.close() }
    let folder = try TestFolder(url(port: proxy.port))
    try await folder.withStore { (store: Store) async throws in try await body(proxy, folder, store) }
  }
}
