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
  private func write(_ count: Int64, to store: Store) async throws {
    for number in 0..<count {
      let seal = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 1 << 20)
      _ = try await store.write(request()) { transaction in
        try zones.put(["370811", .integer(number % 3), .text("z\(number)"), nil, .blob(seal)], in: transaction)
        return .keep([])
      }
    }
  }

  @Test("stays bounded while large writes go on, also behind a read that does not end")
  func bounded() async throws {
    let folder = try TestFolder()
    let gate = Gate()
    try await folder.withStore { (store: Store) async throws in
      async let held: Void = store.read { transaction in
        _ = try transaction.rows("SELECT COUNT(*) AS n FROM zone")
        gate.pass()
      }.value
      await gate.reached()
      try await write(20, to: store)  // Nothing of this may be written over.
      gate.open()
      try await held
      try await write(80, to: store)
      let mostFrames = Int64(SQLiteCheckpointer.framesMax) + Int64(SQLiteCheckpointer.framesToCopy)
      #expect(walBytes(folder) < mostFrames * Self.pageBytes)
      #expect(try await store.verify() == .intact(store.head()))
      #expect(try await store.check(rebuilding: false).walBytes == walBytes(folder))
    }
    #expect(walBytes(folder) == 0)
  }
}
