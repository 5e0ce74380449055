/// What a brief board needs beside figures: it only changes with the catalogue, the targets, and the zones of a cube.
///
/// A class, since boards and their parts hold it: nothing in it changes.
public final class BriefBoardPlan: Sendable {
  /// A growth floor, and what is still near it.
  struct Floor: Sendable {
    var limit: Fraction
    var near: Fraction
    var comparison: Comparison
  }

  /// An annual value of a unit.
  struct AnnualValue: Sendable {
    var units: Int64
    var comparison: Comparison
  }

  /// The indicator.
  public let indicator: Indicator
  /// The month.
  public let month: Month
  /// The units, in the board's order.
  public let zones: [ZoneKey]
  let input: ScoreboardInput
  /// How many zones the cube had: with more, the columns may be others.
  let width: Int
  let columns: CubeSelection
  let progressNear: Fraction
  /// The share of the median below which a base is low.
  let lowBase: Fraction?
  /// Which units nobody asks for the indicator; empty where all are asked.
  private let unasked: [Bool]
  /// The units whose past other units have, and their places.
  let territories: Territories
  let restated: [(place: Int, zone: ZoneKey)]
  let concerned: Set<ZoneKey>
  let deadline: Day?
  let isDue: Bool
  let floors: [Floor]
  /// The number of each unit's floor; -1 for none.
  private let floorNumbers: [Int32]
  private let values: [AnnualValue?]

  /// Prepares a board. `input` gives everything but the figures.
  ///
  /// Nil for what is not computed by columns: quotients, indicators that follow from others or of which less is better,
  /// targets that are ceilings, and rules or targets of numbers so large that 128 bits may not hold their products. ``Scoreboard`` computes those.
  public init?(_ input: ScoreboardInput, territories: Territories, cube: FigureCube) {
    guard input.derived == nil, input.indicator.kind != .ratio, input.indicator.direction == .higherIsBetter,
      !input.hasCeilings, input.zones.count < 1 << 16,
      let near = Fraction(input.margins.progressNear, bits: 20)
    else { return nil }
    (indicator, month, zones, self.input, progressNear) = (input.indicator, input.month, input.zones, input, near)
    guard let low = Self.lowBase(input) else { return nil }
    lowBase = low
    (width, columns) = (cube.width, CubeSelection(cube.columns(of: input.zones)))
    unasked = input.unasked.isEmpty ? [] : input.zones.map(input.unasked.contains)
    self.territories = territories
    let concerned = territories.concerned(by: input.month)
    self.concerned = concerned
    restated =
      concerned.isEmpty
      ? [] : input.zones.enumerated().filter { concerned.contains($1) }.map { (place: $0, zone: $1) }
    deadline = input.calendar.deadline(for: input.month)
    isDue = input.calendar.isDue(input.month, on: input.asOf)
    guard let (floors, numbers) = Self.floors(input), let values = Self.values(input) else { return nil }
    (self.floors, floorNumbers, self.values) = (floors, numbers, values)
  }

  /// How the growth light follows.
  public var growthLightRule: Bilingual { LightRule.growth(input.margins) }
  /// How the progress light follows.
  public var progressLightRule: Bilingual { LightRule.progress(input.margins) }

  /// Whether it still fits a later state of the cube it was made for.
  public func fits(_ cube: FigureCube) -> Bool { cube.width == width }

  /// Whether a target may follow from last year's.
  var needsPastYears: Bool { values.indices.contains { values[$0] == nil && floorNumbers[$0] >= 0 } }
  func hasSameFloor(_ place: Int, _ other: Int) -> Bool { floorNumbers[place] == floorNumbers[other] }
  func asks(_ place: Int) -> Bool { unasked.isEmpty || !unasked[place] }
  /// The number of a unit's floor among `floors`, which are too large to be copied for each unit.
  func floorNumber(_ place: Int) -> Int? { floorNumbers[place] < 0 ? nil : Int(floorNumbers[place]) }
  func floor(_ place: Int) -> Fraction? { floorNumber(place).map { floors[$0].limit } }
  func value(_ place: Int) -> AnnualValue? { values[place] }

  /// Nil within where none is marked, nil where its parts are too large.
  private static func lowBase(_ input: ScoreboardInput) -> Fraction?? {
    guard let share = input.margins.lowBaseOfMedian else { return .some(nil) }
    return Fraction(share, bits: 40).map { .some($0) }
  }

  private static func floors(_ input: ScoreboardInput) -> ([Floor], [Int32])? {
    var (floors, numbers): ([Floor], [Target.GrowthFloor: Int32]) = ([], [:])
    var all: [Int32] = []
    for zone in input.zones {
      guard let floor = input.targets.floor(zone, input.indicator.key, input.month.year) else {
        all.append(-1)
        continue
      }
      if numbers[floor] == nil {
        guard let limit = Fraction(floor.floor, bits: 20),
          let near = (try? floor.floor.subtracting(input.margins.growthNear)).flatMap({ Fraction($0, bits: 40) })
        else { return nil }
        numbers[floor] = Int32(truncatingIfNeeded: floors.count)
        floors.append(Floor(limit: limit, near: near, comparison: floor.comparison))
      }
      all.append(numbers[floor] ?? -1)
    }
    return (floors, all)
  }

  private static func values(_ input: ScoreboardInput) -> [AnnualValue?]? {
    var all: [AnnualValue?] = []
    for zone in input.zones {
      let value = input.targets.value(zone, input.indicator.key, input.month.year)
      guard value.map({ $0.amount.units.magnitude >> 53 == 0 }) ?? true else { return nil }
      all.append(value.map { AnnualValue(units: $0.amount.units, comparison: $0.comparison) })
    }
    return all
  }
}
