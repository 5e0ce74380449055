import TestRandom
import Testing

@testable import Domain

@Suite("Territories")
struct TerritoryTests {
  private static func figure(_ zone: ZoneKey, _ month: String, _ value: Int64?) -> Figure {
    CheckCases.exact(month, value, zone: zone)
  }

  /// 邹城 2020: 邹城经济开发区 and 邹城工业园区 merged in March 2020; in January 2025 a part came back as a zone of its own.
  private static let zoucheng = Territories([
    Succession(id: "merged", day: .of("2020-03-01"), predecessors: ["zone", "park"], successors: ["zone"]),
    Succession(id: "parted", day: .of("2025-01-15"), predecessors: ["zone"], successors: ["zone", "high-tech"]),
  ])
  /// 嘉祥 2014: the old zone was taken over whole by 济宁经济技术开发区; under the old name a new zone began elsewhere.
  private static let jiaxiang = Territories([
    Succession(id: "taken-over", day: .of("2014-02-01"), predecessors: ["jiaxiang"], successors: ["jining"])
  ])

  @Test("put together what merged: growth is on the territory that stands now")
  func merged() throws {
    let book = FigureBook([
      Self.figure("zone", "2019-06", 100), Self.figure("park", "2019-06", 50), Self.figure("zone", "2020-02", 20),
      Self.figure("park", "2020-02", 8), Self.figure("zone", "2020-06", 165), Self.figure("park", "2018-06", 3),
    ])
    let now = try Self.zoucheng.restated(book, at: .of("2020-06"))
    #expect(now.cumulative("zone", "i", .of("2019-06")) == Amount(150))
    #expect(now.cumulative("zone", "i", .of("2020-02")) == Amount(28))
    #expect(now.cumulative("zone", "i", .of("2020-06")) == Amount(165))
    #expect(now.figure("park", "i", .of("2019-06")) == nil)
    #expect(now.figure("zone", "i", .of("2018-06")) == nil)  // One part is missing: nobody knows the whole.
    #expect(try Self.zoucheng.restated(book, at: .of("2020-02")).all == book.all)  // Not merged yet.
    #expect(Self.zoucheng.origins(of: "zone", in: .of("2019-06"), at: .of("2020-06")) == ["zone", "park"])
    #expect(Self.zoucheng.origins(of: "zone", in: .of("2020-05"), at: .of("2020-06")) == ["zone"])
  }

  @Test("give no past to the parts of what was split, until their own begins")
  func split() throws {
    let book = FigureBook([
      Self.figure("zone", "2024-06", 100), Self.figure("zone", "2025-02", 5), Self.figure("high-tech", "2025-02", 4),
    ])
    let now = try Self.zoucheng.restated(book, at: .of("2025-02"))
    #expect(now.figure("zone", "i", .of("2024-06")) == nil)
    #expect(now.cumulative("zone", "i", .of("2025-02")) == Amount(5))
    #expect(Self.zoucheng.origins(of: "high-tech", in: .of("2024-06"), at: .of("2025-02")) == [])
  }

  @Test("break a series that breaks though the name goes on")
  func takenOver() throws {
    let book = FigureBook([
      Self.figure("jiaxiang", "2013-06", 40), Self.figure("jining", "2014-06", 46),
      Self.figure("jiaxiang", "2014-06", 3),
    ])
    let now = try Self.jiaxiang.restated(book, at: .of("2014-06"))
    #expect(now.cumulative("jining", "i", .of("2013-06")) == Amount(40))
    #expect(now.figure("jiaxiang", "i", .of("2013-06")) == nil)
    #expect(now.cumulative("jiaxiang", "i", .of("2014-06")) == Amount(3))
  }

  @Test("follow one another: what merged goes on in what took it over")
  func chain() throws {
    let chain = Territories([
      Succession(id: "2", day: .of("2016-01-01"), predecessors: ["b"], successors: ["c"]),
      Succession(id: "1", day: .of("2015-01-01"), predecessors: ["a", "b"], successors: ["b"]),
    ])
    let book = FigureBook([
      Self.figure("a", "2014-06", 1), Self.figure("b", "2014-06", 2), Self.figure("b", "2015-06", 4),
    ])
    let now = try chain.restated(book, at: .of("2016-06"))
    #expect(
      now.all.map { "\($0.key.zone.rawValue) \($0.key.month) \($0.cumulative?.units ?? -1)" } == [
        "c 2014-06 3", "c 2015-06 4",
      ])
    #expect(chain.origins(of: "c", in: .of("2014-06"), at: .of("2016-06")) == ["a", "b"])
  }

  @Test("neither add nor lose anything where all merges are whole: the sum over all zones stays, month by month")
  func conserved() throws {
    var random = SplitMix(seed: 5)
    let zones = (0..<8).map { ZoneKey("z\($0)") }
    for _ in 0..<300 {
      var alive = zones
      var successions: [Succession] = []
      for step in 0..<4 where alive.count > 2 {
        let merged = Array(alive.shuffled(using: &random).prefix(random.int(1...2)))
        let into = random.below(2) == 0 ? merged[0] : ZoneKey("n\(step)")
        alive.removeAll(where: merged.contains)
        alive.append(into)
        successions.append(
          Succession(
            id: "\(step)", day: .of("201\(step + 4)-0\(random.int(1...9))-01"), predecessors: merged, successors: [into]
          ))
      }
      let book = FigureBook(
        zones.flatMap { zone in [2012, 2013].map { Self.figure(zone, "\($0)-06", Int64(random.int(0...1_000))) } })
      let restated = try Territories(successions).restated(book, at: .of("2019-06"))
      for month in ["2012-06", "2013-06"] {
        func sum(_ book: FigureBook) throws -> Amount {
          try Amount.sum(book.all.filter { $0.key.month == .of(month) }.compactMap(\.cumulative))
        }
        #expect(try sum(restated) == sum(book))
        for zone in alive {
          let parts = Territories(successions).origins(of: zone, in: .of(month), at: .of("2019-06"))
          #expect(
            try restated.cumulative(zone, "i", .of(month))
              == Amount.sum(parts.compactMap { book.cumulative($0, "i", .of(month)) }))
        }
      }
      #expect(Set(restated.all.map(\.key.zone)).isSubset(of: Set(alive)))
    }
  }
}
