import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Chassis

@Suite("The watch service")
struct WatchTests {
  @Test("tells each version whole, then its checkpoint, and ends at the head when asked to")
  func versions() async throws {
    try await withVillage { store in
      try await Village.put("a", to: store)
      try await Village.put("b", to: store)
      try await Village.put("a", "other", to: store)
      let watching = Watching(store) { $0.endAtHead = true }
      #expect(
        await watching.all() == [
          "1 created zones/a", "= 1 -2", "2 created zones/b", "= 2 -1", "3 updated zones/a", "= 3",
        ])
      #expect(await watching.end() == nil)
    }
  }

  @Test("goes on after any version without a gap", arguments: 0...3)
  func resumed(after sequence: Int64) async throws {
    try await withVillage { store in
      for id in ["a", "b", "c"] { try await Village.put(id, to: store) }
      let told = await Watching(store) {
        $0.endAtHead = true
        $0.after = .with {
          $0.epoch = 1
          $0.sequence = sequence
        }
      }.all()
      let changes = told.filter { !$0.hasPrefix("=") }
      #expect(changes == ["1 created zones/a", "2 created zones/b", "3 created zones/c"].suffix(3 - Int(sequence)))
      #expect(told.last == "= 3")
    }
  }

  static let folds: [(name: String, kind: String?, body: @Sendable (WriteTransaction) throws -> Void)] = [
    (
      "a row that came and went", nil,
      { tx in
        try Village.zone.put([.text("n"), .text("s")], in: tx)
        try Village.zone.remove([.text("n")], in: tx)
      }
    ),
    (
      "a row that came twice", "created zones/n",
      { tx in
        try Village.zone.put([.text("n"), .text("s")], in: tx)
        try Village.zone.put([.text("n"), .text("t")], in: tx)
      }
    ),
    ("a part alone", "updated zones/a", { try Village.part.put([.text("a"), .integer(0), .text("w")], in: $0) }),
    (
      "a row with its parts", "created zones/n",
      { tx in
        try Village.part.put([.text("n"), .integer(0), .text("w")], in: tx)
        try Village.zone.put([.text("n"), .text("s")], in: tx)
        try Village.part.put([.text("n"), .integer(1), .text("w")], in: tx)
      }
    ),
    (
      "a row that went and came", "updated zones/a",
      { tx in
        try Village.zone.remove([.text("a")], in: tx)
        try Village.zone.put([.text("a"), .text("new")], in: tx)
      }
    ),
    ("a row that went", "removed zones/a", { try Village.zone.remove([.text("a")], in: $0) }),
    ("a table that is not told", nil, { try Village.other.put([.text("a"), .text("w")], in: $0) }),
  ]

  @Test("says once what became of a resource", arguments: folds.indices)
  func folded(index: Int) async throws {
    try await withVillage { store in
      try await Village.put("a", to: store)
      try await Village.write(to: store, Self.folds[index].body)
      let told = await Watching(store) {
        $0.endAtHead = true
        $0.after = .with {
          $0.epoch = 1
          $0.sequence = 1
        }
      }.all()
      let change = Self.folds[index].kind.map { ["2 \($0)"] } ?? []
      #expect(told == change + ["= 2"], "\(Self.folds[index].name)")
    }
  }

  @Test(
    "tells only what lies in its scopes and kinds; the checkpoint moves on past the rest",
    arguments: [
      (scopes: ["programmes/p/zones/a"], types: [], told: ["1 created zones/a"]),
      (scopes: ["programmes/p/zones"], types: [], told: ["1 created zones/a", "2 created zones/ab"]),
      (
        scopes: ["programmes/p/zones/ab", "programmes/p/offices"], types: [],
        told: ["2 created zones/ab", "3 created offices/a"]
      ),
      (scopes: [], types: ["tupo.reporting.v1.Office"], told: ["3 created offices/a"]),
      (scopes: ["programmes/p/zones"], types: ["tupo.reporting.v1.Office"], told: []),
      (scopes: ["programmes/q"], types: [], told: []),
    ] as [(scopes: [String], types: [String], told: [String])])
  func scoped(scopes: [String], types: [String], told: [String]) async throws {
    try await withVillage { store in
      try await Village.put("a", to: store)
      try await Village.put("ab", to: store)
      try await Village.write(to: store) { try Village.office.put([.text("a"), .text("w")], in: $0) }
      let all = await Watching(store) {
        $0.endAtHead = true
        $0.scopes = scopes
        $0.types = types
      }.all()
      #expect(all.filter { !$0.hasPrefix("=") } == told)
      #expect(all.last == "= 3")
    }
  }

  @Test("gives the state as it was in the version, not as it is now")
  func states() async throws {
    try await withVillage { store in
      for source in ["first", "second"] { try await Village.put("a", source, to: store) }
      try await Village.write(to: store) { try Village.zone.remove([.text("a")], in: $0) }
      var sources: [String] = []
      let watching = Watching(store) {
        $0.endAtHead = true
        $0.withState = true
      }
      for await answer in watching.answers {
        guard case .change(let change) = answer.event else { continue }
        #expect(change.type == IndicatorsV1.Zone.fullName)
        sources.append(change.state.isEmpty ? "-" : try IndicatorsV1.Zone(decoding: change.state).source)
      }
      #expect(sources == ["first", "second", "-"])
    }
  }

  @Test("tells which fields an update changed, with states or without", arguments: [true, false])
  func fields(withState: Bool) async throws {
    try await withVillage { store in
      for source in ["first", "second"] { try await Village.put("a", source, to: store) }
      try await Village.write(to: store) { try Village.part.put([.text("a"), .integer(1), .text("w")], in: $0) }
      try await Village.write(to: store) { try Village.zone.remove([.text("a")], in: $0) }
      var told: [[String]] = []
      let watching = Watching(store) {
        $0.endAtHead = true
        $0.withState = withState
      }
      for await answer in watching.answers {
        guard case .change(let change) = answer.event else { continue }
        told.append(change.change?.fields ?? [])
        #expect(change.state.isEmpty != (withState && change.change?.kind != .removed))
      }
      #expect(told == [[], ["source"], [], []])
    }
  }

  @Test("tells at once where it stands, then what is written while it waits")
  func live() async throws {
    try await withVillage { store in
      let watching = Watching(store)
      #expect(await watching.next(1) == ["= 0"])
      try await Village.put("a", to: store)
      #expect(await watching.next(2) == ["1 created zones/a", "= 1"])
      try await Village.write(to: store) { try Village.other.put([.text("a"), .text("w")], in: $0) }
      #expect(await watching.next(1) == ["= 2"])
      watching.cancel()
      #expect(await watching.end() != nil)
    }
  }

  @Test("repeats its checkpoint when the time has come and nothing changed")
  func heartbeat() async throws {
    try await withVillage { store in
      try await Village.put("a", to: store)
      let (ticks, tick) = AsyncStream.makeStream(of: Void.self)
      let watching = Watching(store, ticks: ticks)
      #expect(await watching.next(2) == ["1 created zones/a", "= 1"])
      for _ in 1...3 {
        tick.yield()
        #expect(await watching.next(1) == ["= 1"])
      }
      watching.cancel()
    }
  }

  @Test("sends everybody away when the service stops, with a status to go on elsewhere")
  func departure() async throws {
    try await withVillage { store in
      let departure = Departure()
      let watching = Watching(store, departure: departure)
      #expect(await watching.next(1) == ["= 0"])
      departure.begin()
      let end = await watching.end()
      #expect(end?.code == .unavailable && end?.reason == "SERVER_STOPPING")
      #expect(await Watching(store, departure: departure).end()?.reason == "SERVER_STOPPING")
    }
  }

  static let refusals: [(fields: [String], set: @Sendable (inout CommonV1.WatchRequest) -> Void)] = [
    (["parent"], { $0.parent = "programmes" }), (["scopes[0]"], { $0.scopes = ["a//b"] }),
    (
      ["scopes[1]"],
      {
        $0.parent = "programmes/p"
        $0.scopes = ["programmes/p/zones", "programmes/pq"]
      }
    ), (["scopes"], { $0.scopes = (0...100).map { "programmes/p\($0)" } }),
    (["types[0]"], { $0.types = ["tupo.indicators.v1.Nothing"] }),
    (["checkpoint_seconds"], { $0.checkpointSeconds = 301 }), (["checkpoint_seconds"], { $0.checkpointSeconds = -1 }),
  ]

  @Test("refuses what it cannot watch", arguments: refusals.indices)
  func refused(index: Int) async throws {
    try await withVillage { store in
      let end = await Watching(store, Self.refusals[index].set).end()
      #expect(end?.code == .invalidArgument && end?.fields == Self.refusals[index].fields)
    }
  }

  @Test(
    "refuses versions that are not of this log",
    arguments: [(epoch: 1, sequence: 2, reason: "VERSION_NOT_REACHED"), (2, 1, "EPOCH_ENDED"), (0, 0, "EPOCH_ENDED")])
  func foreign(epoch: Int64, sequence: Int64, reason: String) async throws {
    try await withVillage { store in
      try await Village.put("a", to: store)
      let end = await Watching(store) {
        $0.after = .with {
          $0.epoch = epoch
          $0.sequence = sequence
        }
      }.end()
      #expect(end?.code == .outOfRange && end?.reason == reason)
    }
  }

  @Test("refuses what comes before the kept range, and tells the first that is kept")
  func belowKept() async throws {
    try await withVillage { store in
      for id in ["a", "b", "c"] { try await Village.put(id, to: store) }
      let columns = ["effects", "effect_parts", "effects_digest"].map { "\($0) = NULL" }.joined(separator: ", ")
      try await Village.write(to: store) { try $0.run("UPDATE log_entry SET \(columns) WHERE sequence <= 2") }
      func end(after sequence: Int64) async -> RPCError? {
        await Watching(store) {
          $0.endAtHead = true
          $0.after = .with {
            $0.epoch = 1
            $0.sequence = sequence
          }
        }.end()
      }
      let refused = await end(after: 1)
      #expect(refused?.code == .outOfRange && refused?.reason == "VERSION_BELOW_KEPT_RANGE")
      var told: [String: String] = [:]
      for case .errorInfo(_, _, let metadata) in refused?.details ?? [] { told = metadata }
      #expect(told["first"] == "\(DataVersion(epoch: 1, sequence: 3))")
      #expect(await end(after: 2) == nil)
    }
  }

  private func withVillage(_ body: (Store) async throws -> Void) async throws {
    try await withStore(Village.migrations, body)
  }
}
