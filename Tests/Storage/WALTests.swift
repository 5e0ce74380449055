import Testing

@testable import Storage

#if canImport(Glibc)
  import Glibc
#endif

@Suite("The write-ahead log", .enabled(if: TestEngine.isSQLite))
struct WALTests {
  private static let pageBytes: Int64 = 4_096

  private func walBytes(_ folder: TestFolder) -> Int64 {
    var status = stat()
    return stat("\(folder.path)/\(folder.name).sqlite-wal", &status) == 0 ? Int64(status.st_size) : 0
  }

  /// Each write is large, so that the lane is never waited for by less than it may copy.
  private func write(_ numbers: Range<Int64>, to store: Store) async throws {
    for number in numbers {
      let seal = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 1 << 20)
      _ = try await store.write(request()) { transaction in
        try zones.put(["370811", .integer(number % 3), .text("z\(number)"), nil, .blob(seal)], in: transaction)
        return .keep([])
      }
    }
  }

  /// A read as another program has it that holds the file open: nobody ends it.
  private func holdRead(_ folder: TestFolder) throws -> any SQLConnection {
    let foreign = try folder.connect()
    try foreign.begin(writing: false)
    _ = try foreign.rows("SELECT COUNT(*) AS n FROM zone", [])
    return foreign
  }

  @Test("is cut to its bound again once a long read has ended, while large writes go on")
  func bounded() async throws {
    let folder = try TestFolder()
    let framesMost = Int64(SQLiteCheckpointer.framesMax) + Int64(SQLiteCheckpointer.framesToCopy)
    let most = framesMost * Self.pageBytes
    try await folder.withStore { (store: Store) async throws in
      let foreign = try holdRead(folder)
      defer { foreign.close() }
      var written: Int64 = 0
      while walBytes(folder) < most && written < 200 {  // Nothing of this may be written over.
        try await write(written..<written + 1, to: store)
        written += 1
      }
      #expect(walBytes(folder) >= most)
      foreign.rollback()
      try await write(written..<written + 80, to: store)
      #expect(walBytes(folder) < most)
      #expect(try await store.verify() == .intact(store.head()))
      #expect(try await store.check(rebuilding: false).walBytes == walBytes(folder))
    }
    #expect(walBytes(folder) == 0)
  }

  @Test("stays bounded behind a read that does not end: writes are refused until it does")
  func pinned() async throws {
    let folder = try TestFolder()
    let limit: Int64 = 16 << 20
    let writeMost: Int64 = 8 << 20
    try await folder.withStore {
      $0.walBytesMax = limit
    } _: { (store: Store) async throws in
      for round in Int64(0)..<2 {
        let foreign = try holdRead(folder)
        defer { foreign.close() }
        let refused = await #expect(throws: StorageError.self) {
          try await write(round * 100..<round * 100 + 50, to: store)
        }
        let bytes = walBytes(folder)
        guard case .walPinned? = refused else { throw refused ?? .closed }
        #expect(bytes >= limit && bytes < limit + writeMost)
        let before = try await store.version()
        for number in Int64(0)..<5 {
          await #expect(throws: StorageError.self) { try await store.put(zone(50 + number, "refused")) }
        }
        #expect(walBytes(folder) == bytes)
        #expect(try await store.version() == before)
        #expect(try await !store.names().contains("refused"))
        foreign.rollback()
        try await store.put(zone(50, "after \(round)"))
        #expect(walBytes(folder) < limit)
        #expect(try await store.names().contains("after \(round)"))
      }
      #expect(try await store.verify() == .intact(store.head()))
    }
  }
}
