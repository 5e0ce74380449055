import Domain

/// Horizontal bars: names at the left, bars from zero, values in one column at the right.
struct SVGBars: SVGDrawing {
  private static let pitch: Int64 = 190
  private static let bar: Int64 = 110
  private static let letter: Int64 = 58
  private static let valueColumn: Int64 = 460
  private let chart: BarChart
  private let scale: ChartScale
  private let left: Int64
  private let top: Int64

  let width: Int64 = 3600
  let height: Int64

  init(_ chart: BarChart) {
    self.chart = chart
    self.scale = ChartScale(values: chart.bars.compactMap(\.value), references: chart.references.map(\.value))
    let widest = chart.bars.map { $0.label.displayWidth }.max() ?? 0
    self.left = min(Int64(min(widest, 100)) * Self.letter, 1200) + 80
    self.top = Int64(chart.references.count) * 170 + 40
    self.height = top + Int64(chart.bars.count) * Self.pitch + 190
  }

  func draw(_ writer: inout HTMLWriter) {
    for mark in scale.marks {
      writer.line(mark == 0 ? "zero" : "grid", x(mark), top, x(mark), bottom)
      writer.label("tick", x(mark), bottom + 140, ChartNumber.text(mark) + (mark == scale.upper ? chart.unit : ""))
    }
    for (index, bar) in chart.bars.enumerated() { draw(bar, top + Int64(index) * Self.pitch, &writer) }
    for (index, reference) in chart.references.enumerated() {
      let y = 130 + Int64(index) * 170
      let isRight = x(reference.value) * 2 > left + right
      writer.line("reference", x(reference.value), y + 20, x(reference.value), bottom)
      writer.label(isRight ? "reference-label before" : "reference-label", x(reference.value), y, reference.label)
    }
  }

  private var right: Int64 { width - Self.valueColumn }
  private var bottom: Int64 { top + Int64(chart.bars.count) * Self.pitch }

  private func x(_ value: Int64) -> Int64 { left + scale.place(value, length: right - left) }

  private func draw(_ bar: BarChart.Bar, _ y: Int64, _ writer: inout HTMLWriter) {
    let base = y + 140
    let room = Int((left - 80) / Self.letter)
    writer.label("name", left - 60, base, bar.label.truncated(to: max(room, 4)))
    guard let value = bar.value else {
      writer.label("value muted", width, base, Table.dash)
      return
    }
    let (from, to) = (min(x(0), x(value)), max(x(0), x(value)))
    let attributes = [
      ("class", "bar \(HTMLTable.name(bar.tone))"), ("x", "\(from)"), ("y", "\(y + 40)"),
      ("width", "\(max(to - from, 8))"), ("height", "\(Self.bar)"),
    ]
    writer.element("rect", attributes) { _ in }
    if scale.isOutside(value) { writer.label("break", value < 0 ? from + 60 : to - 110, base, value < 0 ? "«" : "»") }
    writer.label("value", width, base, bar.text)
  }
}
