import RPC
import Tracing

/// Where in a trace a task is. It is bound only in tasks of traces that are recorded.
private enum TraceKey: InstrumentationContextKey {
  typealias Value = TraceContext
}

extension InstrumentationContext {
  /// Where in a trace the task is.
  var trace: TraceContext? {
    get { self[TraceKey.self] }
    set { self[TraceKey.self] = newValue }
  }

  /// A context of nothing but a place in a trace.
  static func at(_ trace: TraceContext) -> InstrumentationContext {
    var context = InstrumentationContext.topLevel
    context.trace = trace
    return context
  }
}
