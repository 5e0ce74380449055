/// A way to tell a year's whole from its first months. All are whole-number arithmetic: the same figures land the same.
public enum LandingMethod: Sendable, Hashable {
  /// Last year's remaining months, grown as the unit has grown so far.
  case seasonalNaive
  /// The unit's own pace, shrunk towards what all units together show.
  case pooled(PooledWeights)
  /// Damped additive Holt-Winters over the unit's own months; wants two whole years before.
  case holtWinters(HoltWinters)

  /// Every method that a back-test chooses from. Of equals the first is taken, so the plainest stands first.
  static let candidates: [LandingMethod] =
    [.seasonalNaive] + PooledWeights.grid.map(Self.pooled) + HoltWinters.grid.map(Self.holtWinters)

  /// The landing of each unit in smallest units; `nil` where the method has none.
  func landings(_ panel: Panel, _ known: LandingCase) throws(ArithmeticOverflow) -> [Int128?] {
    var result: [Int128?] = []
    for (index, unit) in known.units.enumerated() {
      guard let unit else {
        result.append(nil)
        continue
      }
      switch self {
      case .seasonalNaive: result.append(try PooledWeights.own.landing(unit))
      case .pooled(let weights): result.append(try weights.landing(unit))
      case .holtWinters(let smoothing): result.append(try smoothing.landing(panel, unit: index, month: known.month))
      }
    }
    return result
  }
}

extension LandingMethod {
  /// The name in a note.
  public var text: Bilingual {
    switch self {
    case .seasonalNaive: Bilingual(zh: "季节性外推", en: "seasonal naive")
    case .pooled(let weights):
      Bilingual(
        zh: "合并收缩（本单位增速\(weights.own)、全体增速\(weights.growth)、常年进度\(weights.share)，四分制）",
        en: "pooled with shrinkage (own growth \(weights.own), all units' growth \(weights.growth), "
          + "usual share \(weights.share), of 4)")
    case .holtWinters: Bilingual(zh: "霍尔特—温特斯阻尼", en: "Holt-Winters, damped")
    }
  }

  /// A word for machines.
  public var word: String {
    switch self {
    case .seasonalNaive: "seasonal-naive"
    case .pooled(let weights): "pooled-\(weights.own)-\(weights.growth)-\(weights.share)"
    case .holtWinters: "holt-winters-damped"
    }
  }
}
