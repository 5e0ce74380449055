import Testing

@testable import Storage

@Suite("Values on both engines", .enabled(if: TestEngine.isPostgreSQL))
struct PostgresValueTests {
  private static let table = Migration(
    "0001", "CREATE TABLE v (n {integer} PRIMARY KEY, i {integer}, t {text}, b {blob}) {strict};")
  private static let columns = ["n", "i", "t", "b"]

  private static let rows: [[SQLValue]] = ValueTests.hostile.enumerated().map { n, value in
    switch value {
    case .null: [SQLValue(n), nil, nil, nil]
    case .integer: [SQLValue(n), value, nil, nil]
    case .text: [SQLValue(n), nil, value, nil]
    case .blob: [SQLValue(n), nil, nil, value]
    }
  }

  @Test("are the same bytes in the same order, whichever engine keeps them and however they came in")
  func same() async throws {
    var kept: [[SQLRow]] = []
    for (server, bulk) in [(nil, 0), (TestEngine.server, 0), (TestEngine.server, 1), (TestEngine.server, 2)] {
      let folder = try TestFolder(server)
      try await folder.withStore(migrations: [Self.table]) { (store: Store) async throws in
        let database = try bulk == 0 ? nil : folder.url.database(name: folder.name)
        let connection = try bulk == 1 ? database?.openWriter() : database?.openStager()  // The latter copies.
        if let connection {
          try connection.begin(writing: true)
          try connection.insert(Self.rows.flatMap(\.self), into: "v", Self.columns)
          try connection.commit()
        } else {
          _ = try await store.write(request()) { transaction in
            for row in Self.rows {
              try transaction.run("INSERT INTO v (n, i, t, b) VALUES (?1, ?2, ?3, ?4)", row)
            }
            return .keep([])
          }
        }
        connection?.close()
        for order in ["n", "t NULLS LAST, n", "i DESC NULLS LAST, n", "b NULLS FIRST, n"] {
          kept.append(try await store.read { try $0.rows("SELECT * FROM v ORDER BY \(order)") }.value)
        }
        kept.append(
          try await store.read {
            try $0.rows(
              "SELECT COUNT(*) AS n, CAST(SUM(n) AS {integer}) AS s, MIN(t) AS t, n > ?1 AS f FROM v GROUP BY n > ?1 "
                + "ORDER BY f", [7])
          }.value)
      }
    }
    let each = kept.count / 4
    for way in 1...3 { #expect(Array(kept[..<each]) == Array(kept[(way * each)..<((way + 1) * each)])) }
    #expect(kept[0].map(\.values) == Self.rows)
  }

  @Test(
    "of kinds that have no place are refused: a sum without CAST, a fraction", arguments: ["SUM(n)", "AVG(n)", "1.5"])
  func refused(expression: String) async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: [Self.table]) { (store: Store) async throws in
      _ = try await store.write(request()) { transaction in
        try transaction.run("INSERT INTO v (n) VALUES (1)")
        return .keep([])
      }
      await #expect(throws: StorageError.self) {
        _ = try await store.read { try $0.rows("SELECT \(expression) AS x FROM v GROUP BY n") }
      }
    }
  }

  @Test("may be null first and something later, or the other way round, in the same statement")
  func nullFirst() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: [Self.table]) { (store: Store) async throws in
      for (n, value) in ([nil, 1, nil, 2] as [Int64?]).enumerated() {
        _ = try await store.write(request()) { transaction in
          try transaction.run("INSERT INTO v (n, i) VALUES (?1, ?2)", [SQLValue(n), SQLValue(value)])
          return .keep([])
        }
      }
      let kept = try await store.read { try $0.rows("SELECT i FROM v ORDER BY n") }.value
      #expect(try kept.map { try $0.integerIfPresent("i") } == [nil, 1, nil, 2])
    }
  }

  @Test("that are many are read piece by piece, also inside each other")
  func cursors() async throws {
    let folder = try TestFolder()
    try await folder.withStore(migrations: [Self.table]) { (store: Store) async throws in
      _ = try await store.write(request()) { transaction in
        for n in 0..<1_000 { try transaction.run("INSERT INTO v (n) VALUES (?1)", [SQLValue(n)]) }
        return .keep([])
      }
      let sums = try await store.read { transaction in
        var sums = (Int64(0), Int64(0))
        try transaction.forEach("SELECT n FROM v WHERE n >= ?1 ORDER BY n", [0]) { row in
          sums.0 += try row.integer("n")
          guard try row.integer("n") % 500 == 0 else { return }
          try transaction.forEach("SELECT n FROM v WHERE n >= ?1 ORDER BY n", [0]) { sums.1 += try $0.integer("n") }
        }
        return sums
      }.value
      #expect(sums == (499_500, 2 * 499_500))
    }
  }
}
