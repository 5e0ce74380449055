import Testing

@testable import Storage

@Suite("The log told piece by piece")
struct PieceTests {
  @Test("is enough to check all of it, however the pages are cut", arguments: [1, 100, 1 << 20])
  func audited(bytes: Int) async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      let heads = try await Self.fill(store)
      let pieces = try await Self.pieces(store, bytes: bytes)
      #expect(Self.audit(pieces, try await store.head(), heads) == nil)
      let slices = pieces.count { if case .slice = $0 { true } else { false } }
      let parts = pieces.count { if case .effects = $0 { true } else { false } }
      #expect(slices == 23 && parts >= 3)
    }
  }

  /// What somebody could do to the pieces on their way, or a service could lie about.
  static let edits: [(name: String, edit: @Sendable (inout [LogPiece]) -> Void)] = [
    ("removed", { $0.remove(at: 3) }), ("doubled", { $0.insert($0[3], at: 3) }), ("swapped", { $0.swapAt(1, 2) }),
    ("cut short", { $0.removeLast() }),
    (
      "another slice",
      {
        $0.edit {
          if case .slice(let s, let o, var slice) = $0 {
            slice = StagedSlice(batch: slice.batch, sequence: slice.sequence, bytes: [9]);
            $0 = .slice(sequence: s, ordinal: o, slice)
          }
        }
      }
    ),
    (
      "another effect",
      {
        $0.edit {
          if case .effects(let s, let p, let bytes) = $0 { $0 = .effects(sequence: s, part: p, bytes: bytes + [0]) }
        }
      }
    ),
    (
      "another last effect",
      { $0.edit { if case .entry(let entry, let last) = $0 { $0 = .entry(entry, lastEffects: (last ?? []) + [0]) } } }
    ),
    ("no effects", { $0.edit { if case .entry(let entry, _) = $0 { $0 = .entry(entry, lastEffects: nil) } } }),
    (
      "another principal",
      {
        $0.edit {
          if case .entry(var entry, let last) = $0 {
            entry.request.principal = "x"; $0 = .entry(entry, lastEffects: last)
          }
        }
      }
    ),
    (
      "another leaf",
      {
        $0.edit {
          if case .entry(var entry, let last) = $0 {
            entry.request.principal = "x"; entry.leafHash = entry.computedLeaf; $0 = .entry(entry, lastEffects: last)
          }
        }
      }
    ),
  ]

  @Test("shows whatever was changed on the way", arguments: edits.indices)
  func edited(index: Int) async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      let heads = try await Self.fill(store)
      var pieces = try await Self.pieces(store, bytes: 1 << 20)
      Self.edits[index].edit(&pieces)
      #expect(Self.audit(pieces, try await store.head(), heads) != nil, "\(Self.edits[index].name)")
    }
  }

  @Test("that a later epoch shortened is told as given up")
  func givenUp() throws {
    let (a, b) = (Self.entry(1, epoch: 1, "a"), Self.entry(2, epoch: 1, "b"))
    var lost = MerkleFrontier()
    lost.append(a.leafHash)
    let kept = LogHead(epoch: 1, size: 1, root: lost.root, time: a.time)
    lost.append(b.leafHash)
    let outside = LogHead(epoch: 1, size: 2, root: lost.root, time: b.time)
    for names in [["c"], ["c", "d", "e"]] {
      var tree = MerkleFrontier()
      tree.append(a.leafHash)
      let later = names.enumerated().map { Self.entry(Int64($0 + 2), epoch: 2, $1) }
      for entry in later { tree.append(entry.leafHash) }
      let head = LogHead(epoch: 2, size: tree.size, root: tree.root, time: a.time)
      var auditor = LogAuditor(head: head, outside: [kept, outside])
      #expect(throws: LogFault.givenUp(outside, at: 2)) {
        for entry in [a] + later { try auditor.take(entry, Self.noParts) }
        try auditor.finish()
      }
    }
  }

  private static let noParts = LogAuditor.Parts(batches: 0, batchesDigest: nil, effectsDigest: nil)

  private static func entry(_ sequence: Int64, epoch: Int64, _ text: String) -> LogEntry {
    var entry = LogEntry(
      version: DataVersion(epoch: epoch, sequence: sequence), time: 7, request: request(text), batches: 0,
      batchesDigest: nil, effects: nil, algorithm: .sha256, leafHash: TreeHash(bytes: []))
    entry.leafHash = entry.computedLeaf
    return entry
  }

  private static func pieces(_ store: Store, bytes: Int) async throws -> [LogPiece] {
    var (all, cursor): ([LogPiece], LogCursor) = ([], LogCursor(before: 1))
    while true {
      let page = try await store.pieces(at: cursor, last: try await store.head().size, bytes: bytes)
      if page.pieces.isEmpty { return all }
      all += page.pieces
      cursor = page.next
    }
  }

  private static func audit(_ pieces: [LogPiece], _ head: LogHead, _ outside: [LogHead]) -> LogFault? {
    var (auditor, collector) = (LogAuditor(head: head, outside: outside), PieceCollector(head.algorithm))
    do throws(LogFault) {
      for piece in pieces {
        if let whole = collector.take(piece) { try auditor.take(whole.entry, whole.parts) }
      }
      try auditor.finish()
      return nil
    } catch {
      return error
    }
  }

  /// A log with everything that entries can have. Returns heads of it.
  private static func fill(_ store: Store) async throws -> [LogHead] {
    try await store.put(zone(1, "a"))
    var heads = [try await store.head()]
    for number in Int64(0)..<20 { try await store.stage(batch: "one", sequence: number, bytes: [UInt8(number)]) }
    for number in Int64(5)..<8 { try await store.stage(batch: "two", sequence: number, bytes: []) }
    _ = try await store.write(request()) { transaction in
      _ = try transaction.adopt("two")
      return .keep(try transaction.adopt("one").flatMap(\.bytes))
    }
    heads.append(try await store.head())
    let name = String(repeating: "z", count: 100)
    _ = try await store.write(request()) { transaction in
      for number in Int64(1)...2_000 { try zones.put(zone(number, "\(name)\(number)"), in: transaction) }
      return .keep([])
    }
    try await store.put(zone(1, "b"))
    heads.append(try await store.head())
    return heads
  }
}

