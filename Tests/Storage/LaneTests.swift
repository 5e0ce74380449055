import Synchronization
import Testing

@testable import Storage

private struct Refused: Error, Equatable { var why: String }

@Suite("Write lane")
struct LaneTests {
  @Test("gives each of many concurrent writers one answer and one version, without a gap", arguments: [1, 7, 128])
  func concurrent(batchCallsMax: Int) async throws {
    let folder = try TestFolder()
    try await folder.withStore { options in
      options.batchCallsMax = batchCallsMax
    } _: { (store: Store) async throws in
      let answers = try await withThrowingTaskGroup(of: (Int64, Written).self) { group in
        for number in Int64(0)..<300 {
          group.addTask { (number, try await store.put(zone(number, "z\(number)"), text: "\(number)")) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.map(\.1.version.sequence).sorted() == Array(1...300))
      let entries = try await store.changes(after: nil, limit: 1000)
      #expect(entries.map(\.version.sequence) == Array(1...300))
      for (number, written) in answers {
        #expect(written.answer == Array("\(number)".utf8) && !written.replayed)
        #expect(entries[Int(written.version.sequence) - 1].request.bytes == written.answer)
        // What a version wrote is true at that version and not before.
        let before = DataVersion(epoch: 1, sequence: written.version.sequence - 1)
        #expect(
          try await store.read(at: .version(before)) { try zones.find(["370811", SQLValue(number)], in: $0) }.value
            == nil)
      }
      #expect(try await store.names().count == 300)
      guard case .intact = try await store.verify() else {
        Issue.record("the log is broken")
        return
      }
    }
  }

  @Test("announces a version before it answers the call that made it")
  func announced() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      for number in Int64(0)..<200 {
        let written = try await store.put(zone(number, "z\(number)"))
        #expect(try await store.version() == written.version)
      }
    }
  }

  @Test("decides on what the calls before it have written")
  func serial() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<100 {
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
      let count = try await store.read { try zones.find(["370811", 1], in: $0)?.integer("level") }.value
      #expect(count == 100)
    }
  }

  @Test("keeps nothing of a call that throws, and everything of those in the same batch")
  func isolation() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for number in Int64(0)..<120 {
          group.addTask {
            do {
              _ = try await store.write(request("\(number)", id: "id \(number)")) { transaction in
                try zones.put(zone(number, "z"), in: transaction)
                if number % 3 == 0 { throw Refused(why: "\(number)") }
                if number % 3 == 1 { try transaction.run("INSERT INTO nowhere VALUES (1)") }
                return .keep([])
              }
              return number % 3 == 2
            } catch let error as Refused {
              return error.why == "\(number)"
            } catch StorageError.sql {
              return number % 3 == 1
            } catch {
              return false
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.allSatisfy(\.self) && outcomes.count == 120)
      let numbers = try await store.read {
        try zones.select(orderBy: "number", in: $0).map { try $0.integer("number") }
      }.value
      #expect(numbers == (0..<120).filter { $0 % 3 == 2 })
      #expect(try await store.version().sequence == 40)
      let remembered = try await store.read { try $0.rows("SELECT request_id FROM log_request").count }.value
      #expect(remembered == 40)
      #expect(try await store.verify() == .intact(store.head()))
    }
  }

  @Test("logs nothing and keeps nothing when nothing changes, but answers and remembers")
  func unchanged() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      let first = try await store.put(zone(1, "a"))
      for replayed in [false, true] {
        let written = try await store.write(request("same", id: "one")) { transaction in
          try zones.put(zone(2, "must not stay"), in: transaction)
          return .unchanged([7])
        }
        #expect(written == Written(version: first.version, answer: [7], replayed: replayed))
      }
      #expect(try await store.names() == ["a"])
      #expect(try await store.changes(after: nil, limit: 10).count == 1)
    }
  }

  @Test("answers a repeated request as the first time, also after a restart and while the first is in flight")
  func replay() async throws {
    let folder = try TestFolder()
    let runs = Atomic(0)
    let call: @Sendable (Store) async throws -> Written = { store in
      try await store.write(request("a", id: "one")) { transaction in
        let run = runs.add(1, ordering: .relaxed).newValue
        try zones.put(zone(1, "run \(run)"), in: transaction)
        return .keep([UInt8(run)])
      }
    }
    let first = try await folder.withStore { (store: Store) async throws in
      try await withThrowingTaskGroup(of: Written.self) { group in
        for _ in 0..<20 { group.addTask { try await call(store) } }
        let all = try await group.reduce(into: []) { $0.append($1) }
        #expect(all.count { !$0.replayed } == 1)
        #expect(Set(all.map(\.version)).count == 1 && Set(all.map(\.answer)).count == 1)
        return try #require(all.first { !$0.replayed })
      }
    }
    try await folder.withStore { (store: Store) async throws in
      try await store.put(zone(2, "later"))
      let again = try await call(store)
      #expect(again == Written(version: first.version, answer: first.answer, replayed: true))
      #expect(try await store.names() == ["run 1", "later"])
    }
    #expect(runs.load(ordering: .relaxed) == 1)
  }

  @Test("refuses other bytes under a used id, but keeps ids of others apart")
  func reuse() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      try await store.put(zone(1, "a"), id: "one", text: "a")
      await #expect(throws: StorageError.requestIDReused("one")) {
        try await store.put(zone(1, "b"), id: "one", text: "b")
      }
      let other = try await store.write(request("b", id: "one", principal: "users/wang")) { _ in .keep([]) }
      #expect(!other.replayed && other.version.sequence == 2)
      #expect(try await store.names() == ["a"])
    }
  }

  @Test("tells the first answer to who asks before deciding, and nothing of what was not asked yet")
  func firstAnswer() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      #expect(try await store.firstAnswer(to: request("a", id: "one")) == nil)
      let written = try await store.put(zone(1, "a"), id: "one", text: "a")
      let found = try #require(try await store.firstAnswer(to: request("a", id: "one")))
      #expect(found == Written(version: written.version, answer: written.answer, replayed: true))
      await #expect(throws: StorageError.requestIDReused("one")) {
        _ = try await store.firstAnswer(to: request("b", id: "one"))
      }
      #expect(try await store.firstAnswer(to: request("a", id: "one", principal: "users/wang")) == nil)
      #expect(try await store.firstAnswer(to: request("a")) == nil)
    }
  }

  @Test("forgets answers after the days it keeps them, and nothing else")
  func retention() async throws {
    let folder = try TestFolder()
    let day: Int64 = 86_400_000_000
    let clock = TestClock(1000 * day)
    let options: (inout StoreOptions) -> Void = { $0.clock = clock.read }
    try await folder.withStore(options) { _ = try await $0.put(zone(1, "a"), id: "one") }
    clock.set(1029 * day)
    try await folder.withStore(options) { (store: Store) async throws in
      #expect(try await store.put(zone(1, "b"), id: "one").replayed)
    }
    clock.set(1031 * day)
    try await folder.withStore(options) { (store: Store) async throws in
      #expect(try await !store.put(zone(1, "c"), id: "one").replayed)
      #expect(try await store.changes(after: nil, limit: 10).map(\.version.sequence) == [1, 2])
    }
  }

  @Test("stamps entries with a time that never goes backwards, also over a restart")
  func time() async throws {
    let folder = try TestFolder()
    let clock = TestClock(0)
    var times: [Int64] = []
    for readings in [[5, 3, 9], [1, 10]] as [[Int64]] {
      times += try await folder.withStore {
        $0.clock = clock.read
      } _: { (store: Store) async throws in
        for reading in readings {
          clock.set(reading)
          try await store.put(zone(1, "at \(reading)"))
        }
        #expect(try await store.version(at: 4).sequence == 0)
        #expect(try await store.version(at: 5).sequence == 2)
        return try await store.changes(after: nil, limit: 9).suffix(readings.count).map(\.time)
      }
    }
    #expect(times == [5, 5, 9, 9, 10])
    try await folder.withStore { (store: Store) async throws in
      #expect(try await store.version(at: 8).sequence == 2)
      #expect(try await store.version(at: 9).sequence == 4)
      #expect(try await store.version(at: .max).sequence == 5)
    }
  }

  @Test("keeps the resource that only the decision could name")
  func resource() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      _ = try await store.write(request("a")) { transaction in
        transaction.name(resource: "documents/7")
        return .keep([])
      }
      #expect(try await store.changes(after: nil, limit: 1).first?.request.resource == "documents/7")
      #expect(try await store.verify() == .intact(store.head()))
    }
  }

  @Test("takes no call after it was closed, and may be closed twice")
  func closed() async throws {
    let folder = try TestFolder()
    let store = try await folder.open()
    await store.close()
    await store.close()
    await #expect(throws: StorageError.closed) { try await store.put(zone(1, "a")) }
    await #expect(throws: StorageError.closed) { try await store.names() }
    await #expect(throws: StorageError.closed) { try await store.version() }
  }

  @Test("refuses calls beyond its bound, and does nothing for a call that was cancelled while it waited")
  func boundAndCancel() async throws {
    let folder = try TestFolder()
    let gate = Gate()
    try await folder.withStore { options in
      options.waitingCallsMax = 1
    } _: { (store: Store) async throws in
      let holding = Task {
        try await store.write(request()) { _ in
          gate.pass()
          return .keep([])
        }
      }
      await gate.reached()
      let waiting = Task { try await store.put(zone(1, "cancelled")) }
      while store.waitingWrites < 1 { await Task.yield() }
      await #expect(throws: StorageError.overloaded) { try await store.put(zone(3, "too many")) }
      waiting.cancel()
      await #expect(throws: CancellationError.self) { try await waiting.value }
      gate.open()
      _ = try await holding.value
      while store.waitingWrites > 0 { await Task.yield() }
      try await store.put(zone(2, "after"))
      #expect(try await store.names() == ["after"])
      #expect(try await store.version().sequence == 2)
    }
  }
}
