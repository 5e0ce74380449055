import Testing

@testable import Storage

@Suite("Log")
struct LogTests {
  /// Edits that somebody with the file could make, and what must be found.
  static let edits: [(sql: String, found: LogFault)] = [
    ("UPDATE log_entry SET bytes = x'00' WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET principal = 'users/other' WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET on_behalf_of = '' WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET request_id = 'x' WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET method = 'm' WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET resource = 'r' WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET schema = 's' WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET time = time + 1 WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET received_at = 0 WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET epoch = 2 WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET batches = 1 WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET batches_digest = x'00' WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET effects = x'00' WHERE sequence = 5", .effectsEdited(sequence: 5)),
    ("UPDATE log_entry SET effects = NULL WHERE sequence = 5", .effectsEdited(sequence: 5)),
    ("UPDATE log_entry SET effect_parts = 1 WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET effect_parts = NULL WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET effects_digest = NULL WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET hash_algorithm = 'none' WHERE sequence = 5", .edited(sequence: 5)),
    ("UPDATE log_entry SET leaf_hash = x'00' WHERE sequence = 5", .edited(sequence: 5)),
    ("DELETE FROM log_entry WHERE sequence = 5", .missing(sequence: 5)),
    ("DELETE FROM log_entry WHERE sequence = 11", .missing(sequence: 11)),
    ("DELETE FROM log_entry WHERE sequence > 9", .missing(sequence: 10)),
    ("UPDATE log_entry SET sequence = 100 - sequence WHERE sequence IN (4, 7)", .missing(sequence: 4)),
    // As an older release has kept nodes of every level.
    ("INSERT INTO log_node (level, place, hash) VALUES (1, 2, x'00')", .treeEdited(first: 5, last: 6)),
    ("UPDATE log_head SET root = x'00'", .headEdited(size: 11)),
    ("UPDATE log_head SET time = time + 1", .headEdited(size: 11)),
    ("UPDATE log_head SET size = 10", .afterHead(sequence: 11)),
    ("UPDATE log_head SET size = 12", .missing(sequence: 12)),
    ("UPDATE log_slice SET bytes = x'00' WHERE sequence = 1", .batchesEdited(sequence: 11)),
    ("DELETE FROM log_slice WHERE sequence = 1", .batchesEdited(sequence: 11)),
    ("DELETE FROM log_batch", .batchesEdited(sequence: 11)),
  ]

  @Test("names the first entry that was edited, removed or moved", arguments: edits)
  func edited(sql: String, found: LogFault) async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      try await Self.fill(store)
      #expect(try await store.verify() == .intact(store.head()))
      try folder.edit(sql)
      #expect(try await store.verify() == .broken(found))
    }
  }

  @Test(
    "names a kept node of the tree that was edited or removed",
    arguments: [
      "UPDATE log_node SET hash = x'00' WHERE level = 8 AND place = 0", "DELETE FROM log_node WHERE level = 8",
    ])
  func node(edit: String) async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in Int64(1)...260 { group.addTask { try await store.put(zone(number, "z")) } }
        try await group.waitForAll()
      }
      #expect(try await store.verify() == .intact(store.head()))
      try folder.edit(edit)
      #expect(try await store.verify() == .broken(.treeEdited(first: 1, last: 256)))
    }
  }

  @Test("finds entries that changed places")
  func reordered() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      try await Self.fill(store)
      try folder.edit("UPDATE log_entry SET sequence = -sequence WHERE sequence IN (4, 7)")
      try folder.edit("UPDATE log_entry SET sequence = 11 + sequence WHERE sequence IN (-4, -7)")
      #expect(try await store.verify() == .broken(.edited(sequence: 4)))
    }
  }

  @Test("written anew is found by a head from outside, and cannot be without")
  func rewritten() async throws {
    let kept = try await Self.head(of: ["a", "b", "c"], after: 2)
    let longer = try await Self.head(of: ["a", "b", "c"], after: 3)
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      for name in ["a", "x"] { try await store.put(zone(1, name), text: name) }
      #expect(try await store.verify() == .intact(store.head()))
      #expect(try await store.verify(against: [kept]) == .broken(.rewritten(before: kept)))
      #expect(try await store.verify(against: [longer]) == .broken(.truncated(before: longer)))
      let own = try await store.head()
      try await store.put(zone(1, "more"))
      #expect(try await store.verify(against: [own]) == .intact(store.head()))
    }
  }

  @Test("proves its entries and its growth from the kept tree")
  func proofs() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      var heads = [try await store.head()]
      for number in Int64(1)...13 {
        try await store.put(zone(number, "z"))
        heads.append(try await store.head())
      }
      for head in heads {
        for sequence in 0..<head.size {
          let (entry, proof) = try await store.inclusionProof(of: sequence + 1, size: head.size)
          #expect(entry.version.sequence == sequence + 1)
          #expect(proof.proves(leaf: entry.leafHash, in: head.root))
        }
        let growth = try await store.consistencyProof(from: head.size)
        #expect(growth.proves(from: head.root, to: heads[13].root))
      }
      await #expect(throws: StorageError.self) { _ = try await store.inclusionProof(of: 14) }
      await #expect(throws: StorageError.self) { _ = try await store.inclusionProof(of: 0) }
      await #expect(throws: StorageError.self) { _ = try await store.consistencyProof(from: 14) }
    }
  }

  @Test("is read on from a cursor, and ends cursors that are not its own")
  func feed() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      try await Self.fill(store)
      var seen: [Int64] = []
      var cursor: DataVersion?
      while case let page = try await store.changes(after: cursor, limit: 4), let last = page.last {
        seen += page.map(\.version.sequence)
        cursor = last.version
      }
      #expect(seen == Array(1...11))
      for other in [DataVersion(epoch: 1, sequence: 12), DataVersion(epoch: 2, sequence: 1)] {
        await #expect(throws: StorageError.self) { _ = try await store.changes(after: other, limit: 1) }
      }
    }
  }

  @Test("wakes its listeners at each new version until it is closed")
  func signal() async throws {
    let folder = try TestFolder()
    let store = try await folder.open()
    let listening = Task {
      var last = Int64(-1)
      for await version in store.versions() where version.sequence > last { last = version.sequence }
      return last
    }
    for number in Int64(1)...50 { try await store.put(zone(number, "z")) }
    for await version in store.versions() where version.sequence == 50 { break }
    await store.close()
    let last = await listening.value
    #expect(last == 50 || last == -1)  // -1: it began to listen after the end.
    for await _ in store.versions() { Issue.record("a closed store has no versions") }
  }

  @Test("that does not lead to its head does not open")
  func brokenAtOpen() async throws {
    let folder = try TestFolder()
    try await folder.withStore { try await Self.fill($0) }
    try folder.edit("UPDATE log_head SET root = x'00'")
    await #expect(throws: StorageError.self) { _ = try await folder.open() }
  }

  private static func fill(_ store: Store) async throws {
    for number in Int64(1)...10 { try await store.put(zone(number, "z\(number)"), text: "\(number)") }
    for sequence in Int64(0)..<3 { try await store.stage(batch: "b", sequence: sequence, bytes: [9, UInt8(sequence)]) }
    _ = try await store.write(request()) { .keep(try $0.adopt("b").flatMap(\.bytes)) }
  }

  private static func head(of names: [String], after count: Int) async throws -> LogHead {
    let folder = try TestFolder()
    return try await folder.withStore { (store: Store) async throws in
      for name in names.prefix(count) { try await store.put(zone(1, name), text: name) }
      return try await store.head()
    }
  }
}
