import Logging
import RPC
import Tracing

/// Notes each call that has ended: those that went well at `debug`, those that were denied at `notice`, be the log
/// ever so silent, the others at `info`.
struct CallLog: Sendable {
  private let usual: Logger
  /// What writes of denied calls: no setting of the log's level is to hide them.
  private let denials: Logger

  init(logger: Logger) {
    usual = logger
    var denials = logger
    denials.logLevel = min(logger.logLevel, .notice)
    self.denials = denials
  }

  func note(_ call: FinishedCall) {
    let level = Logger.Level(of: call.code)
    let logger = level == .notice ? denials : usual
    guard logger.logLevel <= level else { return }  // Nothing is put into words for nobody.
    logger.log(level: level, "call", metadata: metadata(call))
  }

  private func metadata(_ call: FinishedCall) -> Logger.Metadata {
    var metadata: Logger.Metadata = [
      "method": "\(call.path ?? "-")", "code": "\(call.code)",
      "duration_ms": .stringConvertible(Double(call.duration.wholeNanoseconds / 1_000) / 1_000),
    ]
    if let principal = call.principal { metadata["principal"] = "\(principal)" }
    if let other = call.context.onBehalfOf { metadata["on_behalf_of"] = "\(other)" }
    if let id = call.context.requestID { metadata["request_id"] = "\(id)" }
    if let trace = call.context.trace { metadata.merge(trace.metadata) { $1 } }
    if let cause = call.cause { metadata["cause"] = "\(cause)" }
    return metadata
  }
}

extension Logger.Level {
  fileprivate init(of code: RPCError.Code) {
    switch code {
    case .ok: self = .debug
    case .unauthenticated, .permissionDenied: self = .notice
    default: self = .info
    }
  }
}

extension TraceContext {
  /// By which a line is found beside the trace's spans.
  var metadata: Logger.Metadata { ["trace_id": "\(traceText)", "span_id": "\(spanText)"] }
}

extension Logger.MetadataProvider {
  /// Gives each line that is written in a task of a recorded trace the place of the task.
  static let trace = Logger.MetadataProvider { InstrumentationContext.current?.trace?.metadata ?? [:] }
}
