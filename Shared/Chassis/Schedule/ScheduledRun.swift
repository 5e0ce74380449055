public import RPC
public import Wire

/// What a service does by itself, over and over: one of its own methods, under the rule that its contract has for it.
public struct ScheduledRun: Sendable {
  /// The method's path.
  let path: String
  /// From the end of a run to the beginning of the next.
  let interval: Duration
  private let access: MethodAccess?
  private let body: @Sendable (CallContext) async throws -> String

  /// Runs `method` by `body`, which answers what the log tells of it.
  public init<Request, Answer>(
    _ method: MethodDescriptor<Request, Answer>, every interval: Duration,
    _ body: @escaping @Sendable (CallContext) async throws -> String
  ) {
    path = method.path
    access = method.options.access
    self.interval = interval
    self.body = body
  }

  /// Runs once, as `caller`. Throws PERMISSION_DENIED when its roles do not allow the method, and what the method throws.
  func run(as caller: Caller) async throws -> String {
    let call = CallContext(path: path)
    call.identify(caller)
    if let access { try caller.enter(access) }
    return try await body(call)
  }
}
