import CoreMetrics
import Synchronization

/// Counts values by how large they are. Noting one costs a search among the bounds and two additions.
final class HistogramCell: RecorderHandler, TimerHandler {
  /// The upper bounds of the buckets, ascending, and how a value is written.
  struct Scale: Sendable {
    let bounds: [15 of Int64]
    /// A value of this size is told as one.
    let unit: Double

    /// Durations in nanoseconds, told in seconds.
    static let seconds = Scale(
      bounds: [
        100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000,
        250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 10_000_000_000,
      ], unit: 1e9)
    /// How many, or how large.
    static let numbers = Scale(bounds: [15 of Int64] { 1 << $0 }, unit: 1)
  }

  private let scale: Scale
  /// How many values fell into each bucket and into none before it; the last one is above all bounds.
  private let counts = [16 of Atomic<Int64>] { _ in Atomic(0) }
  private let sum = Atomic<Int64>(0)

  init(_ scale: Scale) { self.scale = scale }

  /// Notes a value in the scale's own unit.
  func note(_ value: Int64) {
    var bucket = 0
    while bucket < scale.bounds.count, value > scale.bounds[bucket] { bucket += 1 }
    counts[bucket].wrappingAdd(1, ordering: .relaxed)
    sum.wrappingAdd(value, ordering: .relaxed)
  }

  func recordNanoseconds(_ duration: Int64) { note(duration) }
  func record(_ value: Int64) { note(value) }
  func record(_ value: Double) { note(Int64(exactly: value.rounded()) ?? .max) }

  /// The buckets, each with all below it, the sum and the count.
  func samples(_ labels: [MetricFamily.Label]) -> [MetricFamily.Sample] {
    var samples: [MetricFamily.Sample] = []
    var total: Int64 = 0
    for bucket in counts.indices {
      total += counts[bucket].load(ordering: .relaxed)
      let bound = bucket < scale.bounds.count ? "\(Double(scale.bounds[bucket]) / scale.unit)" : "+Inf"
      samples.append(.init(suffix: "_bucket", labels: labels + [.init(name: "le", value: bound)], value: Double(total)))
    }
    let sum = Double(sum.load(ordering: .relaxed)) / scale.unit
    return samples + [
      .init(suffix: "_sum", labels: labels, value: sum), .init(suffix: "_count", labels: labels, value: Double(total)),
    ]
  }
}
