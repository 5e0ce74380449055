import Domain

/// Growth by unit as bars, with a line at the floor.
struct GrowthChart {
  let board: Board
  let input: BulletinInput

  var chart: Chart {
    .bars(
      BarChart(
        title: "\(board.title)同比增速", description: description, unit: "%", bars: board.rows.map(bar),
        references: references))
  }

  private func bar(_ row: Board.Row) -> BarChart.Bar {
    guard let growth = row.growth else { return BarChart.Bar(row.title, value: nil, text: "", tone: .muted) }
    return BarChart.Bar(
      row.title, value: PrintedPercent.hundredths(growth.signedText), text: growth.signedText,
      tone: row.growthLight.growthTone)
  }

  private var references: [BarChart.Reference] {
    guard board.hasFloor, let floor = board.floor, let points = floor.basisPoints else { return [] }
    return [BarChart.Reference("目标\(floor.goalText)", value: points)]
  }

  private var description: String {
    let known = board.rows.filter { $0.growth != nil }.sorted { first, second in
      board.isBetter(first.growth?.exact ?? .zero, than: second.growth?.exact ?? .zero)
    }
    guard let best = known.first, let last = known.last, let good = best.growth, let bad = last.growth else {
      return "没有可比的增速。"
    }
    let (top, bottom) = board.lowerIsBetter ? ("最低", "最高") : ("最高", "最低")
    let verdict = GrowthVerdict([board.growthComparison], goal: nil)
    let counts = board.hasFloor ? "\(board.reachingFloor)个\(verdict.yes)" : board.directionText
    return "\(known.count)个\(input.unitNoun)中\(counts.isEmpty ? "" : counts + "，")"
      + "\(top)\(best.title)\(good.growthWords.plainText)，\(bottom)\(last.title)\(bad.growthWords.plainText)。"
  }
}

/// Bars stand for the numbers that are printed beside them.
enum PrintedPercent {
  /// 31.4 is 3,140; more than two decimals are cut. nil for what is no number.
  static func hundredths(_ text: String) -> Int64? {
    guard var number = try? DecimalNumber(parsing: text) else { return nil }
    while number.scale > 2 {
      number.digits /= 10
      number.scale -= 1
    }
    return number.integer(places: 2)
  }
}
