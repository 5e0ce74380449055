/// What is measured, and how it may be judged.
public struct Indicator: Dated, Sendable, Hashable {
  /// How values of several months relate.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Published as the sum from January to the month: investment, revenue.
    case flow
    /// The value at the end of the period: enterprises, land area.
    case stock
    /// A quotient of others, by its formula: never summed over zones, and compared in points.
    case ratio
  }

  /// On which prices growth is judged.
  public enum GrowthBasis: String, Sendable, Hashable, CaseIterable {
    /// Current prices (现价): computed from the two values.
    case nominal
    /// Comparable prices (可比价): only the statistics bureau can give it; it comes with the figure.
    case comparable
  }

  /// Which way is better: whose growth stands first in a ranking.
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    /// The greatest growth stands first.
    case higherIsBetter
    /// The least growth stands first: energy for each unit of output, stock of unused land.
    case lowerIsBetter
  }

  /// From a day on it follows from others, or is reported (again).
  public struct Turn: Sendable, Hashable {
    /// The first day.
    public var from: Day
    /// Whether it follows from others.
    public var isComputed: Bool

    /// Creates a turn.
    public init(from: Day, isComputed: Bool) {
      (self.from, self.isComputed) = (from, isComputed)
    }
  }

  /// The key.
  public var key: IndicatorKey
  /// "固定资产投资".
  public var nameChinese: String
  /// "Fixed-asset investment".
  public var nameEnglish: String
  /// Other names that sheets use, with their days.
  public var aliases: [DatedName]
  /// Units of the values.
  public var scale: UnitScale
  /// Flow or stock.
  public var kind: Kind
  /// Prices on which growth is judged.
  public var growthBasis: GrowthBasis
  /// Which way is better.
  public var direction: Direction
  /// Which months have a value.
  public var months: MonthRule
  /// The definition (口径) in force, as text.
  public var definition: String
  /// The office that owns the figures: 统计局, 财政局.
  public var ownerBureau: String
  /// The first day on which it is reported; `nil`: since ever.
  public var validFrom: Day?
  /// The last day on which it is reported; `nil`: until further notice.
  public var validTo: Day?
  /// Whether it is computed, by days in their order; empty: it is always reported.
  public var turns: [Turn]

  /// Creates an indicator.
  public init(
    key: IndicatorKey, nameChinese: String, nameEnglish: String, aliases: [DatedName] = [],
    scale: UnitScale = .hundredMillionYuan, kind: Kind = .flow, growthBasis: GrowthBasis = .nominal,
    direction: Direction = .higherIsBetter, months: MonthRule = .everyMonth, definition: String = "",
    ownerBureau: String = "", validFrom: Day? = nil, validTo: Day? = nil, turns: [Turn] = []
  ) {
    self.key = key
    self.nameChinese = nameChinese
    self.nameEnglish = nameEnglish
    self.aliases = aliases
    self.scale = scale
    self.kind = kind
    self.growthBasis = growthBasis
    self.direction = direction
    self.months = months
    self.definition = definition
    self.ownerBureau = ownerBureau
    (self.validFrom, self.validTo) = (validFrom, validTo)
    self.turns = turns
  }

  /// Whether it follows from others by what holds at the end of a month, and nobody reports it; before the first turn what
  /// that one says.
  public func isComputed(in month: Month) -> Bool {
    (turns.last { $0.from <= month.lastDay } ?? turns.first)?.isComputed ?? false
  }
}
