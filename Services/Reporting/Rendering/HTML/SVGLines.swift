import Domain

/// Lines over months with their names at their ends; strokes differ, so that colour is not needed to tell them apart.
struct SVGLines: SVGDrawing {
  private static let pitch: Int64 = 150
  private let chart: LineChart
  private let scale: ChartScale
  private let left: Int64 = 420
  private let top: Int64 = 120

  let width: Int64 = 3600
  let height: Int64 = 2200

  init(_ chart: LineChart) {
    self.chart = chart
    // The lines are few and of one kind: no giant to be cut off.
    let values = chart.series.flatMap { $0.values.compactMap(\.self) }
    let bounds = [values.min(), values.max()].compactMap(\.self)
    self.scale = ChartScale(values: bounds)
  }

  func draw(_ writer: inout HTMLWriter) {
    for mark in scale.marks {
      writer.line(mark == 0 ? "zero" : "grid", left, y(mark), right, y(mark))
      writer.label("axis", left - 60, y(mark) + 40, ChartNumber.text(mark) + (mark == scale.upper ? chart.unit : ""))
    }
    for (index, position) in chart.positions.enumerated() where isMarked(index) {
      writer.label("tick", x(index), bottom + 150, position)
    }
    for series in chart.series { draw(series, &writer) }
    for end in ends() { writer.label("end \(Self.name(end.series.kind))", end.x + 60, end.y + 40, end.series.name) }
  }

  private var right: Int64 { width - 760 }
  private var bottom: Int64 { height - 240 }

  private func x(_ index: Int) -> Int64 {
    left + (right - left) * Int64(index) / Int64(max(chart.positions.count - 1, 1))
  }

  private func y(_ value: Int64) -> Int64 { bottom - scale.place(value, length: bottom - top) }

  /// At most six positions carry their names, the last one always.
  private func isMarked(_ index: Int) -> Bool {
    let every = (chart.positions.count + 5) / 6
    return (chart.positions.count - 1 - index) % max(every, 1) == 0
  }

  /// A path for each unbroken stretch; a missing month leaves a gap.
  private func draw(_ series: LineChart.Series, _ writer: inout HTMLWriter) {
    var path = ""
    var isDown = false
    for (index, value) in series.values.prefix(chart.positions.count).enumerated() {
      guard let value else {
        isDown = false
        continue
      }
      path += (path.isEmpty ? "" : " ") + "\(isDown ? "L" : "M")\(x(index)) \(y(value))"
      isDown = true
    }
    guard !path.isEmpty else { return }
    writer.element("path", [("class", "series \(Self.name(series.kind))"), ("d", path)]) { _ in }
    guard series.kind == .actual else { return }
    for (index, value) in series.values.prefix(chart.positions.count).enumerated() {
      guard let value else { continue }
      writer.element("circle", [("class", "point"), ("cx", "\(x(index))"), ("cy", "\(y(value))"), ("r", "28")]) { _ in }
    }
  }

  /// Where the names stand: beside the last value. One that ends early stands below its end, so as not to cross others.
  private func ends() -> [(series: LineChart.Series, x: Int64, y: Int64)] {
    let wanted = chart.series.compactMap { series -> (series: LineChart.Series, x: Int64, y: Int64)? in
      let values = series.values.prefix(chart.positions.count)
      guard let index = values.lastIndex(where: { $0 != nil }), let value = values[index] else { return nil }
      return (series, x(index), y(value) + (index + 1 < chart.positions.count ? Self.pitch : 0))
    }
    var lowest = Int64.min
    return wanted.sorted { ($0.y, $0.series.name) < ($1.y, $1.series.name) }.map { end in
      let place = max(end.y, lowest)
      lowest = place + Self.pitch
      return (end.series, end.x, place)
    }
  }

  private static func name(_ kind: LineChart.Series.Kind) -> String {
    switch kind {
    case .actual: "actual"
    case .schedule: "schedule"
    case .usual: "usual"
    }
  }
}
