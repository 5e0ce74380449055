/// How many units reach the floor of how many indicators (A1: 三项指标增幅均达到30%的4个).
public struct Attainment: Sendable, Hashable {
  /// The indicators, in the order of the boards.
  public var indicators: [IndicatorKey]
  /// Units judged in every indicator, by how many floors they reach: the first list reaches none.
  public var zonesByCount: [[ZoneKey]]
  /// Units not judged in at least one indicator (missing, not applicable, no base): in none of the lists.
  public var incomplete: [ZoneKey]

  /// Units in the lists.
  public var judged: Int { zonesByCount.reduce(0) { $0 + $1.count } }

  /// Units that reach exactly so many floors.
  public func count(reaching number: Int) -> Int {
    zonesByCount.indices.contains(number) ? zonesByCount[number].count : 0
  }

  /// Counts over boards of one month and the same units; a unit that a board lacks counts as not judged.
  public init(boards: [Scoreboard]) {
    indicators = boards.map(\.indicator.key)
    zonesByCount = Array(repeating: [], count: boards.count + 1)
    incomplete = []
    let lights = boards.map { board in
      Dictionary(board.rows.map { ($0.zone, $0.growthLight) }, uniquingKeysWith: { first, _ in first })
    }
    for zone in boards.first?.rows.compactMap(\.zone) ?? [] {
      let own = lights.map { $0[zone] ?? .unlit }
      if own.contains(.unlit) {
        incomplete.append(zone)
      } else {
        zonesByCount[own.count { $0 == .met }].append(zone)
      }
    }
  }
}
