import RPC
import Storage
import Tracing

/// Has each call of a server be a span of its caller's trace, or of a new one.
///
/// What goes on in the task of the call finds its place by the task's context; it is bound only where the trace is
/// recorded.
struct ServerTracing: ServerInterceptor {
  let tracer: ServiceTracer
  /// The present time in microseconds UTC.
  var clock: @Sendable () -> Int64 = StoreOptions.systemClock

  func intercept(_ call: CallContext, next: () async throws -> Void) async throws {
    let parent = call.trace
    guard parent?.isSampled ?? begins(call.path) else { return try await next() }
    let place = tracer.sampler.place(under: parent, tracer.ids)
    call.trace = place
    guard place.isSampled else { return try await next() }
    try await InstrumentationContext.withValue(.at(place)) { try await next() }
  }

  /// Health, reflection and channelz begin no traces: they are asked all the time, and do nothing.
  private func begins(_ path: String) -> Bool { !path.hasPrefix("/grpc.") }

  /// The span is made when the call has ended: until then its place is all that anybody needs.
  func finished(_ call: FinishedCall) {
    guard var place = call.context.trace, place.isSampled else { return }
    let parent = call.context.callersTrace
    if place.spanID == parent?.spanID { place.spanID = tracer.ids.number() }  // It was refused before its span began.
    let end = UInt64(clock()) * 1_000
    let path = call.path ?? "/unknown/unknown"
    tracer.queue.add(
      RecordedSpan(
        place: place, parentID: parent?.spanID, name: String(path.dropFirst()), kind: .server,
        start: end - UInt64(max(0, call.duration.wholeNanoseconds)), end: end,
        attributes: RecordedSpan.attributes(path: path, call.code),
        failure: call.code.isOurFault ? call.code.description : nil))
  }
}

extension RPCError.Code {
  /// Whether the server is to blame, after OpenTelemetry's conventions.
  var isOurFault: Bool {
    switch self {
    case .unknown, .deadlineExceeded, .unimplemented, .internal, .unavailable, .dataLoss: true
    default: false
    }
  }
}
