/// What all calls of a server pass on their way to their handlers, whatever their messages are.
///
/// ```swift
/// struct Authentication: ServerInterceptor {
///   func intercept(_ call: CallContext, next: () async throws -> Void) async throws {
///     guard call.metadata["authorization"] != nil else {
///       throw RPCError(code: .unauthenticated, message: "Who are you?")
///     }
///     try await next()
///   }
/// }
/// ```
public protocol ServerInterceptor: Sendable {
  /// Runs in the place of the handler: `next` runs the following interceptor, or the handler, and throws what that
  /// throws.
  ///
  /// Throwing before `next` refuses the call. Returning without having called it ends the call with INTERNAL.
  func intercept(_ call: CallContext, next: () async throws -> Void) async throws

  /// Told of each call that has ended, once, those that came to no handler included; on an event loop, so it must not
  /// block.
  func finished(_ call: FinishedCall)
}

extension ServerInterceptor {
  /// Lets the call pass.
  public func intercept(_ call: CallContext, next: () async throws -> Void) async throws { try await next() }

  /// Nothing is noted.
  public func finished(_ call: FinishedCall) {}
}

extension ServerCall {
  /// Runs the handler inside the server's interceptors.
  func intercepted(_ route: Route) async throws {
    let reached = ReachedFlag()
    try await pass(home.server.options.interceptors[...]) {
      reached.isSet = true
      try await route.answer(self, context)
    }
    guard reached.isSet else {
      throw RPCError(code: .internal, message: "An interceptor has ended the call without saying how.")
    }
  }

  private func pass(
    _ interceptors: ArraySlice<any ServerInterceptor>, to handler: () async throws -> Void
  ) async throws {
    guard let first = interceptors.first else { return try await handler() }
    try await first.intercept(context) { try await pass(interceptors.dropFirst(), to: handler) }
  }
}

/// Whether a handler was reached; used by the one task that runs it.
private final class ReachedFlag {
  var isSet = false
}
