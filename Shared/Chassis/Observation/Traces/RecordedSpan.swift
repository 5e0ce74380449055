import RPC
import Tracing

/// A span that has ended, as it is exported.
struct RecordedSpan: Sendable {
  /// Its trace and its own id.
  var place: TraceContext
  /// The span that it is a part of; nil in the root.
  var parentID: UInt64?
  var name: String
  var kind: SpanKind
  /// Nanoseconds since 1970 UTC.
  var start: UInt64
  var end: UInt64
  var attributes: [(name: String, value: SpanAttribute)] = []
  var events: [SpanEvent] = []
  /// Why it failed; nil when it did not.
  var failure: String?
}

extension RecordedSpan {
  /// The attributes of a call by gRPC, after OpenTelemetry's conventions.
  static func attributes(path: String, _ code: RPCError.Code) -> [(name: String, value: SpanAttribute)] {
    let parts = path.split(separator: "/")
    return [
      ("rpc.system", .string("grpc")), ("rpc.service", .string(parts.first.map(String.init) ?? "")),
      ("rpc.method", .string(parts.dropFirst().first.map(String.init) ?? "")),
      ("rpc.grpc.status_code", .int64(Int64(code.rawValue))),
    ]
  }
}
