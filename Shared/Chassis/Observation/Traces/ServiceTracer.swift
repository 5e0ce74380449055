import RPC
import Tracing

/// Begins spans, and carries places in traces from and into calls (W3C Trace Context).
struct ServiceTracer: Tracer {
  let queue: SpanQueue
  let sampler: Sampler
  let ids = SpanIDs()

  func startSpan<Instant: TracerInstant>(
    _ operationName: String, context: @autoclosure () -> InstrumentationContext, ofKind kind: SpanKind,
    at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
  ) -> LiveSpan {
    var context = context()
    let parent = context.trace
    let place = sampler.place(under: parent, ids)
    context.trace = place
    let start = instant().nanosecondsSinceEpoch
    return LiveSpan(
      RecordedSpan(place: place, parentID: parent?.spanID, name: operationName, kind: kind, start: start, end: start),
      context: context, queue: queue)
  }

  /// Which spans are under way is not kept: each is in the hands of whoever has begun it.
  func activeSpan(identifiedBy context: InstrumentationContext) -> LiveSpan? { nil }

  func forceFlush() { queue.wake() }

  func extract<Carrier, Extract: Extractor>(
    _ carrier: Carrier, into context: inout InstrumentationContext, using extractor: Extract
  ) where Extract.Carrier == Carrier {
    guard let parent = extractor.extract(key: "traceparent", from: carrier) else { return }
    context.trace = TraceContext(parent: parent, state: extractor.extract(key: "tracestate", from: carrier))
  }

  func inject<Carrier, Inject: Injector>(
    _ context: InstrumentationContext, into carrier: inout Carrier, using injector: Inject
  ) where Inject.Carrier == Carrier {
    guard let trace = context.trace else { return }
    injector.inject(trace.parent, forKey: "traceparent", into: &carrier)
    if let state = trace.state { injector.inject(state, forKey: "tracestate", into: &carrier) }
  }
}
