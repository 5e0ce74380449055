/// What was demanded for a unit, an indicator and a year.
public struct Target: Sendable, Hashable {
  /// How the demand is stated.
  public enum Demand: Sendable, Hashable {
    /// Growth over last year held against a rate; the value follows the base when that is revised.
    case growth(Ratio)
    /// A value of the whole year; it stays when the base is revised.
    case value(Amount)
  }

  /// The unit; `nil` sets it for every unit that has none of its own (A1: each zone).
  public var zone: ZoneKey?
  /// The indicator.
  public var indicator: IndicatorKey
  /// The year.
  public var year: Int
  /// The demand.
  public var demand: Demand
  /// The operator of the wording.
  public var comparison: Comparison
  /// The wording in its document: "30%以上".
  public var wording: String
  /// The clause that it comes from: "A1".
  public var clause: String

  /// Creates a target.
  public init(
    zone: ZoneKey?, indicator: IndicatorKey, year: Int, demand: Demand, comparison: Comparison = .atLeast,
    wording: String = "", clause: String = ""
  ) {
    self.zone = zone
    self.indicator = indicator
    self.year = year
    self.demand = demand
    self.comparison = comparison
    self.wording = wording
    self.clause = clause
  }

  /// Whether a rate of growth can be demanded: above −100 %, and of a size that a figure's may have, so that what follows
  /// from it fits 128 bits.
  public static func allows(growth: Ratio) -> Bool {
    growth > Ratio(-1) && growth <= Ratio(basisPoints: Int64(Figure.greatestGrowth))
  }

  /// Whether what is demanded is of a size that can be.
  var isSound: Bool {
    switch demand {
    case .growth(let rate): Self.allows(growth: rate)
    case .value(let amount): Figure.allows(units: amount.units)
    }
  }

  /// A target of growth.
  public struct GrowthFloor: Sendable, Hashable {
    /// The rate.
    public var floor: Ratio
    /// The operator.
    public var comparison: Comparison
  }

  /// A target of value.
  public struct AnnualValue: Sendable, Hashable {
    /// The whole year's value.
    public var amount: Amount
    /// The operator.
    public var comparison: Comparison
  }
}

/// The targets of a programme. A unit may have a growth floor and an annual value at once.
public struct TargetBook: Sendable {
  private struct Key: Hashable {
    var zone: ZoneKey?
    var indicator: IndicatorKey
    var year: Int
  }

  private var floors: [Key: Target.GrowthFloor] = [:]
  private var values: [Key: Target.AnnualValue] = [:]
  /// What demands a size that cannot be: it takes no part, so that it spoils no board.
  private var unsound: Set<Key> = []

  /// Collects targets; of two for the same unit, indicator, year and kind of demand the later one stands.
  public init(_ targets: some Sequence<Target> = []) {
    for target in targets {
      let key = Key(zone: target.zone, indicator: target.indicator, year: target.year)
      guard target.isSound else {
        unsound.insert(key)
        continue
      }
      switch target.demand {
      case .growth(let floor): floors[key] = Target.GrowthFloor(floor: floor, comparison: target.comparison)
      case .value(let amount): values[key] = Target.AnnualValue(amount: amount, comparison: target.comparison)
      }
    }
  }

  /// The growth floor of a unit, else the one for every unit.
  public func floor(_ zone: ZoneKey?, _ indicator: IndicatorKey, _ year: Int) -> Target.GrowthFloor? {
    let own = Key(zone: zone, indicator: indicator, year: year)
    guard !unsound.contains(own) else { return nil }
    return floors[own] ?? floors[Key(zone: nil, indicator: indicator, year: year)]
  }

  /// The annual value of a unit; never inherited, since a value for all would be a sum.
  public func value(_ zone: ZoneKey, _ indicator: IndicatorKey, _ year: Int) -> Target.AnnualValue? {
    values[Key(zone: zone, indicator: indicator, year: year)]
  }

  /// Why a unit has no target: none was set, or one of a size that cannot be.
  func absence(_ zone: ZoneKey?, _ indicator: IndicatorKey, _ year: Int) -> Undefined {
    unsound.contains(Key(zone: zone, indicator: indicator, year: year)) ? .tooLarge : .noTarget
  }

  /// How a unit's progress is held against its target: as its annual value says, else as its growth floor does.
  public func comparison(_ zone: ZoneKey, _ indicator: IndicatorKey, _ year: Int) -> Comparison {
    value(zone, indicator, year)?.comparison ?? floor(zone, indicator, year)?.comparison ?? .atLeast
  }
}
