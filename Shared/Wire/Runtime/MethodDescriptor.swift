/// How many messages each side of a call sends (the four kinds of gRPC).
public enum CallKind: Sendable, Hashable {
  case unary, clientStreaming, serverStreaming, bidirectional
}

/// What the contract says of a method beside its types.
public struct MethodOptions: Sendable, Hashable {
  /// Where its handler runs.
  public enum Execution: Sendable, Hashable {
    /// On the event loop of the call's connection.
    case loop
    /// On the bounded pool for heavy work: `(tupo.common.v1.rule).execution = EXECUTION_COMPUTE`.
    case compute
  }

  /// Whether a client may send the call again after a failure.
  public enum Retry: Sendable, Hashable {
    /// Never by itself.
    case never
    /// Always: the method reads only.
    case read
    /// When the request carries a `request_id`.
    case writeWithRequestID
  }

  /// Where its handler runs.
  public var execution: Execution
  /// Whether a client may send the call again after a failure.
  public var retry: Retry
  /// Who may call it; nil where the contract says nothing.
  public var access: MethodAccess?

  /// Options as the contract states them; the defaults are those of a method without our option.
  public init(execution: Execution = .loop, retry: Retry = .never, access: MethodAccess? = nil) {
    self.execution = execution
    self.retry = retry
    self.access = access
  }
}

/// One method of a service's contract, with the types that it takes and gives.
public struct MethodDescriptor<Request: WireMessage, Response: WireMessage>: Sendable {
  /// The service's full name, for example `tupo.indicators.v1.ZoneService`.
  public let service: String
  /// The method's name, for example `GetZone`.
  public let name: String
  /// The HTTP/2 path: `/service/name`.
  public let path: String
  /// How many messages each side sends.
  public let kind: CallKind
  /// What the contract says of it beside its types.
  public let options: MethodOptions

  /// Describes `name` of `service`.
  public init(service: String, name: String, kind: CallKind, options: MethodOptions = MethodOptions()) {
    self.service = service
    self.name = name
    self.path = "/\(service)/\(name)"
    self.kind = kind
    self.options = options
  }
}
