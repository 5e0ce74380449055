import Synchronization

/// The metrics of a process: cells that others write into, and sources that are asked when somebody reads.
final class MetricRegistry: Sendable {
  /// Where one series is kept.
  enum Cell: Sendable {
    case counter(CounterCell)
    case growing(NumberCell)
    case gauge(NumberCell)
    case histogram(HistogramCell)
  }

  /// One metric's series, in the order in which they were made.
  private struct Entry {
    let help: String
    let kind: MetricFamily.Kind
    var cells: [[MetricFamily.Label]: Cell] = [:]
    var order: [[MetricFamily.Label]] = []
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var sources: [@Sendable () -> [MetricFamily]] = []
  }

  /// One more series of a metric is counted nowhere: labels of unbounded values must not fill the memory.
  static let seriesMax = 1_000

  private let state = Mutex(State())

  /// Has `source` asked at each reading.
  func collect(_ source: @escaping @Sendable () -> [MetricFamily]) { state.withLock { $0.sources.append(source) } }

  /// A counter; the same for the same name and labels. `name` ends in `_total`.
  func counter(_ name: String, _ help: String, _ labels: [MetricFamily.Label] = []) -> CounterCell {
    let cell = cell(name, help, labels, .counter(CounterCell()))
    return if case .counter(let counter) = cell { counter } else { CounterCell() }
  }

  /// A histogram; the same for the same name and labels.
  func histogram(
    _ name: String, _ help: String, _ scale: HistogramCell.Scale, _ labels: [MetricFamily.Label] = []
  ) -> HistogramCell {
    let cell = cell(name, help, labels, .histogram(HistogramCell(scale)))
    return if case .histogram(let histogram) = cell { histogram } else { HistogramCell(scale) }
  }

  /// The cell of a series, `new` when there is none. A name that is there with another kind, or that has too many series,
  /// gets one that nobody reads.
  func cell(_ name: String, _ help: String, _ labels: [MetricFamily.Label], _ new: Cell) -> Cell {
    state.withLock { state in
      var entry = state.entries[name] ?? Entry(help: help, kind: new.kind)
      if let known = entry.cells[labels] { return known }
      guard entry.kind == new.kind, entry.order.count < Self.seriesMax else { return new }
      entry.cells[labels] = new
      entry.order.append(labels)
      state.entries[name] = entry
      return new
    }
  }

  /// Everything, as it is now.
  func families() -> [MetricFamily] {
    let (entries, sources) = state.withLock { ($0.entries, $0.sources) }
    let kept = entries.map { name, entry in
      MetricFamily(
        name: name, help: entry.help, kind: entry.kind,
        samples: entry.order.flatMap { labels in entry.cells[labels]?.samples(labels) ?? [] })
    }
    return kept + sources.flatMap { $0() }
  }
}

extension MetricRegistry.Cell {
  var kind: MetricFamily.Kind {
    switch self {
    case .counter, .growing: .counter
    case .gauge: .gauge
    case .histogram: .histogram
    }
  }

  func samples(_ labels: [MetricFamily.Label]) -> [MetricFamily.Sample] {
    switch self {
    case .counter(let cell): [.init(labels: labels, value: cell.value)]
    case .growing(let cell), .gauge(let cell): [.init(labels: labels, value: cell.value)]
    case .histogram(let cell): cell.samples(labels)
    }
  }
}
