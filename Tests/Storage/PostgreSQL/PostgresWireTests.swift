import Testing

@testable import Storage

@Suite("What travels to a PostgreSQL server", .enabled(if: TestEngine.isPostgreSQL))
struct PostgresWireTests {
  /// The traffic of the lane's connection: nobody else writes the log's head.
  private func lane(_ proxy: CuttingProxy) throws -> PostgresTraffic {
    let lanes = proxy.traffic.filter { $0.texts.contains { $0.hasPrefix("UPDATE log_head") } }
    #expect(lanes.count == 1)
    return try #require(lanes.first)
  }

  /// How often the lane waits for the server in a write.
  private func journeys(
    _ proxy: CuttingProxy, _ store: Store, _ body: @escaping @Sendable (WriteTransaction) throws -> Void
  ) async throws -> Int {
    let before = try lane(proxy).journeys
    _ = try await store.write(request()) { transaction in
      try body(transaction)
      return .keep([])
    }
    return try lane(proxy).journeys - before
  }

  @Test("goes in one journey, however many statements a write has, or keys it looks up")
  func pipelined() async throws {
    try await TestServer.withProxy { proxy, _, store in
      try await store.put(zone(1, "before"))
      func posting(_ count: Int64) async throws -> Int {
        try await journeys(proxy, store) { transaction in
          for number in 0..<count {
            try transaction.post("UPDATE zone SET level = ?1 WHERE number = ?2", [.integer(number), .integer(1)])
          }
        }
      }
      func lookingUp(_ count: Int64) async throws -> Int {
        try await journeys(proxy, store) { transaction in
          let keys = (0..<count).map { [SQLValue.integer($0)] }
          let rows = try transaction.rows("SELECT name FROM zone WHERE number = ?1", each: keys)
          #expect(rows.count == Int(count))
        }
      }
      _ = (try await posting(1), try await lookingUp(1))  // A text is prepared when it is first met.
      let (posted, lookedUp) = (try await posting(1), try await lookingUp(1))
      #expect(posted > 0 && lookedUp > 0)
      #expect(try await posting(200) == posted)
      #expect(try await lookingUp(200) == lookedUp)
    }
  }

  @Test("of a large import goes by COPY, on a connection of its own")
  func copied() async throws {
    try await TestServer.withProxy { proxy, _, store in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in Int64(0)..<300 {
          group.addTask { try await store.stage(batch: "b", sequence: number, bytes: [UInt8(number % 256)]) }
        }
        try await group.waitForAll()
      }
      _ = try await store.write(request()) { .keep(try $0.adopt("b").map { $0.bytes[0] }) }
      let copying = proxy.traffic.filter { $0.copyPieces > 0 }
      #expect(copying.count == 1 && copying.allSatisfy { $0.texts.contains { $0.hasPrefix("COPY log_slice") } })
      #expect(try lane(proxy).copyPieces == 0)
      #expect(try await store.verify() == .intact(store.head()))
    }
  }

  @Test("to cancel a statement is sent by a thread of its own: who asks goes on", .timeLimit(.minutes(5)))
  func cancel() async throws {
    let proxy = try CuttingProxy(to: TestServer.port)
    defer { proxy.close() }
    let opened = try TestServer.url(port: proxy.port).database(name: TestEngine.newName()).openReader()
    defer { opened.close() }
    let connection = try #require(opened as? PostgresConnection)
    proxy.hold(.cancels)
    let cancel = try #require(PostgresCancel(connection.channel.raw))
    while proxy.heldCount == 0 { await Task.yield() }
    #expect(!cancel.finish(milliseconds: 0))
    proxy.letGo()
    #expect(cancel.finish(milliseconds: 30_000))
    #expect(try connection.rows("SELECT 1 AS one", []).count == 1)
  }

  @Test("to connect holds up none of Swift's threads, however long it takes", .timeLimit(.minutes(2)))
  func connecting() async throws {
    let proxy = try CuttingProxy(to: TestServer.port)
    defer { proxy.close() }
    let url = try TestServer.url(adding: "?connect_timeout=60", port: proxy.port)
    // More than Swift has threads: were any of them waiting in libpq, the last of these would not begin.
    let count = 32
    proxy.hold(.everybody)
    let opening = (0..<count).map { _ in
      Task { try await Store.open(url, name: TestEngine.newName(), migrations: zoneMigrations) }
    }
    while proxy.heldCount < count { await Task.yield() }
    proxy.letGo()
    for task in opening {
      let store = try await task.value
      #expect(try await store.names() == [])
      await store.close()
    }
  }
}
