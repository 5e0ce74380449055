import RPC
import Tracing

/// Has each call that is made for a recorded trace be a span of it, and tells the server where it belongs.
///
/// A call belongs to the trace that its metadata names, by `CallOptions(inheriting:)`, or that its task is in. A trace that
/// is not recorded goes on as the metadata have it.
struct ClientTracing: ClientInterceptor {
  func intercept(_ call: inout ClientCallStart) async throws {
    let named = call.options.metadata["traceparent"].flatMap {
      TraceContext(parent: $0, state: call.options.metadata["tracestate"])
    }
    guard let parent = named ?? InstrumentationContext.current?.trace, parent.isSampled else { return }
    let path = call.path
    let span = InstrumentationSystem.tracer.startSpan(String(path.dropFirst()), context: .at(parent), ofKind: .client)
    guard let place = span.context.trace else { return }  // No tracer of ours is there.
    call.options.metadata.set(place)
    call.whenFinished { ended in
      for (name, value) in RecordedSpan.attributes(path: path, ended.code) { span.attributes[name] = value }
      if let error = ended.error { span.setStatus(.init(code: .error, message: error.code.description)) }
      span.end()
    }
  }
}
