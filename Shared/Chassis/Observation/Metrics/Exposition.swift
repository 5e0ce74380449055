import Foundation

/// How metrics are written for whoever scrapes them.
enum Exposition: Sendable {
  /// The text format of Prometheus, version 0.0.4.
  case prometheus
  /// OpenMetrics 1.0.
  case openMetrics

  /// The one that an `accept` header asks for: OpenMetrics only where it is named.
  init(accept: String?) {
    self = accept?.contains("application/openmetrics-text") == true ? .openMetrics : .prometheus
  }

  var contentType: String {
    switch self {
    case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
    case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
    }
  }

  /// The families as text, in the order of their names.
  func text(_ families: [MetricFamily]) -> String {
    var text = ""
    for family in families.sorted(by: { $0.name < $1.name }) where !family.samples.isEmpty { write(family, to: &text) }
    if self == .openMetrics { text += "# EOF\n" }
    return text
  }

  private func write(_ family: MetricFamily, to text: inout String) {
    var title = family.name
    if self == .openMetrics, family.kind == .counter, title.hasSuffix("_total") { title.removeLast("_total".count) }
    text += "# HELP \(title) \(escaped(family.help, quotes: self == .openMetrics))\n"
    text += "# TYPE \(title) \(family.kind.rawValue)\n"
    for sample in family.samples {
      text += family.name + sample.suffix
      if !sample.labels.isEmpty {
        let labels = sample.labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }
        text += "{\(labels.joined(separator: ","))}"
      }
      text += " \(Self.number(sample.value))\n"
    }
  }

  private func escaped(_ text: String, quotes: Bool) -> String {
    guard text.utf8.contains(where: { $0 == 0x5c || $0 == 0x0a || $0 == 0x22 }) else { return text }
    let plain = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    return quotes ? plain.replacing("\"", with: "\\\"") : plain
  }

  /// Whole numbers without a fraction, as long as a Double holds them exactly.
  static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return Int64(exactly: value).map { String($0) } ?? "\(value)"
  }
}
