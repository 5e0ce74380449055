public import Wire

/// One method of a service together with the handler that answers it.
public struct Route: Sendable {
  /// The HTTP/2 path: `/service/method`.
  public let path: String
  /// How many messages each side sends.
  public let kind: CallKind
  /// What the contract says of the method beside its types.
  public let options: MethodOptions
  /// Reads the request, runs the handler, writes the answer. What it throws ends the call.
  let answer: @Sendable (ServerCall) async throws -> Void

  private init<I, O>(
    _ method: MethodDescriptor<I, O>, answer: @escaping @Sendable (ServerCall) async throws -> Void
  ) {
    self.path = method.path
    self.kind = method.kind
    self.options = method.options
    self.answer = answer
  }

  /// One request, one response.
  public static func unary<I, O>(
    _ method: MethodDescriptor<I, O>, _ handler: @escaping @Sendable (I, CallContext) async throws -> O
  ) -> Route {
    Route(method) { call in
      let request = try await call.receiveOnly(I.self)
      let response = try await handler(request, call.context)
      try await call.write(response)
    }
  }

  /// Many requests, one response.
  public static func clientStreaming<I, O>(
    _ method: MethodDescriptor<I, O>,
    _ handler: @escaping @Sendable (RequestStream<I>, CallContext) async throws -> O
  ) -> Route {
    Route(method) { call in
      let response = try await handler(RequestStream(call), call.context)
      try await call.write(response)
    }
  }

  /// One request, many responses.
  public static func serverStreaming<I, O>(
    _ method: MethodDescriptor<I, O>,
    _ handler: @escaping @Sendable (I, ResponseWriter<O>, CallContext) async throws -> Void
  ) -> Route {
    Route(method) { call in
      let request = try await call.receiveOnly(I.self)
      try await handler(request, ResponseWriter(call), call.context)
    }
  }

  /// Many requests, many responses, in any order.
  public static func bidirectional<I, O>(
    _ method: MethodDescriptor<I, O>,
    _ handler: @escaping @Sendable (RequestStream<I>, ResponseWriter<O>, CallContext) async throws -> Void
  ) -> Route {
    Route(method) { call in
      try await handler(RequestStream(call), ResponseWriter(call), call.context)
    }
  }
}
