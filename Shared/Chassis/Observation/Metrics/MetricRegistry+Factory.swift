import CoreMetrics

/// What libraries measure through swift-metrics is told beside our own. Their metrics last as long as the process.
extension MetricRegistry: MetricsFactory {
  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    let cell = foreign(label, dimensions, "_total", .counter(CounterCell()))
    return if case .counter(let counter) = cell { counter } else { CounterCell() }
  }

  func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
    let cell = foreign(label, dimensions, "_total", .growing(NumberCell()))
    return if case .growing(let number) = cell { number } else { NumberCell() }
  }

  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    let cell = foreign(label, dimensions, "", .gauge(NumberCell()))
    return if case .gauge(let number) = cell { number } else { NumberCell() }
  }

  func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    let cell = foreign(label, dimensions, "", .histogram(HistogramCell(.numbers)))
    return if case .histogram(let histogram) = cell { histogram } else { HistogramCell(.numbers) }
  }

  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    let cell = foreign(label, dimensions, "_seconds", .histogram(HistogramCell(.seconds)))
    return if case .histogram(let histogram) = cell { histogram } else { HistogramCell(.seconds) }
  }

  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  func destroyMeter(_ handler: any MeterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}

  /// A metric that names itself: what Prometheus does not allow in names becomes an underscore.
  private func foreign(_ label: String, _ dimensions: [(String, String)], _ suffix: String, _ new: Cell) -> Cell {
    let name = Self.name(label)
    let labels = dimensions.map { MetricFamily.Label(name: Self.name($0.0), value: $0.1) }
    return cell(name.hasSuffix(suffix) ? name : name + suffix, label, labels, new)
  }

  private static func name(_ text: String) -> String {
    let name = String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    return name.first?.isNumber == false ? name : "_" + name
  }
}
