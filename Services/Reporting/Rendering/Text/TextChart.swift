import Domain

/// Draws a chart in characters: bars with their values, or the lines' values in rows.
struct TextChart {
  private let phrases: Phrases
  private let width: Int

  init(phrases: Phrases, width: Int) {
    self.phrases = phrases
    self.width = width
  }

  func lines(_ chart: Chart) -> [Line] {
    switch chart {
    case .bars(let bars): TextBars(bars, width: width).lines()
    case .lines(let lines): TextTable(table(lines), phrases: phrases, width: width).lines()
    }
  }

  /// The values of a line chart: one row for each line.
  private func table(_ chart: LineChart) -> Table {
    let positions = chart.positions.map { Table.Column($0, isSortable: false) }
    let rows = chart.series.map { series in
      let values = chart.positions.indices.map { index -> Table.Cell in
        let value = index < series.values.count ? series.values[index] : nil
        return Table.Cell(value.map { [.text(ChartNumber.text($0))] } ?? [])
      }
      return Table.Row(.unit, [Table.Cell([.text(series.name)])] + values)
    }
    return Table(caption: chart.title, columns: [Table.Column("", kind: .text)] + positions, rows: rows)
  }
}

/// Horizontal bars of blocks, the lines to reach drawn through them.
struct TextBars {
  private let chart: BarChart
  private let label: Int
  private let area: Int
  private let scale: ChartScale

  init(_ chart: BarChart, width: Int) {
    self.chart = chart
    let widest = chart.bars.map { Printable.clean($0.label).displayWidth }.max() ?? 0
    self.label = min(widest, width / 3)
    let value = chart.bars.map { Printable.clean($0.text).displayWidth }.max() ?? 0
    self.area = max(10, min(60, width - label - value - 5))
    self.scale = ChartScale(values: chart.bars.compactMap(\.value), references: chart.references.map(\.value))
  }

  func lines() -> [Line] {
    [Line(Printable.clean(chart.title), .strong)] + references() + chart.bars.map(line)
  }

  /// The names of the lines, each beginning over its line.
  private func references() -> [Line] {
    chart.references.map { reference in
      var line = Line()
      line.pad(to: label + 2 + place(reference.value))
      line.append("┊ " + Printable.clean(reference.label), .muted)
      return line
    }
  }

  private func line(_ bar: BarChart.Bar) -> Line {
    var line = Line(Printable.clean(bar.label).truncated(to: label)).aligned(.leading, in: label + 2)
    let marks = Set(chart.references.map { place($0.value) })
    let filled = bar.value.map { value in (min(place(0), place(value))..<max(place(0), place(value))) } ?? 0..<0
    for column in 0...area {
      if filled.contains(column) {
        line.append(marks.contains(column) ? "▓" : "█", Ink(bar.tone))
      } else if marks.contains(column) {
        line.append("┊", .muted)
      } else {
        line.append(column == place(0) && scale.lower < 0 ? "│" : " ", .muted)
      }
    }
    let isOutside = bar.value.map(scale.isOutside) ?? false
    line.append((isOutside ? "»" : " ") + " " + (bar.value == nil ? Table.dash : Printable.clean(bar.text)))
    return line
  }

  private func place(_ value: Int64) -> Int { Int(scale.place(value, length: Int64(area))) }
}
