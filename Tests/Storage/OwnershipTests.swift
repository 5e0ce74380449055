import Testing

@testable import Storage

#if canImport(Glibc)
  import Glibc
#endif

@Suite("The file", .enabled(if: TestEngine.isSQLite))
struct OwnershipTests {
  @Test("has one owner at a time")
  func oneOwner() async throws {
    let folder = try TestFolder()
    try await folder.withStore { _ in
      await #expect(throws: StorageError.inUse(folder: folder.path)) { _ = try await folder.open() }
    }
    try await folder.withStore { _ in }
  }

  @Test("is made with the folders above it")
  func folders() async throws {
    let folder = try TestFolder()
    let deep = "\(folder.path)/a/b"
    let store = try await Store.open(folder: deep, name: "test", migrations: zoneMigrations)
    await store.close()
    for name in ["test.sqlite", "test.lock"] { #expect(unlink("\(deep)/\(name)") == 0) }
    #expect(rmdir(deep) == 0 && rmdir("\(folder.path)/a") == 0)  // Empty: the WAL was copied back and is gone.
  }

  @Test("that cannot be made is a clear error")
  func notAFolder() async throws {
    await #expect(throws: StorageError.self) {
      _ = try await Store.open(folder: "/dev/null/data", name: "test", migrations: [])
    }
  }

  @Test("copied as it lies there, while it is written, opens with all that was answered before")
  func copied() async throws {
    let (folder, other) = (try TestFolder(), try TestFolder())
    let head = try await folder.withStore { (store: Store) async throws in
      for number in Int64(1)...200 { try await store.put(zone(number, "z\(number)")) }
      try folder.copy(to: other)
      return try await store.head()
    }
    #expect(other.entries.contains("test.sqlite-wal"))
    try await other.withStore { (store: Store) async throws in
      #expect(try await store.head() == head)
      #expect(try await store.names().count == 200)
      #expect(try await store.verify() == .intact(head))
    }
  }
}
