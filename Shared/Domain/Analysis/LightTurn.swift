/// A light that turned between two months (亮灯变化): what somebody has to be told.
public struct LightTurn: Sendable, Hashable {
  /// Which light.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// 增速灯.
    case growth
    /// 进度灯.
    case progress
  }

  /// The unit; `nil` for the total.
  public var zone: ZoneKey?
  /// The indicator.
  public var indicator: IndicatorKey
  /// Which light.
  public var kind: Kind
  /// What it was in the published month before.
  public var before: Light
  /// What it is.
  public var after: Light
  /// What it follows now: growth less its floor, or completion less the schedule that applies, in points as a rate.
  public var distance: Computed<Ratio>

  /// Whether it turned for the worse.
  public var isWorse: Bool { after.standing < before.standing }

  /// The lights that turned from one board to a later one, in the later one's order, the total last. A light that is not
  /// lit in both months has not turned.
  public static func between(_ earlier: Scoreboard, _ later: Scoreboard) -> [LightTurn] {
    let before = Dictionary(earlier.rows.map { ($0.zone, $0) }, uniquingKeysWith: { first, _ in first })
    let pairs = later.rows.compactMap { row in before[row.zone].map { ($0, row) } } + [(earlier.total, later.total)]
    return pairs.flatMap { old, new in
      let growth = LightTurn(
        zone: new.zone, indicator: later.indicator.key, kind: .growth, before: old.growthLight,
        after: new.growthLight, distance: new.distanceToFloor)
      let progress = LightTurn(
        zone: new.zone, indicator: later.indicator.key, kind: .progress, before: old.progressLight,
        after: new.progressLight, distance: new.againstSchedule)
      return [growth, progress].filter(\.isTurn)
    }
  }

  private var isTurn: Bool { before != after && before != .unlit && after != .unlit }
}

extension Light {
  /// Higher is better.
  fileprivate var standing: Int {
    switch self {
    case .met: 3
    case .near: 2
    case .missed: 1
    case .unlit: 0
    }
  }
}
