import RPC
import WireTelemetry

/// Sends what waits in a queue of spans to a collector, by OTLP over gRPC.
struct SpanCourier: Sendable {
  let queue: SpanQueue
  let channel: RPCChannel
  let resource: OpentelemetryProtoResourceV1.Resource
  let exported: CounterCell
  let dropped: CounterCell

  /// Sends batch after batch until nothing waits. What the collector does not take is counted, and not sent again. At the
  /// end nobody waits for one that does not answer: the rest is dropped.
  func send() async {
    while case let spans = queue.take(), !spans.isEmpty {
      do {
        let answer = try await channel.unary(
          OpentelemetryProtoCollectorTraceV1.TraceServiceMethods.export, .init(spans, of: resource))
        let rejected = answer.partialSuccess?.rejectedSpans ?? 0
        exported.increment(by: Int64(spans.count) - rejected)
        dropped.increment(by: rejected)
      } catch {
        dropped.increment(by: Int64(spans.count))
        if queue.isClosed { return dropped.increment(by: Int64(queue.clear())) }
      }
    }
  }
}
