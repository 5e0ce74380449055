import Foundation
import Testing

@testable import Storage

@Suite("Roles on PostgreSQL", .enabled(if: TestEngine.isPostgreSQL))
struct PostgresRoleTests {
  private static let preparation = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "deploy/postgresql/prepare.sql")

  @Test("see their own schema and no other's, and a missing schema is told with what to do")
  func apart() async throws {
    let database = TestEngine.newName()
    try TestServer.administer("CREATE DATABASE \(database)")
    let text = try String(contentsOf: Self.preparation, encoding: .utf8)
    for _ in 0..<2 { try TestServer.administer(text, database: database) }
    let own = try TestServer.url(database: database).text.replacing("postgres@", with: "")
    let url = try #require(DatabaseURL(own))
    let indicators = try await Store.open(url, name: "indicators", migrations: zoneMigrations)
    let planning = try await Store.open(url, name: "planning", migrations: zoneMigrations)
    try await indicators.put(zone(1, "a"))
    let checked = try await indicators.check(rebuilding: true)
    #expect(checked.isSound && !checked.leavesIndexesOut)
    #expect(try await planning.names() == [])
    for sql in [
      "SELECT name FROM tupo_indicators.zone", "SELECT size FROM tupo_indicators.log_head",
      "SELECT nextval('tupo_indicators.x')",
    ] {
      await #expect {
        _ = try await planning.read { try $0.rows(sql) }
      } throws: { error in
        if case StorageError.sql(let fault) = error { fault.state == "42501" } else { false }
      }
    }
    for sql in [
      "DELETE FROM tupo_indicators.zone", "CREATE TABLE public.x (y bigint)", "CREATE SCHEMA mine",
      "CREATE TABLE tupo_indicators.x (y bigint)",
    ] {
      await #expect {
        _ = try await planning.write(request()) { transaction in
          try transaction.run(sql)
          return .keep([])
        }
      } throws: { error in
        if case StorageError.sql(let fault) = error { fault.state == "42501" } else { false }
      }
    }
    await planning.close()
    await indicators.close()
    try TestServer.administer("DROP SCHEMA tupo_reporting", database: database)
    await #expect {
      _ = try await Store.open(url, name: "reporting", migrations: [])
    } throws: { error in
      "\(error)".contains("deploy/postgresql/prepare.sql")
    }
  }
}
