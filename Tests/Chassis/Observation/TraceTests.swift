import Logging
import RPC
import Testing
import Tracing
import WireTelemetry

@testable import Chassis

@Suite("Traces") struct TraceTests {
  private let dropped = CounterCell()
  private static let caller = TraceContext(traceID: (1, 2), spanID: 3, isSampled: true, state: "a=1")

  private func tracer(ratio: Double = 1, room: Int = 16) -> ServiceTracer {
    ServiceTracer(queue: SpanQueue(room: room, batch: 8, dropped: dropped), sampler: Sampler(ratio: ratio))
  }

  @Test(
    "go on as their caller says, whatever is recorded of those that begin here", arguments: [true, false], [0.0, 1])
  func parentBased(_ isSampled: Bool, _ ratio: Double) {
    var caller = Self.caller
    caller.isSampled = isSampled
    let place = Sampler(ratio: ratio).place(under: caller, SpanIDs())
    #expect(place.isSampled == isSampled)
    #expect(place.traceText == caller.traceText)
    #expect(place.spanID != caller.spanID)
    #expect(place.state == caller.state)
  }

  @Test("that begin here are recorded in part", arguments: [(0.0, 0...0), (0.25, 2_200...2_800), (1, 10_000...10_000)])
  func ratio(_ ratio: Double, _ wanted: ClosedRange<Int>) {
    let (sampler, ids) = (Sampler(ratio: ratio), SpanIDs())
    let places = (0..<10_000).map { _ in sampler.place(under: nil, ids) }
    #expect(wanted.contains(places.count(where: \.isSampled)))
    #expect(Set(places.map(\.traceText)).count == places.count)
    #expect(Set(places.map(\.spanID)).count == places.count)
  }

  @Test("that find no room are dropped and counted, and nobody waits")
  func bounded() {
    let tracer = tracer(room: 3)
    for _ in 0..<5 { tracer.startSpan("a", context: .topLevel).end() }
    #expect(dropped.value == 2)
    #expect(tracer.queue.take().count == 3)
    tracer.queue.close()
    tracer.startSpan("a", context: .topLevel).end()
    #expect(dropped.value == 3)
    #expect(tracer.queue.take().isEmpty)
  }

  @Test("are sent in batches; what nobody takes is counted, and nobody waits for it at the end")
  func unreachable() async {
    let (exported, queue) = (CounterCell(), SpanQueue(room: 100, batch: 8, dropped: dropped))
    let tracer = ServiceTracer(queue: queue, sampler: Sampler(ratio: 1))
    let nowhere = RPCChannel(target: .unix(path: "/nonexistent/collector"))
    let exporter = SpanExporter(
      SpanCourier(
        queue: queue, channel: nowhere, resource: .init(program: "test"), exported: exported, dropped: dropped))
    for _ in 0..<30 { tracer.startSpan("a", context: .topLevel).end() }
    await exporter.stop()
    #expect(dropped.value == 30)
    #expect(exported.value == 0)
  }

  @Test("take a span once, with its parent, its attributes and why it failed")
  func span() throws {
    let tracer = tracer()
    let span = tracer.startSpan("a", context: .at(Self.caller), ofKind: .client)
    span.attributes["n"] = 1
    span.recordError(Failure(.internal, "X", zh: "", en: "Bearer planted"))
    #expect(span.isRecording)
    span.end()
    span.end()
    #expect(!span.isRecording)
    let spans = tracer.queue.take()
    let ended = try #require(spans.first)
    #expect(spans.count == 1)
    #expect(ended.place == span.context.trace)
    #expect(ended.parentID == Self.caller.spanID)
    #expect(ended.attributes.map(\.name) == ["n"])
    #expect(ended.failure?.contains("[withheld]") == true)
    #expect(ended.failure?.contains("planted") == false)
    #expect(ended.start <= ended.end)
  }

  @Test("that are not recorded cost no span")
  func unrecorded() {
    let tracer = tracer(ratio: 0)
    tracer.startSpan("a", context: .topLevel).end()
    #expect(tracer.queue.take().isEmpty)
    #expect(dropped.value == 0)
  }

  @Test("are carried by two headers")
  func carried() {
    struct Headers: Extractor, Injector {
      func extract(key: String, from carrier: [String: String]) -> String? { carrier[key] }
      func inject(_ value: String, forKey key: String, into carrier: inout [String: String]) { carrier[key] = value }
    }
    let tracer = tracer()
    var carrier: [String: String] = [:]
    tracer.inject(.at(Self.caller), into: &carrier, using: Headers())
    #expect(carrier == ["traceparent": Self.caller.parent, "tracestate": "a=1"])
    var context = InstrumentationContext.topLevel
    tracer.extract(carrier, into: &context, using: Headers())
    #expect(context.trace == Self.caller)
    tracer.extract(["traceparent": "nonsense"], into: &context, using: Headers())
    #expect(context.trace == nil)
  }

  @Test("are bound to the task of a call only where they are recorded", arguments: [true, false])
  func bound(_ isSampled: Bool) async throws {
    var caller = Self.caller
    caller.isSampled = isSampled
    let call = CallContext(path: "/a/B", metadata: ["traceparent": caller.parent])
    try await ServerTracing(tracer: tracer()).intercept(call) {
      #expect(InstrumentationContext.current?.trace == (isSampled ? call.trace : nil))
      #expect(Logger.MetadataProvider.trace.get().isEmpty == !isSampled)
    }
    #expect(call.trace?.traceText == caller.traceText)
    #expect((call.trace?.spanID != caller.spanID) == isSampled)
  }

  @Test("begin with calls, but not with those that only ask how a server is")
  func begins() async throws {
    for (path, isBegun) in [("/tupo.v1.A/B", true), ("/grpc.health.v1.Health/Check", false)] {
      let call = CallContext(path: path)
      try await ServerTracing(tracer: tracer()).intercept(call) {}
      #expect((call.trace != nil) == isBegun)
    }
  }
}
