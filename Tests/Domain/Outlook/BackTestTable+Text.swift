import Domain

extension BackTestTable {
  /// The table as it is kept in `back-test.md`.
  static func text(leftOut: BackTestTable, later: BackTestTable) -> String {
    let all = [("2018 and 2019, one year left out at a time", leftOut), ("2025, learned from 2018 and 2019", later)]
    var lines = [
      "# Year-end landings on the real series",
      "",
      "Made by `OutlookBackTestTests`, which compares it at every run; `TUPO_WRITE_TABLES=1` writes it anew.",
      "31 provinces, real-estate investment and its residential part (National Bureau of Statistics). Of 2018 and 2019 both",
      "series, months February to November; of 2025 the residential series, April to November.",
      "The family of methods and its grid were settled on 2017 to 2019, so 2018 and 2019 flatter it a little; with 2018 left",
      "out it learns from 2019, whose base is the year 2018. The landings of 2025 were computed once all was fixed: they owe",
      "nothing to either, and were a year of falls, unlike those learned from.",
      "",
      "## Gain over the seasonal-naive method",
      "",
      "Paired errors over all months, provinces and series; the interval draws provinces anew (95 %). The mean gain comes",
      "from the large misses of small provinces; the median says what a middling province sees.",
      "",
      "| years | landings | mean error | naive | gain of the mean | 95 % interval | median error | naive | smaller in |",
      "|---|---|---|---|---|---|---|---|---|",
    ]
    for (name, table) in all { lines.append(gainLine(name, table.cells)) }
    for year in [2018, 2019] { lines.append(gainLine("\(year) alone", leftOut.cells.filter { $0.year == year })) }
    for series in 0...1 {
      let name = ["real-estate investment", "residential investment"][series]
      lines.append(gainLine("\(name), 2018 and 2019", leftOut.cells.filter { $0.series == series }))
    }
    lines += [
      "", "## Errors by month (mean, and median, in percent)", "",
      "| year | month | mean | naive | median | naive |", "|---|---|---|---|---|---|",
    ]
    for (_, table) in all {
      for year in Set(table.cells.map(\.year)).sorted() {
        for month in 2...11 {
          let cells = table.cells.filter { $0.year == year && $0.month == month }
          guard !cells.isEmpty else { continue }
          lines.append(
            "| \(year) | \(month) | \(percent(mean(cells.map(\.error)))) | \(percent(mean(cells.map(\.naive)))) | "
              + "\(percent(median(cells.map(\.error)))) | \(percent(median(cells.map(\.naive)))) |")
        }
      }
    }
    lines += ["", "## Coverage of the 80 % interval", "", "| year | landings | covered |", "|---|---|---|"]
    for (_, table) in all {
      for year in Set(table.cells.map(\.year)).sorted() {
        let cells = table.cells.filter { $0.year == year }
        lines.append("| \(year) | \(cells.count) | \(perMille(Int64(coverage(cells)))) % |")
      }
    }
    lines += [
      "", "## Reliability of probabilities", "",
      "Told: that a province's year grows by at least \(floors.map(String.init).joined(separator: ", ")) %.",
      "", "| years | told between | times | mean told | happened |", "|---|---|---|---|---|",
    ]
    for (name, table) in all { lines += reliability(name, table.told) }
    lines += ["", "## Methods chosen", "", "| years | method | months |", "|---|---|---|"]
    for (name, table) in all {
      for (method, count) in table.methods.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        lines.append("| \(name) | \(method) | \(count) |")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func gainLine(_ name: String, _ cells: [Cell]) -> String {
    let (gain, low, high) = gain(cells)
    let (errors, naive) = (cells.map(\.error), cells.map(\.naive))
    let better = cells.count { $0.error < $0.naive } * 1000 / max(1, cells.count)
    return
      "| \(name) | \(cells.count) | \(percent(mean(errors))) % | \(percent(mean(naive))) % | \(perMille(gain)) % | "
      + "\(perMille(low)) to \(perMille(high)) % | \(percent(median(errors))) % | \(percent(median(naive))) % | "
      + "\(perMille(Int64(better))) % |"
  }

  private static func reliability(_ name: String, _ told: [Told]) -> [String] {
    (0..<10).compactMap { step in
      let (low, high) = (Ratio.of(Int64(step), 10), Ratio.of(Int64(step + 1), 10))
      let here = told.filter { low <= $0.chance && ($0.chance < high || step == 9) }
      guard !here.isEmpty else { return nil }
      let mean = here.reduce(Int64(0)) { $0 + ($1.chance.basisPoints ?? 0) } / Int64(here.count)
      let happened = Int64(here.count { $0.happened } * 10_000 / here.count)
      return "| \(name) | \(step * 10)–\(step * 10 + 10) % | \(here.count) | \(percent(mean * 100)) % | "
        + "\(percent(happened * 100)) % |"
    }
  }

  /// Millionths in percent.
  private static func percent(_ millionths: Int64) -> String { Ratio.of(millionths, 1_000_000).percentText() }
  private static func perMille(_ value: Int64) -> String { Ratio.of(value, 1000).percentText() }
}
