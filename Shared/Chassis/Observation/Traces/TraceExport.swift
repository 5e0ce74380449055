import RPC
import Tracing
import WireTelemetry

/// What a program needs to take part in traces: a tracer, and who sends its spans away.
struct TraceExport: Sendable {
  let tracer: ServiceTracer
  private let exporter: SpanExporter

  /// Begins to send the spans of `program` to a collector.
  ///
  /// - Parameters:
  ///   - ratio: which part of the traces that begin here is recorded.
  ///   - patience: how long the collector may take for a batch.
  init(
    of program: String, to collector: ListenAddress, ratio: Double = 1, patience: Duration = .seconds(5),
    registry: MetricRegistry
  ) {
    let dropped = registry.counter(
      "tupo_trace_spans_dropped_total", "Spans that found no room, or that the collector did not take.")
    let exported = registry.counter("tupo_trace_spans_exported_total", "Spans that the collector has taken.")
    let queue = SpanQueue(dropped: dropped)
    tracer = ServiceTracer(queue: queue, sampler: Sampler(ratio: ratio))
    var options = ChannelOptions()
    options.defaultTimeout = patience
    exporter = SpanExporter(
      SpanCourier(
        queue: queue, channel: RPCChannel(target: collector, options: options), resource: .init(program: program),
        exported: exported, dropped: dropped))
  }

  /// Has everything in the process that begins spans begin them here. Once in a process.
  func takeOver() { InstrumentationSystem.bootstrap(tracer) }

  /// Sends what is left.
  func stop() async { await exporter.stop() }
}
