import RPC
import Tracing

/// What a program needs to take part in traces: a tracer, and who sends its spans away.
struct TraceExport: Sendable {
  let tracer: ServiceTracer
  private let exporter: SpanExporter

  /// Begins to send the spans of `program` to a collector.
  init(of program: String, to collector: ListenAddress, ratio: Double, registry: MetricRegistry) {
    let dropped = registry.counter(
      "tupo_trace_spans_dropped_total", "Spans that found no room, or that the collector did not take.")
    let exported = registry.counter("tupo_trace_spans_exported_total", "Spans that the collector has taken.")
    let queue = SpanQueue(dropped: dropped)
    tracer = ServiceTracer(queue: queue, sampler: Sampler(ratio: ratio))
    exporter = SpanExporter(queue: queue, to: collector, from: program, exported: exported, dropped: dropped)
  }

  /// Has everything in the process that begins spans begin them here. Once in a process.
  func takeOver() { InstrumentationSystem.bootstrap(tracer) }

  /// Sends what is left.
  func stop() async { await exporter.stop() }
}
