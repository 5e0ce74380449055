import Synchronization
import Testing

@testable import Storage

@Suite("Several instances on one PostgreSQL", .enabled(if: TestEngine.isPostgreSQL))
struct PostgresSharingTests {
  /// Runs a test over two stores of the same data, as two instances of a service have them.
  private func withTwo(
    _ body: (Store, Store, TestFolder) async throws -> Void, set: (inout StoreOptions) -> Void = { _ in }
  ) async throws {
    let folder = try TestFolder()
    try await folder.withStore(set) { (one: Store) async throws in
      try await folder.withStore(set) { (two: Store) async throws in try await body(one, two, folder) }
    }
  }

  @Test("give versions without a gap in the order of their commits, and both feeds agree")
  func versions() async throws {
    try await withTwo { one, two, _ in
      let written = try await withThrowingTaskGroup(of: (Int64, Int64).self) { group in
        for number in Int64(0)..<200 {
          let store = number % 2 == 0 ? one : two
          group.addTask {
            (number, try await store.put(zone(number, "z\(number)"), text: "\(number)").version.sequence)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(written.map(\.1).sorted() == Array(1...200))
      let feed = try await one.changes(after: nil, limit: 1_000)
      #expect(try await two.changes(after: nil, limit: 1_000) == feed)
      for (number, sequence) in written { #expect(feed[Int(sequence) - 1].request.bytes == Array("\(number)".utf8)) }
      #expect(zip(feed, feed.dropFirst()).allSatisfy { $0.time <= $1.time })
      #expect(try await two.verify() == .intact(one.head()))
    }
  }

  @Test("decide on what the other has written")
  func counter() async throws {
    try await withTwo { one, two, _ in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<60 {
          let store = number % 2 == 0 ? one : two
          group.addTask {
            _ = try await store.write(request()) { transaction in
              let count = try zones.find(["370811", 1], in: transaction)?.integer("level") ?? 0
              try zones.put(zone(1, "counter", level: count + 1), in: transaction)
              return .keep([])
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await one.read { try zones.find(["370811", 1], in: $0)?.integer("level") }.value == 60)
    }
  }

  @Test("answer a request once, whichever of them is asked")
  func requests() async throws {
    try await withTwo { one, two, _ in
      let all = try await withThrowingTaskGroup(of: Written.self) { group in
        for store in [one, two, one, two, one, two] {
          group.addTask { try await store.put(zone(1, "a"), id: "one", text: "a") }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(all.count { !$0.replayed } == 1)
      #expect(Set(all.map(\.version)) == [DataVersion(epoch: 1, sequence: 1)])
    }
  }

  @Test("wait for a version that the other writes")
  func minimum() async throws {
    try await withTwo { one, two, _ in try await expectHeard(one, two) }
  }

  @Test("hear of it also when every notification is lost")
  func unheard() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (one: Store) async throws in
      let deaf = try PostgresDatabase(folder.url, name: folder.name, hears: false)
      let two = try await Store.open(deaf, migrations: zoneMigrations, options: StoreOptions())
      try await two.using { two in try await expectHeard(one, two) }
    }
  }

  private func expectHeard(_ one: Store, _ two: Store) async throws {
    let wanted = DataVersion(epoch: 1, sequence: 1)
    let deadline = ContinuousClock.now + .seconds(60)
    let waiting = Task { try await two.names(at: .minimum(wanted, deadline: deadline)) }
    let following = Task {
      for await version in two.versions() where version >= wanted { return version }
      return DataVersion(epoch: 0, sequence: 0)
    }
    try await one.put(zone(1, "a"))
    #expect(try await waiting.value == ["a"])
    #expect(await following.value == wanted)
  }

  @Test("may start at the same time on an empty schema, and each migration runs once")
  func starts() async throws {
    let folder = try TestFolder()
    let once = Migration("0002 fill", "CREATE TABLE b (x {integer} NOT NULL); INSERT INTO b (x) VALUES (1);")
    let stores = try await withThrowingTaskGroup(of: Store.self) { group in
      for _ in 0..<4 { group.addTask { try await folder.open(migrations: zoneMigrations + [once]) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(try await stores[0].read { try $0.rows("SELECT x FROM b").count }.value == 1)
    for (number, store) in stores.enumerated() { try await store.put(zone(Int64(number), "z")) }
    for store in stores { await store.close() }
  }

  @Test("find the schema made that another makes at the same moment", .timeLimit(.minutes(5)))
  func schema() async throws {
    let (folder, other) = (try TestFolder(), try TestFolder())
    let (maker, watcher) = (try other.connect(), try other.connect())
    defer { for connection in [maker, watcher] { connection.close() } }
    try maker.begin(writing: true)
    _ = try maker.run("CREATE SCHEMA tupo_\(folder.name)")
    let opened = Task { try await folder.withStore { try await $0.put(zone(1, "a")) } }
    let waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND strpos(query, ?1) > 0"
    let statement = "SCHEMA IF NOT EXISTS \"tupo_\(folder.name)\""
    while try watcher.first(waiting, [.text(statement)]) == nil, !Task.isCancelled { await Task.yield() }
    try maker.commit()
    _ = try await opened.value
  }

  @Test("leave each other's staged slices alone when one of them starts")
  func staged() async throws {
    try await withTwo { one, two, folder in
      try await one.stage(batch: "b", sequence: 0, bytes: [1])
      try await folder.withStore { _ in }
      let written = try await two.write(request()) { .keep(try $0.adopt("b").flatMap(\.bytes)) }
      #expect(written.answer == [1])
    }
  }

  @Test("go on when the other changes a table under their prepared statements")
  func migrated() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      let all: @Sendable (Store) async throws -> Int = { store in
        try await store.read { try $0.rows("SELECT * FROM zone").count }.value
      }
      try await store.put(zone(1, "a"))
      #expect(try await all(store) == 1)
      let more = Migration("0002 widen", "ALTER TABLE zone ADD COLUMN more {text};", expands: true)
      try await folder.withStore(migrations: zoneMigrations + [more]) { _ in }
      #expect(try await all(store) == 1)
      try await store.put(zone(1, "b"))
      #expect(try await store.names() == ["b"])
    }
  }
}
