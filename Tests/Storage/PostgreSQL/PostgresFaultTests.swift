import Synchronization
import Testing

@testable import Storage

@Suite("Faults of a PostgreSQL server", .enabled(if: TestEngine.isPostgreSQL))
struct PostgresFaultTests {
  @Test(
    "that lose the connection during COMMIT are resolved by what the log holds, with and without a request id",
    arguments: [CuttingProxy.Cut.beforeCommit, .afterCommit], ["one", nil])
  func doubt(cut: CuttingProxy.Cut, id: String?) async throws {
    try await TestServer.withProxy { proxy, _, store in
      try await store.put(zone(1, "before"))
      proxy.cut(cut)
      let written = try await store.put(zone(2, "in doubt"), id: id, text: "doubt")
      #expect(
        written == Written(version: DataVersion(epoch: 1, sequence: 2), answer: Array("doubt".utf8), replayed: false))
      #expect(try await store.names() == ["before", "in doubt"])
      #expect(try await store.changes(after: nil, limit: 9).count == 2)
      try await store.put(zone(3, "after"))
      #expect(try await store.verify() == .intact(store.head()))
    }
  }

  @Test(
    "that last leave the outcome open, and the request id tells it later",
    arguments: [CuttingProxy.Cut.beforeCommit, .afterCommit])
  func unknown(cut: CuttingProxy.Cut) async throws {
    try await TestServer.withProxy { proxy, _, store in
      try await store.put(zone(1, "before"))
      proxy.cut(cut, staysAway: true)
      await #expect {
        try await store.put(zone(2, "in doubt"), id: "one")
      } throws: { error in
        if case StorageError.outcomeUnknown = error { true } else { false }
      }
      proxy.comeBack()
      let written = try await store.put(zone(2, "in doubt"), id: "one")
      #expect(written.version.sequence == 2)
      if case .afterCommit = cut { #expect(written.replayed) } else { #expect(!written.replayed) }
      #expect(try await store.names() == ["before", "in doubt"])
      #expect(try await store.verify() == .intact(store.head()))
    }
  }

  @Test("that make it unreachable fail reads and writes clearly, until it is back")
  func away() async throws {
    try await TestServer.withProxy { proxy, _, store in
      try await store.put(zone(1, "a"))
      proxy.goAway()
      for _ in 0..<2 {
        await #expect {
          try await store.put(zone(2, "b"), id: "b")
        } throws: { error in
          if case StorageError.unreachable = error { true } else { false }
        }
        await #expect {
          try await store.names()
        } throws: { error in
          if case StorageError.unreachable = error { true } else { false }
        }
        await #expect(throws: StorageError.self) { try await store.stage(batch: "b", sequence: 0, bytes: [1]) }
      }
      proxy.comeBack()
      #expect(try await !store.put(zone(2, "b"), id: "b").replayed)
      try await store.stage(batch: "b", sequence: 0, bytes: [1])
      #expect(try await store.names() == ["a", "b"])
    }
  }

  @Test("that end the sessions in the middle of a transaction are not seen: everything is done once more")
  func terminated() async throws {
    let folder = try TestFolder()
    let runs = Atomic(0)
    try await folder.withStore { (store: Store) async throws in
      let written = try await store.write(request("a")) { transaction in
        try zones.put(zone(1, "a"), in: transaction)
        if runs.add(1, ordering: .relaxed).newValue == 1 { try TestServer.endSessions(of: folder) }
        return .keep(try zones.find(["370811", 1], in: transaction)?.blobIfPresent("seal") ?? [7])
      }
      #expect(written.answer == [7] && written.version.sequence == 1)
      #expect(runs.load(ordering: .relaxed) == 2)
      try TestServer.endSessions(of: folder)
      #expect(try await store.names() == ["a"])
    }
  }

  /// A statement that the server answers with this state.
  private static func raise(_ state: String) -> String { "DO $$ BEGIN RAISE SQLSTATE '\(state)'; END $$" }

  @Test(
    "that others cause are not seen when the same succeeds at once, and told as theirs when it never does",
    arguments: ["40001", "40P01", "55P03"])
  func contention(state: String) async throws {
    let folder = try TestFolder()
    let runs = Atomic(0)
    try await folder.withStore { (store: Store) async throws in
      let written = try await store.write(request("once", id: "once")) { transaction in
        try zones.put(zone(1, "once"), in: transaction)
        if runs.add(1, ordering: .relaxed).newValue == 1 { try transaction.run(Self.raise(state), []) }
        return .keep([])
      }
      #expect(written.version.sequence == 1 && runs.load(ordering: .relaxed) == 2)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in Int64(2)...9 { group.addTask { try await store.put(zone(number, "beside")) } }
        group.addTask {
          await #expect {
            _ = try await store.write(request("always", id: "always")) { transaction in
              try zones.put(zone(10, "always"), in: transaction)
              try transaction.run(Self.raise(state), [])
              return .keep([])
            }
          } throws: { error in
            if case StorageError.sql(let fault) = error { fault.isContention && fault.state == state } else { false }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await store.names() == ["once"] + Array(repeating: "beside", count: 8))
      #expect(try await store.verify() == .intact(store.head()))
    }
  }

  @Test(
    "that leave no room, or a server that only reads, are told as such, and nothing is kept",
    arguments: ["53100", "25006"])
  func noRoom(state: String) async throws {
    try await TestFolder().withStore { (store: Store) async throws in
      await #expect {
        _ = try await store.write(request("full", id: "full")) { transaction in
          try zones.put(zone(1, "full"), in: transaction)
          try transaction.run(Self.raise(state), [])
          return .keep([])
        }
      } throws: { error in
        switch error as? StorageError {
        case .diskFull: state == "53100"
        case .unreachable: state == "25006"
        default: false
        }
      }
      try await store.put(zone(1, "after"), id: "full")
      #expect(try await store.names() == ["after"])
      #expect(try await store.head().size == 1)
    }
  }

  @Test("of one host leave those of another in the URL")
  func severalHosts() async throws {
    let port = try TestServer.port
    let text = try TestServer.url.text.replacing("127.0.0.1:\(port)", with: "127.0.0.1:1,127.0.0.1:\(port)")
    let folder = try TestFolder(#require(DatabaseURL(text)))
    try await folder.withStore { (store: Store) async throws in
      try await store.put(zone(1, "a"))
      #expect(try await store.names() == ["a"])
    }
  }

  @Test(
    "that keep a store from opening are told by where and why",
    arguments: ["postgres://127.0.0.1:1/x", "postgres://h?y"])
  func unreachableAtStart(url: String) async throws {
    let url = try #require(DatabaseURL(url))
    await #expect {
      _ = try await Store.open(url, name: "indicators", migrations: [])
    } throws: { error in
      guard case StorageError.cannotOpen(let path, let reason) = error else { return false }
      return path == url.description && !reason.isEmpty && !reason.contains("\n")
    }
  }

  @Test("that would lose commits keep a store from opening")
  func notDurable() async throws {
    let folder = try TestFolder(TestServer.url(adding: "?options=-c%20synchronous_commit%3Doff"))
    await #expect {
      _ = try await folder.open()
    } throws: { error in
      if case StorageError.notDurable = error { true } else { false }
    }
  }

  @Test("that lose what was acknowledged, as a failover may, begin a new epoch")
  func lossyFailover() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      for number in Int64(1)...2 { try await store.put(zone(number, "z\(number)")) }
      let kept = try await store.head()
      try await store.put(zone(3, "lost"))
      try folder.edit("DELETE FROM log_entry WHERE sequence = 3")
      try folder.edit("DELETE FROM log_node WHERE (place + 1) * 2 > 2 OR level > 1")
      try folder.edit("DELETE FROM zone WHERE since = 3")
      try folder.edit(
        "UPDATE log_head SET size = 2, root = ?1, time = ?2", [.blob(kept.root.bytes), .integer(kept.time)])
      let written = try await store.put(zone(4, "after"))
      #expect(written.version == DataVersion(epoch: 2, sequence: 3))
      await #expect(throws: StorageError.self) {
        _ = try await store.changes(after: DataVersion(epoch: 1, sequence: 3), limit: 9)
      }
      #expect(try await store.names() == ["z1", "z2", "after"])
      #expect(try await store.verify(against: [kept]) == .intact(store.head()))
    }
  }
}
