import Testing

@testable import Storage

@Suite("PostgreSQL's spelling")
struct PostgresTextTests {
  @Test(
    "numbers parameters, and leaves texts, names and comments as they are",
    arguments: [
      ("SELECT ?1, ?2, ?1", "SELECT $1, $2, $1", 2), ("SELECT ?12", "SELECT $12", 12), ("SELECT 1", "SELECT 1", 0),
      ("SELECT '?1', ?1", "SELECT '?1', $1", 1), ("SELECT \"?1\"", "SELECT \"?1\"", 0),
      ("SELECT 'it''s ?1' || ?1", "SELECT 'it''s ?1' || $1", 1),
      ("SELECT 1 -- ?1 's\n, ?1", "SELECT 1 -- ?1 's\n, $1", 1),
      ("SELECT 1 - ?1", "SELECT 1 - $1", 1), ("SELECT '济?1", "SELECT '济?1", 0),
      ("a {integer}, b {blob} {strict}", "a BIGINT, b BYTEA ", 0), ("x {text}", "x TEXT COLLATE \"C\"", 0),
      ("y {lock} {share}{keyed}", "y FOR UPDATE FOR SHARE", 0),
    ])
  func spelled(text: String, sql: String, parameters: Int) throws {
    let spelled = try PostgresText(text)
    #expect(spelled.sql == sql)
    #expect(spelled.parameters == parameters)
  }

  @Test("refuses parameters without a number", arguments: ["SELECT ?", "SELECT ?0", "SELECT ?x"])
  func refused(text: String) {
    #expect(throws: StorageError.self) { try PostgresText(text) }
  }
}

@Suite("Database URLs")
struct DatabaseURLTests {
  @Test(
    "name a folder or a server",
    arguments: [
      ("sqlite:///var/lib/tupo", "/var/lib/tupo", false), ("sqlite:data", "data", false),
      ("sqlite:/var/lib", "/var/lib", false), ("postgres://h/db", "postgres://h/db", true),
      ("postgresql://h1:1,h2:2/db?target_session_attrs=read-write", "postgresql://h1:1,h2:2/db", true),
    ])
  func read(text: String, shown: String, isServer: Bool) throws {
    let url = try #require(DatabaseURL(text))
    #expect(url.description == shown)
    #expect(url.isServer == isServer)
  }

  @Test("never show a password", arguments: ["postgres://u:se@cret@h/db", "postgres://h/db?password=secret&user=u"])
  func hidden(text: String) throws {
    let url = try #require(DatabaseURL(text))
    #expect(!"\(url)".contains("cret"))
  }

  @Test(
    "of another kind are refused", arguments: ["", "data", "mysql://h/db", "sqlite:", "sqlite://host/data", "/data"])
  func refused(text: String) { #expect(DatabaseURL(text) == nil) }
}

@Suite("A PostgreSQL server")
struct PostgresServerTests {
  @Test(
    "that would lose what it acknowledged, or that is not known, is refused",
    arguments: [
      ("150018", "UTF8", "on", "on", true), ("150018", "UTF8", "on", "local", true),
      ("130000", "UTF8", "on", "remote_apply", true), ("129999", "UTF8", "on", "on", false),
      ("150018", "SQL_ASCII", "on", "on", false), ("150018", "UTF8", "off", "on", false),
      ("150018", "UTF8", "on", "off", false),
    ])
  func settings(version: String, encoding: String, fsync: String, commit: String, isTaken: Bool) {
    let fault = PostgresSession.fault(
      version: version, encoding: encoding, fsync: fsync, synchronousCommit: commit)
    #expect((fault == nil) == isTaken)
  }
}
