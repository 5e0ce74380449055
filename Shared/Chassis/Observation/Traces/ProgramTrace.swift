import RPC
import Tracing

/// A command that takes part in traces.
public enum ProgramTrace {
  /// Has all that `body` does be one trace, where the environment names a collector; its spans are sent before it returns.
  /// Calls by channels to our own services belong to it. Once in a process.
  public static func run(
    _ name: String, of program: String, environment: [String: String], _ body: () async throws -> Void
  ) async throws {
    let collector = environment[ObservationSettings.traceEndpoint.row.variable].flatMap { ListenAddress($0) }
    guard let collector else { return try await body() }
    let export = TraceExport(of: program, to: collector, patience: .seconds(2), registry: MetricRegistry())
    export.takeOver()
    do {
      try await export.tracer.run(name, body)
      await export.stop()
    } catch {
      await export.stop()
      throw error
    }
  }
}

extension ServiceTracer {
  /// Has `body` be the first span of a trace.
  func run(_ name: String, _ body: () async throws -> Void) async throws {
    let span = startSpan(name, context: .topLevel)
    defer { span.end() }
    do {
      try await InstrumentationContext.withValue(span.context) { try await body() }
    } catch {
      span.recordError(error)
      throw error
    }
  }
}
