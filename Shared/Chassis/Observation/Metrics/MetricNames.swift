import Foundation
import RPC
import Wire

extension CallKind {
  /// As dashboards of gRPC's ecosystem name it.
  var metricName: String {
    switch self {
    case .unary: "unary"
    case .clientStreaming: "client_stream"
    case .serverStreaming: "server_stream"
    case .bidirectional: "bidi_stream"
    }
  }
}

extension RPCError.Code {
  /// As dashboards of gRPC's ecosystem name it: the way of its Go library.
  var metricName: String {
    switch self {
    case .ok: "OK"
    case .cancelled: "Canceled"
    default: description.split(separator: "_").map(\.capitalized).joined()
    }
  }
}
