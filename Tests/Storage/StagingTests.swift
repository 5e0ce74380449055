import Testing

@testable import Storage

@Suite("Staged batches")
struct StagingTests {
  @Test("are seen by nobody until an entry adopts them, and then by all at once")
  func adopted() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      for sequence in Int64(0)..<3 { try await store.stage(batch: "b", sequence: sequence, bytes: [UInt8(sequence)]) }
      #expect(try await store.version().sequence == 0)
      #expect(try await store.changes(after: nil, limit: 9).isEmpty)
      _ = try await store.write(request()) { transaction in
        let slices = try transaction.adopt("b")
        #expect(slices.map(\.sequence) == [0, 1, 2] && slices.map(\.bytes) == [[0], [1], [2]])
        try zones.put(contentsOf: slices.map { zone(Int64($0.bytes[0]), "z") }, in: transaction)
        return .keep([])
      }
      let entry = try #require(try await store.changes(after: nil, limit: 9).first)
      #expect(entry.batches == 1 && entry.batchesDigest != nil)
      #expect(try await store.names().count == 3)
      #expect(try await store.verify() == .intact(store.head()))
    }
  }

  @Test("stay unadopted when the decision throws, and are adopted only once")
  func once() async throws {
    struct Refused: Error {}
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      try await store.stage(batch: "b", sequence: 1, bytes: [1])
      await #expect(throws: Refused.self) {
        _ = try await store.write(request()) { transaction in
          _ = try transaction.adopt("b")
          throw Refused()
        }
      }
      _ = try await store.write(request()) { transaction in .keep(try transaction.adopt("b").flatMap(\.bytes)) }
      await #expect(throws: StorageError.batchUnknown("b")) {
        _ = try await store.write(request()) { transaction in .keep(try transaction.adopt("b").flatMap(\.bytes)) }
      }
      await #expect(throws: StorageError.batchUnknown("b")) {
        try await store.stage(batch: "b", sequence: 2, bytes: [2])
      }
      try await store.discard(batch: "b")  // Too late: it belongs to the log.
      #expect(try await store.verify() == .intact(store.head()))
    }
  }

  @Test("take the same slice again, refuse another at its place, and refuse gaps")
  func conflicts() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      try await store.stage(batch: "b", sequence: 0, bytes: [])
      try await store.stage(batch: "b", sequence: 0, bytes: [])
      await #expect(throws: StorageError.batchBroken(batch: "b", sequence: 0)) {
        try await store.stage(batch: "b", sequence: 0, bytes: [1])
      }
      try await store.stage(batch: "b", sequence: 2, bytes: [2])
      await #expect(throws: StorageError.batchBroken(batch: "b", sequence: 1)) {
        _ = try await store.write(request()) { transaction in .keep(try transaction.adopt("b").flatMap(\.bytes)) }
      }
      try await store.stage(batch: "b", sequence: 1, bytes: [1])
      let written = try await store.write(request()) { .keep(try $0.adopt("b").flatMap(\.bytes)) }
      #expect(written.answer == [1, 2])
    }
  }

  @Test("are swept when they were discarded or left behind by an earlier run; adopted ones stay")
  func orphans() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      for batch in ["adopted", "discarded", "left"] { try await store.stage(batch: batch, sequence: 0, bytes: [1]) }
      _ = try await store.write(request()) { .keep(try $0.adopt("adopted").flatMap(\.bytes)) }
      try await store.discard(batch: "discarded")
      #expect(try await Self.batches(store) == ["adopted", "left"])
    }
    // Where several instances may run, what is a day old is nobody's any more.
    let later = StoreOptions.systemClock() + 2 * 86_400_000_000
    try await folder.withStore {
      $0.clock = { later }
    } _: { (store: Store) async throws in
      #expect(try await Self.batches(store) == ["adopted"])
      #expect(try await store.verify() == .intact(store.head()))
    }
  }

  private static func batches(_ store: Store) async throws -> [String] {
    try await store.read {
      let slices = try $0.rows("SELECT DISTINCT batch FROM log_slice ORDER BY batch").map { try $0.text("batch") }
      let batches = try $0.rows("SELECT batch FROM log_batch ORDER BY batch").map { try $0.text("batch") }
      return slices == batches ? batches : ["differ"]
    }.value
  }
}
