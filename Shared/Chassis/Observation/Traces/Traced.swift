import RPC
import Tracing

/// Has `body` be a span where the task is in a trace that is recorded, and nothing more elsewhere.
func traced<Value>(_ name: String, _ body: () async throws -> Value) async rethrows -> Value {
  guard let context = InstrumentationContext.current, context.trace?.isSampled == true else { return try await body() }
  let span = InstrumentationSystem.tracer.startSpan(name, context: context)
  defer { span.end() }
  do {
    return try await body()
  } catch {
    span.recordError(error)
    throw error
  }
}
