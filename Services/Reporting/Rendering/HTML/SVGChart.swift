import Domain

/// Draws a chart as inline SVG in whole coordinates, ten to a point, coloured by the page's style sheet.
struct SVGChart {
  private let chart: Chart
  private let id: String
  private let phrases: Phrases

  init(_ chart: Chart, id: String, phrases: Phrases) {
    self.chart = chart
    self.id = id
    self.phrases = phrases
  }

  func write(to writer: inout HTMLWriter) {
    switch chart {
    case .bars(let bars): frame(SVGBars(bars), bars.title, bars.description, &writer)
    case .lines(let lines): frame(SVGLines(lines), lines.title, lines.description, &writer)
    }
  }

  /// One image with a name and a description (SVG 2, 5.8; WAI-ARIA Graphics).
  private func frame(_ drawing: some SVGDrawing, _ title: String, _ description: String, _ writer: inout HTMLWriter) {
    let attributes = [
      ("viewBox", "0 0 \(drawing.width) \(drawing.height)"), ("role", "img"),
      ("aria-labelledby", "\(id)-title \(id)-desc"),
    ]
    writer.element("svg", attributes) { writer in
      writer.element("title", [("id", "\(id)-title")], text: title)
      writer.element("desc", [("id", "\(id)-desc")], text: description)
      drawing.draw(&writer)
    }
  }
}

/// What fills an SVG image.
protocol SVGDrawing {
  var width: Int64 { get }
  var height: Int64 { get }
  func draw(_ writer: inout HTMLWriter)
}

extension HTMLWriter {
  mutating func line(_ kind: String, _ x1: Int64, _ y1: Int64, _ x2: Int64, _ y2: Int64) {
    element("line", [("class", kind), ("x1", "\(x1)"), ("y1", "\(y1)"), ("x2", "\(x2)"), ("y2", "\(y2)")]) { _ in }
  }

  mutating func label(_ kind: String, _ x: Int64, _ y: Int64, _ words: String) {
    element("text", [("class", kind), ("x", "\(x)"), ("y", "\(y)")], text: words)
  }
}
