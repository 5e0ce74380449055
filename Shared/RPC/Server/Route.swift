public import Wire

/// One method of a service together with the handler that answers it.
public final class Route: Sendable {
  /// The HTTP/2 path: `/service/method`.
  public let path: String
  /// The same as received bytes are compared with.
  let pathBytes: [UInt8]
  /// How many messages each side sends.
  public let kind: CallKind
  /// What the contract says of the method beside its types.
  public let options: MethodOptions
  /// Reads the request, runs the handler, writes the answer. What it throws ends the call.
  let answer: nonisolated(nonsending) @Sendable (MessageStream, CallContext) async throws -> Void
  /// Whether calls count for ``RPCServer/Options/maxUnaryCalls``.
  var isBounded: Bool { kind == .unary && !isBuiltin }
  /// Whether it is one of gRPC's own services, as health is.
  private let isBuiltin: Bool
  /// Counts the calls; nil when nobody asked for it.
  let meter: (any MethodMeter)?

  @usableFromInline init<I, O>(
    _ method: MethodDescriptor<I, O>,
    answer: nonisolated(nonsending) @escaping @Sendable (MessageStream, CallContext) async throws -> Void
  ) {
    self.path = method.path
    self.pathBytes = Array(method.path.utf8)
    self.kind = method.kind
    self.options = method.options
    self.answer = answer
    self.isBuiltin = method.path.hasPrefix("/grpc.")
    self.meter = nil
  }

  /// `route` with a meter.
  private init(_ route: Route, meter: any MethodMeter) {
    self.path = route.path
    self.pathBytes = route.pathBytes
    self.kind = route.kind
    self.options = route.options
    self.answer = route.answer
    self.isBuiltin = route.isBuiltin
    self.meter = meter
  }

  /// The same route, its calls counted by `meter`.
  func metered(by meter: (any MethodMeter)?) -> Route { meter.map { Route(self, meter: $0) } ?? self }

  /// One request, one response. The caller needs a role for each of the `resources` that the request names.
  @inlinable public static func unary<I, O>(
    _ method: MethodDescriptor<I, O>, resources: @escaping @Sendable (I) -> [String],
    _ handler: @escaping @Sendable (I, CallContext) async throws -> O
  ) -> Route {
    let access = method.options.access
    return Route(method) { call, context in
      let request = try await call.receiveOnly(I.self)
      try context.permit(access, resources(request))
      let response = try await handler(request, context)
      try await call.write(response)
    }
  }

  /// One request, one response.
  @inlinable public static func unary<I, O>(
    _ method: MethodDescriptor<I, O>, _ handler: @escaping @Sendable (I, CallContext) async throws -> O
  ) -> Route {
    Route(method) { call, context in
      let request = try await call.receiveOnly(I.self)
      let response = try await handler(request, context)
      try await call.write(response)
    }
  }

  /// Many requests, one response.
  @inlinable public static func clientStreaming<I, O>(
    _ method: MethodDescriptor<I, O>,
    _ handler: @escaping @Sendable (RequestStream<I>, CallContext) async throws -> O
  ) -> Route {
    Route(method) { call, context in
      let response = try await handler(RequestStream(call), context)
      try await call.write(response)
    }
  }

  /// One request, many responses. The caller needs a role for each of the `resources` that the request names.
  @inlinable public static func serverStreaming<I, O>(
    _ method: MethodDescriptor<I, O>, resources: @escaping @Sendable (I) -> [String],
    _ handler: @escaping @Sendable (I, ResponseWriter<O>, CallContext) async throws -> Void
  ) -> Route {
    let access = method.options.access
    return Route(method) { call, context in
      let request = try await call.receiveOnly(I.self)
      try context.permit(access, resources(request))
      try await handler(request, ResponseWriter(call), context)
    }
  }

  /// One request, many responses.
  @inlinable public static func serverStreaming<I, O>(
    _ method: MethodDescriptor<I, O>,
    _ handler: @escaping @Sendable (I, ResponseWriter<O>, CallContext) async throws -> Void
  ) -> Route {
    Route(method) { call, context in
      let request = try await call.receiveOnly(I.self)
      try await handler(request, ResponseWriter(call), context)
    }
  }

  /// Many requests, many responses, in any order.
  @inlinable public static func bidirectional<I, O>(
    _ method: MethodDescriptor<I, O>,
    _ handler: @escaping @Sendable (RequestStream<I>, ResponseWriter<O>, CallContext) async throws -> Void
  ) -> Route {
    Route(method) { call, context in
      try await handler(RequestStream(call), ResponseWriter(call), context)
    }
  }
}
