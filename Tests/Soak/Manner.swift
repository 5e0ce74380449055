import RPC
import Wire
import WireInterop

/// A kind of call that a soak makes; the methods of the soak's service bear these names.
enum Manner: String, CaseIterable {
  /// One message each way, of any size.
  case whole
  /// Many answers, all of them read.
  case stream
  /// Many requests.
  case gather
  /// Requests and answers in turn.
  case chat
  /// Given up by its caller at some moment.
  case cancelled
  /// Ended by its deadline.
  case deadline
  /// Many answers, of which the caller reads a few and leaves.
  case unread
  /// Begun on a connection that is closed at some moment.
  case churned

  /// Nothing ends such a call but its own end: both sides must count the same.
  var isExact: Bool {
    switch self {
    case .whole, .stream, .gather, .chat: true
    case .cancelled, .deadline, .unread, .churned: false
    }
  }

  var path: String { "/\(SoakService.serviceName)/\(rawValue)" }

  /// The statuses that its caller may see.
  var codes: [RPCError.Code] {
    switch self {
    case .whole, .stream, .gather, .chat: [.ok]
    case .cancelled: [.ok, .cancelled]
    case .deadline: [.deadlineExceeded]
    case .unread: [.cancelled]
    case .churned: [.ok, .cancelled, .unavailable]
    }
  }
}

/// The methods of the soak's service.
enum Methods {
  typealias Unary = MethodDescriptor<GrpcTesting.SimpleRequest, GrpcTesting.SimpleResponse>
  typealias Stream = MethodDescriptor<
    GrpcTesting.StreamingOutputCallRequest, GrpcTesting.StreamingOutputCallResponse
  >

  static let whole = Unary(service: SoakService.serviceName, name: "whole", kind: .unary)
  static let deadline = Unary(service: SoakService.serviceName, name: "deadline", kind: .unary)
  static let churned = Unary(service: SoakService.serviceName, name: "churned", kind: .unary)
  static let stream = Stream(service: SoakService.serviceName, name: "stream", kind: .serverStreaming)
  static let unread = Stream(service: SoakService.serviceName, name: "unread", kind: .serverStreaming)
  static let chat = Stream(service: SoakService.serviceName, name: "chat", kind: .bidirectional)
  static let cancelled = Stream(service: SoakService.serviceName, name: "cancelled", kind: .bidirectional)
  static let gather = MethodDescriptor<
    GrpcTesting.StreamingInputCallRequest, GrpcTesting.StreamingInputCallResponse
  >(service: SoakService.serviceName, name: "gather", kind: .clientStreaming)
  /// What the server has counted, as the text of a ``Tally``.
  static let report = MethodDescriptor<GrpcTesting.Empty, GrpcTesting.SimpleResponse>(
    service: SoakService.serviceName, name: "report", kind: .unary)
}
