import TestRandom
import Testing

@testable import Storage

@Suite("Effects")
struct EffectTests {
  /// Values that a careless encoding would mix up.
  static let hostile: [SQLValue] = [
    nil, 0, -1, 1, .integer(.min), .integer(.max), "", "0", "\u{e9}", "e\u{301}", "{integer} ?1", .blob([]),
    .blob([0]),
    .blob(Array(0...255)), .text(String(repeating: "长", count: 300)),
  ]

  @Test("come back as they were written, whatever is in them")
  func roundTrip() throws {
    var writer = EffectWriter()
    var expected: [Effect] = []
    var choice = SplitMix(seed: 5)
    for _ in 0..<2_000 {
      let table = choice.below(3) == 0 ? seals : zones
      let kind: Effect.Kind = [.insert, .update, .remove][choice.below(3)]
      let key = table.key.map { _ in Self.hostile[choice.below(Self.hostile.count)] }
      let columns =
        kind == .remove ? [] : table.columns.map { _ in Self.hostile[choice.below(Self.hostile.count)] }
      writer.add(kind, table, key: key, columns: columns)
      expected.append(Effect(table: table.effectTable, kind: kind, key: key, columns: columns))
    }
    #expect(try effects(of: writer.takePart()) == expected)
    #expect(try effects(of: writer.takePart()) == [])
  }

  @Test("cost little where rows repeat the row before")
  func repetition() {
    var writer = EffectWriter()
    let columns: [SQLValue] = [.text(String(repeating: "same", count: 50)), 7, .blob(Array(repeating: 1, count: 100))]
    for number in Int64(0)..<100 { writer.add(.insert, zones, key: ["370811", .integer(number)], columns: columns) }
    #expect(writer.bytes.count < 450 + 100 * 6)
  }

  @Test("that were edited are refused or read as others, but never more than there is")
  func malformed() throws {
    var writer = EffectWriter()
    for value in Self.hostile { writer.add(.update, zones, key: ["a", 1], columns: [value, 2, value]) }
    let part = writer.takePart()
    for length in 0..<part.count { _ = try? effects(of: Array(part[..<length])) }
    var choice = SplitMix(seed: 6)
    for _ in 0..<5_000 {
      var edited = part
      edited[choice.below(edited.count)] = UInt8(choice.below(256))
      _ = try? effects(of: edited)
    }
    for bytes in [[0], [17], [1], [1, 0], [16], [16, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1], [3, 200]] {
      #expect(throws: StorageError.self) { _ = try effects(of: bytes.map(UInt8.init)) }
    }
  }

  @Test("of an entry tell what became of each row, in order")
  func ofEntries() async throws {
    let folder = try TestFolder()
    try await folder.withStore { (store: Store) async throws in
      try await store.put(zone(1, "old"))
      _ = try await store.write(request()) { transaction in
        try zones.put(zone(1, "old"), in: transaction)  // Nothing new.
        try zones.put(zone(1, "new"), in: transaction)
        try zones.put(zone(2, "two"), in: transaction)
        try zones.remove(["370811", 2], in: transaction)
        try zones.remove(["370811", 3], in: transaction)  // Was never there.
        return .keep([])
      }
      _ = try await store.write(request()) { _ in .keep([]) }
      let all = try await effectsByEntry(store)
      #expect(all.map { $0.map(\.kind) } == [[.insert], [.update, .insert, .remove], []])
      #expect(all[1][0].columns == ["new", nil, nil] && all[1][2].key == ["370811", 2])
    }
  }

  @Test("of a large write lie in parts beside the entry, and a write that fails leaves none")
  func parts() async throws {
    struct Refused: Error {}
    let folder = try TestFolder()
    let name = String(repeating: "z", count: 100)
    try await folder.withStore { (store: Store) async throws in
      for fails in [true, false] {
        _ = try? await store.write(request()) { transaction in
          for number in Int64(1)...3_000 { try zones.put(zone(number, "\(name)\(number)"), in: transaction) }
          if fails { throw Refused() }
          return .keep([])
        }
      }
      let parts = try await store.read { try $0.rows("SELECT sequence FROM log_effect") }.value
      #expect(parts.count >= 4)
      let entry = try #require(try await store.changes(after: nil, limit: 1).first)
      #expect(entry.effects?.partsBefore == Int64(parts.count))
      #expect(try await effectsByEntry(store).map(\.count) == [3_000])
      #expect(try await store.verify() == .intact(store.head()))
      try folder.edit("UPDATE log_effect SET bytes = x'00' WHERE part = 2")
      #expect(try await store.verify() == .broken(.effectsEdited(sequence: 1)))
      try folder.edit("DELETE FROM log_effect WHERE part = 2")
      #expect(try await store.verify() == .broken(.effectsEdited(sequence: 1)))
    }
  }
}

let seals = VersionedTable("seal", key: [.text("zone")], columns: [.blob("seal")])

func effects(of part: [UInt8]) throws(StorageError) -> [Effect] {
  var reader = EffectReader(part)
  var effects: [Effect] = []
  while let effect = try reader.next() { effects.append(effect) }
  return effects
}

func effectsByEntry(_ store: Store) async throws -> [[Effect]] {
  try await store.readLog { log, head in
    try log.entries(after: 0, limit: Int(head.size)).map { entry in
      try (0...(entry.effects?.partsBefore ?? 0)).flatMap { try effects(of: log.effectPart($0, of: entry)) }
    }
  }
}
