import Testing

@testable import Storage

@Suite("Values")
struct ValueTests {
  static let hostile: [SQLValue] = [
    .null, .integer(0), .integer(.min), .integer(.max), .integer(-1), .text(""), .text("突破 👩‍👩‍👧‍👦 \u{301}é"),
    .text("'; DROP TABLE zone; --"), .text("\u{FFFF}\u{10FFFF}\u{1}\u{7F}"), .text("?1 {text} \"x\""),
    .text(String(repeating: "济", count: 100_000)), .blob([]), .blob([0]), .blob([0xff, 0x00, 0xfe]),
    .blob([UInt8](repeating: 7, count: 1_000_000)), .text("e\u{301}"), .text("\u{e9}"),
  ]

  /// A row with its number, and the value in the column of its kind: integer, text or blob.
  static func row(_ number: Int, _ value: SQLValue) -> [SQLValue] {
    var row: [SQLValue] = [SQLValue(number), nil, nil, nil]
    switch value {
    case .null: break
    case .integer: row[1] = value
    case .text: row[2] = value
    case .blob: row[3] = value
    }
    return row
  }

  @Test("come back as they were stored")
  func roundTrip() async throws {
    let folder = try TestFolder()
    let create = Migration(
      "0001", "CREATE TABLE v (n {integer} PRIMARY KEY, i {integer}, t {text}, b {blob}) {strict};")
    try await folder.withStore(migrations: [create]) { (store: Store) async throws in
      for (n, value) in Self.hostile.enumerated() {
        let arguments = Self.row(n, value)
        _ = try await store.write(request()) { transaction in
          try transaction.run("INSERT INTO v (n, i, t, b) VALUES (?1, ?2, ?3, ?4)", arguments)
          return .keep([])
        }
        let read = try await store.read { try $0.first("SELECT * FROM v WHERE n = ?1", [SQLValue(n)]) }.value
        let found = try #require(read)
        #expect(found.values == arguments)
        // Swift's == takes texts for equal that are the same only to the eye; the bytes must be.
        if case .text(let text) = value { #expect(Array(try found.text("t").utf8) == Array(text.utf8)) }
      }
    }
  }

  @Test("with NUL in a text are refused, also in the log's own fields", arguments: ["\0", "a\0b", "济\0"])
  func nul(text: String) async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      await #expect(throws: StorageError.nulInText) { try await store.put(zone(1, text)) }
      await #expect(throws: StorageError.nulInText) { try await store.put(zone(1, "a"), id: text) }
      #expect(try await store.version().sequence == 0)
      #expect(try await store.names() == [])
    }
  }

  @Test("of another kind than the program asks for are an error, and null is never zero")
  func typed() throws {
    let row = SQLRow(columns: ["a", "b"], values: [.integer(1), .null])
    #expect(try row.integer("a") == 1)
    #expect(try row.flag("a"))
    #expect(try row.integerIfPresent("b") == nil)
    #expect(throws: StorageError.self) { try row.text("a") }
    #expect(throws: StorageError.self) { try row.integer("b") }
    #expect(throws: StorageError.self) { try row.blobIfPresent("a") }
    #expect(throws: StorageError.self) { try row.integer("c") }
  }

  @Test("never show up in an error")
  func hiddenArguments() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      let error = await #expect(throws: StorageError.self) {
        _ = try await store.write(request()) { transaction in
          try transaction.run("INSERT INTO nowhere (name) VALUES (?1)", ["secret"])
          return .keep([])
        }
      }
      guard case .sql(let fault)? = error else {
        Issue.record("no SQL error: \(String(describing: error))")
        return
      }
      #expect(TestEngine.isSQLite ? fault.code == 1 : fault.state == "42P01")
      #expect(fault.message.contains("nowhere") && fault.sql.contains("?1"))
      #expect(!"\(fault)".contains("secret"))
    }
  }

  @Test("must be as many as the statement has parameters", arguments: [[], [1], [1, 2, 3]] as [[SQLValue]])
  func argumentCount(arguments: [SQLValue]) async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      await #expect(throws: StorageError.self) {
        _ = try await store.read { try $0.rows("SELECT ?1 + ?2 AS x", arguments) }
      }
    }
  }
}
