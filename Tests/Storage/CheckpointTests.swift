import CLossyDisk
import Testing

@testable import Storage

extension PowerFailureTests {
  /// Beside the power failures, with which it shares the one disk that is watched.
  @Suite("A checkpoint", .enabled(if: TestEngine.isSQLite))
  struct CheckpointTests {
    /// So large that a few writes make a checkpoint due, and the others stay far below the WAL's bound.
    private static let sealBytes = 1 << 20
    private static let writesToCopy = Int(SQLiteCheckpointer.bytes(SQLiteCheckpointer.framesToCopy)) / sealBytes + 2

    private func put(_ number: Int, in store: Store) async throws {
      let seal = SQLValue.blob([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: Self.sealBytes))
      _ = try await store.write(request("\(number)")) { transaction in
        try zones.put(["370811", .integer(Int64(number)), .text("z\(number)"), nil, seal], in: transaction)
        return .keep([])
      }
    }

    @Test("whose copying is held up holds up no write and no read", .timeLimit(.minutes(5)))
    func held() async throws {
      let folder = try TestFolder()
      try await LossyDisk.record(folder.path) {
        try await folder.withStore { (store: Store) async throws in
          lossy_hold()
          defer { lossy_let_go() }
          for number in 0..<Self.writesToCopy { try await put(number, in: store) }
          try await WorkerThread.run { lossy_await_held() }
          for number in 0..<20 {
            try await put(100 + number, in: store)
            #expect(try await store.names().count == Self.writesToCopy + number + 1)
          }
          #expect(lossy_held() == 1)  // Not a page was copied meanwhile, and nobody else has tried to.
          lossy_let_go()
          #expect(try await store.verify() == .intact(store.head()))
        }
      }
      try await folder.withStore { (store: Store) async throws in
        #expect(try await store.names().count == Self.writesToCopy + 20)
        #expect(try await store.check(rebuilding: true).isSound)
      }
    }
  }
}