extension [LogPiece] {
  /// Edits each piece; a piece of another kind stays.
  fileprivate mutating func edit(_ body: (inout LogPiece) -> Void) { for index in indices { body(&self[index]) } }
}

@Suite("Entries asked for")
struct EntryFilterTests {
  static let cases: [(name: String, set: @Sendable (inout EntryFilter) -> Void, found: [Int64])] = [
    ("all", { _ in }, Array(1...9)), ("principal", { $0.principal = "users/li" }, [1, 4, 7]),
    ("method", { $0.method = "/a.v1.S/Put" }, [1, 3, 5, 7, 9]), ("service", { $0.method = "/a.v1.S" }, Array(1...9)),
    ("half a method", { $0.method = "/a.v1.S/Pu" }, []), ("resource", { $0.resource = "p/a" }, [1, 2, 3]),
    ("resource's sibling", { $0.resource = "p/ab" }, [4, 5, 6]), ("parent", { $0.resource = "p" }, Array(1...9)),
    ("after", { $0.after = 1_003 }, Array(4...9)), ("until", { $0.until = 1_003 }, Array(1...3)),
    (
      "between",
      {
        $0.after = 1_003; $0.until = 1_005
      }, [4, 5]
    ), ("before all", { $0.until = 10 }, []),
    ("after all", { $0.after = 9_999 }, []), ("hostile", { $0.principal = "' OR 1=1 --" }, []),
    (
      "two at once",
      {
        $0.principal = "users/li"; $0.resource = "p/ab/z"
      }, [7]
    ),
  ]

  @Test("are those that the filter lets through, in either order and by any page", arguments: cases.indices)
  func filtered(index: Int) async throws {
    let folder = try TestFolder()
    let clock = TestClock(0)
    try await folder.withStore {
      $0.clock = clock.read
    } _: { (store: Store) async throws in
      let resources = ["p/a", "p/a/1", "p/a/2", "p/ab", "p/ab/1", "p/ab/2", "p/ab/z", "p/b", "p/c"]
      for (number, resource) in resources.enumerated() {
        clock.set(Int64(1_001 + number))
        var asked = request(principal: number % 3 == 0 ? "users/li" : "users/wang")
        asked.resource = resource
        asked.method = number % 2 == 0 ? "/a.v1.S/Put" : "/a.v1.S/Remove"
        _ = try await store.write(asked) { _ in .keep([]) }
      }
      var filter = EntryFilter()
      let (name, set, found) = Self.cases[index]
      set(&filter)
      let expected = name == "resource's sibling" ? found + [7] : found
      for (descending, limit) in [(false, 100), (true, 100), (false, 1), (true, 2)] {
        var (seen, after): ([Int64], Int64?) = ([], nil)
        repeat {
          let page = try await store.entries(matching: filter, descending: descending, after: after, limit: limit).page
          #expect(page.entries.count <= limit && page.entries.allSatisfy { $0.request.bytes.isEmpty })
          seen += page.entries.map(\.version.sequence)
          after = page.next
        } while after != nil
        #expect(seen == (descending ? expected.reversed() : expected), "\(name)")
      }
    }
  }
}
