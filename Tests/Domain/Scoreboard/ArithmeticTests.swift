import Domain
import TestRandom
import Testing

/// A reader with a calculator: what is printed to the left of "=", with the digits printed, gives what is to its right.
enum Calculator {
  /// What is wrong with a line; `nil` when it holds, or is told in words.
  static func fault(_ line: String) throws -> String? {
    var sides = line.replacing("亿元", with: "").split(separator: " = ").map(String.init)
    guard sides.count > 1, let printed = sides.popLast(), let calculation = sides.last else { return nil }
    let isPoints = printed.contains("个百分点")
    let digits = String(printed.replacing("个百分点", with: "").replacing("%", with: "").prefix { $0 != "（" })
    let text = String(digits.filter { $0 != " " })
    let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
    let plain = calculation.replacing(/（[^）]*）/, with: "").replacing(/(-?[0-9.]+) %/) { "(\($0.1) ÷ 100)" }
      .replacing(/([0-9]+)\.([0-9]+)/) { "(\($0.1)\($0.2) ÷ 1\(String(repeating: "0", count: $0.2.count)))" }
    guard plain.allSatisfy({ "0123456789.+-−×÷/() ".contains($0) }) else { return nil }
    guard case .value(let value) = try Formula(plain).evaluate({ _ in nil }) else { return "\(line): no value" }
    let isPercent = isPoints || printed.contains("%")
    let result = isPercent ? value.percentText(decimals: decimals) : value.text(decimals: decimals)
    return result == text ? nil : "\(line): \(result)"
  }
}

@Suite("Printed arithmetic")
struct ArithmeticTests {
  private static func figure(_ zone: ZoneKey, _ month: String, _ value: Int64) -> Figure {
    Figure(key: FigureKey(zone: zone, indicator: "i", month: .of(month)), cumulative: Amount(value))
  }

  private static func lines(_ row: ScoreRow) -> [String] {
    let amounts = [row.month, row.difference].compactMap(\.explained?.arithmetic)
    let rates = [
      row.growth, row.nominalGrowth, row.distanceToFloor, row.target, row.completion, row.againstLinear, row.usualShare,
      row.againstUsual, row.requiredMonthly, row.requiredMultiple, row.contribution,
    ].compactMap(\.explained?.arithmetic)
    return amounts + rates
  }

  @Test("has a target's own digits, not those of its rounding")
  func target() throws {
    let figures = [Self.figure("z", "2013-06", 3_500_910_000), Self.figure("z", "2012-12", 6_099_000_000)]
    let floor = Target(zone: "z", indicator: "i", year: 2013, demand: .growth(Ratio(percent: 30)))
    let row = try BoardTests.board(figures, targets: [floor]).rows[0]
    #expect(row.target.explained?.arithmetic == "60.99 × (1 + 30.0 %) = 79.3 亿元")
    #expect(row.completion.explained?.arithmetic == "35.0091 ÷ 79.287 = 44.2 %")
    #expect(row.requiredMonthly.explained?.arithmetic == "(79.287 − 35.0091) ÷ 6 = 7.4 亿元")
    #expect(row.requiredMultiple.explained?.arithmetic == "7.37965 ÷ (35.0091 ÷ 6) = 1.26")
  }

  @Test("has four decimals more than on paper where a target is no whole number of yuan, or as many as it takes")
  func fraction() throws {
    let floor = Target(zone: "z", indicator: "i", year: 2013, demand: .growth(.of(1_234, 10_000)))
    let figures = [Self.figure("z", "2013-06", 3_500_910_003), Self.figure("z", "2012-12", 6_099_123_457)]
    let row = try BoardTests.board(figures, targets: [floor]).rows[0]
    #expect(row.target.explained?.arithmetic == "60.99123457 × (1 + 12.34 %) = 68.5 亿元")
    #expect(row.completion.explained?.arithmetic == "35.00910003 ÷ 68.51755 = 51.1 %")
    // A target of 1.1234 yuan is nothing in five decimals of 亿元.
    let tiny = [Self.figure("z", "2013-06", 1), Self.figure("z", "2012-12", 1)]
    let small = try BoardTests.board(tiny, targets: [floor]).rows[0]
    #expect(small.completion.explained?.arithmetic == "0.00000001 ÷ 0.00000001123 = 89.0 %")
  }

  @Test("has a rate's second decimal where a difference depends on it")
  func points() throws {
    // 97.16 less 83.33 is 13.82; 97.2 would make it 13.9.
    let value = Target(zone: "z", indicator: "i", year: 2013, demand: .value(BoardTests.yuan(6474)))
    let row = try BoardTests.board([BoardTests.figure("z", "2013-10", 6290)], month: "2013-10", targets: [value]).rows[
      0]
    #expect(row.completion.explained?.arithmetic == "629 ÷ 647.4 = 97.2 %")
    #expect(row.againstLinear.explained?.arithmetic == "97.16 % − 10/12 = 13.8 个百分点")
  }

  @Test("can be repeated with a calculator, line by line", arguments: 0..<60)
  func repeated(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let zones = ["a", "b", "c"].map { ZoneKey($0) }
    let largest = random.pick([99, 1_000_000, 9_999_999_999] as [Int64])
    let months = ["2013-06", "2013-05", "2012-06", "2012-12", "2011-06", "2011-12", "2010-06", "2010-12"]
    var figures: [Figure] = []
    for (zone, month) in zones.flatMap({ zone in months.map { (zone, $0) } }) {
      var figure = Self.figure(zone, month, random.int64(1...largest))
      figure.reportedGrowth = random.int64(-3_000...5_000)
      figures.append(figure)
    }
    let floor = Target(
      zone: nil, indicator: "i", year: 2013, demand: .growth(Ratio(basisPoints: random.int64(1...5_000))))
    for basis in Indicator.GrowthBasis.allCases {
      let board = try BoardTests.board(figures, targets: [floor]) { $0.indicator.growthBasis = basis }
      let lines = (board.rows + [board.total]).flatMap(Self.lines)
      #expect(lines.count > 30)
      let faults = try lines.compactMap(Calculator.fault)
      #expect(faults == [])
      let gaps = try GapDecomposition(board)
      let parts = gaps.parts.flatMap { [$0.growth, $0.progress] }.compactMap(\.explained?.arithmetic)
      let shares = try board.rows.compactMap { try $0.share(of: board.total).explained?.arithmetic }
      #expect(parts.count == 6 && shares.count == (board.total.growth.value?.isZero == true ? 0 : 3))
      let wrong = try (parts + shares).compactMap(Calculator.fault)
      #expect(wrong == [])
    }
  }
}
