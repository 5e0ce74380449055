import Domain
import TestRandom

/// The landings of the real series held against what the years came to: everything that the table tells.
struct BackTestTable {
  /// One landing of one province in one month, beside the seasonal-naive one.
  struct Cell {
    var series: Int
    var year: Int
    var month: Int
    var zone: Int
    /// Relative errors in millionths.
    var error: Int64
    var naive: Int64
    /// Whether the year came to lie in the 80 % interval.
    var isCovered: Bool
  }

  /// A told probability and what happened.
  struct Told {
    var year: Int
    var chance: Ratio
    var happened: Bool
  }

  /// Growths over last year whose probabilities are told, in percent.
  static let floors: [Int32] = [-20, -10, 0, 10, 20, 30]

  private(set) var cells: [Cell] = []
  private(set) var told: [Told] = []
  private(set) var methods: [String: Int] = [:]

  mutating func add(_ series: ProvinceSeries, number: Int, year: Int, months: ClosedRange<Int>, learningFrom: [Int])
    throws
  {
    let panel = Panel(
      series.figures, indicator: series.indicator, zones: series.zones, until: .of("\(max(2019, year))-12"),
      yearsBack: max(2019, year) - 2017)
    for month in months {
      let date = Month.of("\(year)-\(month < 10 ? "0" : "")\(month)")
      let outlook = try Outlook.compute(series.input(date), panel, learningFrom: learningFrom)
      methods[outlook.method.word, default: 0] += 1
      try addCells(series, number, outlook)
      try addTold(series, outlook)
    }
  }

  private mutating func addTold(_ series: ProvinceSeries, _ outlook: Outlook) throws {
    let year = outlook.month.year
    for row in outlook.rows {
      guard let zone = row.zone, let base = series.actual(zone, year - 1), let actual = series.actual(zone, year) else {
        continue
      }
      for floor in Self.floors {
        let limit = try base.ratio.multiplied(by: Ratio.one.adding(Ratio(percent: floor)))
        guard let chance = try outlook.chance(row, of: limit, .atLeast).value else { continue }
        told.append(Told(year: year, chance: chance, happened: actual.ratio >= limit))
      }
    }
  }

  private mutating func addCells(_ series: ProvinceSeries, _ number: Int, _ outlook: Outlook) throws {
    for (index, row) in outlook.rows.enumerated() {
      let zone = series.zones[index]
      let naive = try Landing.seasonalNaive(
        series.figures, zone: zone, indicator: series.indicator, month: outlook.month)
      guard let actual = series.actual(zone, outlook.month.year), actual > .zero, let landing = row.landing.value,
        let low = row.low.value, let high = row.high.value, let plain = naive.value
      else { continue }
      cells.append(
        Cell(
          series: number, year: outlook.month.year, month: outlook.month.month, zone: index,
          error: try Self.error(landing.ratio, actual), naive: try Self.error(plain, actual),
          isCovered: low <= actual && actual <= high))
    }
  }

  private static func error(_ landing: Ratio, _ actual: Amount) throws -> Int64 {
    let share = try Ratio(landing.nearestInteger(), dividedBy: Int128(actual.units))
    return Int64(try share.subtracting(.one).magnitude.rounded(decimals: 6).multiplied(by: Ratio(1_000_000)).numerator)
  }
}

extension BackTestTable {
  /// How much smaller the mean error is than the seasonal-naive one, in per mille, with the interval that holds 95 of
  /// 100 samples of the provinces drawn anew: errors of one province belong together.
  static func gain(_ cells: [Cell], samples: Int = 2000) -> (gain: Int64, low: Int64, high: Int64) {
    let zones = (cells.map(\.zone).max() ?? 0) + 1
    var sums = Array(repeating: (error: Int64(0), naive: Int64(0)), count: zones)
    for cell in cells {
      sums[cell.zone].error += cell.error
      sums[cell.zone].naive += cell.naive
    }
    let gain = { (drawn: [(error: Int64, naive: Int64)]) -> Int64 in
      let (error, naive) = drawn.reduce((0, 0)) { ($0.0 + $1.error, $0.1 + $1.naive) }
      return naive == 0 ? 0 : 1000 - (error * 1000 + naive / 2) / naive
    }
    var random = SplitMix(seed: 20_131_231)
    let drawn = (0..<samples).map { _ in gain((0..<zones).map { _ in sums[random.below(zones)] }) }.sorted()
    return (gain(sums), drawn[samples / 40], drawn[samples - 1 - samples / 40])
  }

  static func mean(_ errors: [Int64]) -> Int64 { errors.isEmpty ? 0 : errors.reduce(0, +) / Int64(errors.count) }
  static func median(_ errors: [Int64]) -> Int64 { errors.isEmpty ? 0 : errors.sorted()[errors.count / 2] }

  /// Covered cells in per mille.
  static func coverage(_ cells: [Cell]) -> Int {
    cells.isEmpty ? 0 : (cells.count { $0.isCovered } * 1000 + cells.count / 2) / cells.count
  }
}
