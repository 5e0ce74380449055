import Testing

@testable import Storage

@Suite("A check on PostgreSQL", .enabled(if: TestEngine.isPostgreSQL))
struct PostgresCheckTests {
  @Test("compares indexes with their tables where amcheck may be used, and says where it may not")
  func indexes() async throws {
    let database = TestEngine.newName()
    try TestServer.administer("CREATE DATABASE \(database) TEMPLATE template0 ENCODING 'UTF8'")
    let folder = try TestFolder(TestServer.url(database: database))
    try await folder.withStore { (store: Store) async throws in
      try await store.put(zone(1, "a"))
      let before = try await store.check(rebuilding: true)
      #expect(before.isSound && before.leavesIndexesOut)
      try TestServer.administer("CREATE EXTENSION amcheck", database: database)
      let after = try await store.check(rebuilding: true)
      #expect(after.isSound && !after.leavesIndexesOut)
      try await store.put(zone(2, "b"))
    }
    // A row that the index does not have, as a fault of the disk or of the server's locale leaves it.
    let index = "(SELECT indexrelid FROM pg_index WHERE indrelid = CAST('zone' AS regclass) ORDER BY 1 LIMIT 1)"
    func setIndex(_ isThere: Bool) throws {
      try folder.edit(
        "UPDATE pg_index SET indisready = \(isThere), indisvalid = \(isThere) WHERE indexrelid = \(index)")
    }
    try setIndex(false)
    try folder.edit("UPDATE zone SET number = 99 WHERE number = 2")
    try setIndex(true)
    try await folder.withStore { (store: Store) async throws in
      let faults = try await store.check(rebuilding: false).engineFaults
      #expect(faults.count == 1 && faults[0].contains("zone") && faults[0].contains("index"), "\(faults)")
    }
  }
}
