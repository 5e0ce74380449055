internal import NIOCore
internal import NIOPosix
public import Wire

/// The way to a server, or to several that do the same: connections are made when calls need them, and made again when
/// they fail.
///
/// A call never hangs: whatever befalls the peer, the network or the task ends it with a status.
public final class RPCChannel: Sendable {
  let core: ChannelCore

  /// A channel to `target`: to all addresses that its name has. It does nothing until the first call.
  public convenience init(target: ListenAddress, options: ChannelOptions = ChannelOptions()) {
    self.init(targets: [target], options: options)
  }

  /// A channel to the servers at `targets`, of which there is at least one; `options` say how calls are shared.
  public init(targets: [ListenAddress], options: ChannelOptions = ChannelOptions()) {
    let group = options.eventLoopGroup ?? MultiThreadedEventLoopGroup.singleton
    core = ChannelCore(targets: targets, options: options, loop: RPCLoop.of(group.any()))
  }

  // Not at once, even on the loop: a session must not end inside its own callbacks.
  deinit { core.loop.execute { [core] in _ = core.close() } }

  /// Where the server is; the first one of several.
  public var target: ListenAddress { core.targets[0] }

  /// What the channel is doing now.
  public var state: ConnectivityState { core.states.state }

  /// What the channel is doing, now and after each change, until it is closed.
  ///
  /// Several may watch, each with a sequence of its own. One that is slow misses old changes, never the last.
  public var states: some AsyncSequence<ConnectivityState, Never> & Sendable { core.states.watch() }

  /// Makes connections without waiting for a call. Without calls they are given up again after the idle time.
  public func connect() { core.loop.perform { [core] in core.connect() } }

  /// Ends all calls with UNAVAILABLE and closes the connections; returns when they are closed.
  public func close() async {
    await withCheckedContinuation { continuation in
      core.loop.eventLoop.execute { [core] in core.close().whenComplete { _ in continuation.resume() } }
    }
  }

  /// One request, one response.
  ///
  /// - Throws: ``RPCError`` with the status of the call.
  public func unary<I, O>(
    _ method: MethodDescriptor<I, O>, _ request: I, options: CallOptions = CallOptions()
  ) async throws -> O {
    try await run(method, options) { call in
      call.start(with: request)
      return try await call.receiveOnly(O.self)
    }
  }

  /// Many requests, one response. The requests end when `send` returns.
  ///
  /// - Throws: ``RPCError`` with the status of the call, or what `send` throws.
  public func clientStreaming<I, O, R>(
    _ method: MethodDescriptor<I, O>, options: CallOptions = CallOptions(),
    _ send: (RequestWriter<I>) async throws -> R
  ) async throws -> O {
    try await run(method, options) { call in
      call.start()
      try await Self.sendAll(call, send)
      return try await call.receiveOnly(O.self)
    }
  }

  /// Lets `send` write the requests of `call`. In a method of its own: as part of the closure above it crashes the
  /// optimizer of Swift 6.3.1 (splitting the coroutine).
  private static func sendAll<I, R>(_ call: ClientCall, _ send: (RequestWriter<I>) async throws -> R) async throws {
    do {
      _ = try await send(RequestWriter(call))
    } catch {
      // A server may answer before it has read everything; its answer counts then.
      guard error is RPCError, await call.hasEnded() else { throw error }
    }
    call.finishRequests()
  }

  /// One request, many responses, read by `receive`. The call is cancelled if `receive` returns before their end.
  ///
  /// - Throws: what `receive` throws; the stream throws ``RPCError`` with the status of the call.
  public func serverStreaming<I, O, R>(
    _ method: MethodDescriptor<I, O>, _ request: I, options: CallOptions = CallOptions(),
    _ receive: (ResponseStream<O>) async throws -> R
  ) async throws -> R {
    try await run(method, options) { call in
      call.start(with: request)
      return try await receive(ResponseStream(call))
    }
  }

  /// Many requests, many responses. The call is cancelled if `body` returns before the end of the responses.
  ///
  /// - Throws: what `body` throws; the stream throws ``RPCError`` with the status of the call.
  public func bidirectional<I, O, R>(
    _ method: MethodDescriptor<I, O>, options: CallOptions = CallOptions(),
    _ body: (RequestWriter<I>, ResponseStream<O>) async throws -> R
  ) async throws -> R {
    try await run(method, options) { call in
      call.start()
      return try await body(RequestWriter(call), ResponseStream(call))
    }
  }

  /// Makes a call that ends with `body`: however `body` is left, nothing of the call stays behind.
  private func run<I, O, R>(
    _ method: MethodDescriptor<I, O>, _ options: CallOptions, _ body: (ClientCall) async throws -> R
  ) async throws -> R {
    var (options, observation) = (options, CallObservation?.none)
    if !core.options.interceptors.isEmpty { observation = try await intercept(method, &options) }
    if options.timeout == nil, options.deadline == nil, method.kind.hasOneAnswer {
      options.timeout = core.options.defaultAnswerTimeout
    }
    let call = ClientCall(
      core: core, path: method.path, retry: method.options.retry, options: options, observation: observation)
    return try await withTaskCancellationHandler {
      defer { call.cancel() }
      return try await body(call)
    } onCancel: {
      call.cancel()
    }
  }

  /// Shows the call to the interceptors. When one refuses it, those before are told of its end.
  private func intercept<I, O>(
    _ method: MethodDescriptor<I, O>, _ options: inout CallOptions
  ) async throws -> CallObservation {
    var start = ClientCallStart(path: method.path, kind: method.kind, options: options)
    var observation = CallObservation(path: method.path, started: core.options.clock.now(), clock: core.options.clock)
    for interceptor in core.options.interceptors {
      do {
        try await interceptor.intercept(&start)
        observation.interceptors.append(interceptor)
      } catch {
        observation.observers = start.observers
        observation.ended(RPCError.boundary(error), retries: 0)
        throw error
      }
    }
    options = start.options
    observation.observers = start.observers
    return observation
  }
}

extension CallKind {
  fileprivate var hasOneAnswer: Bool {
    switch self {
    case .unary, .clientStreaming: true
    case .serverStreaming, .bidirectional: false
    }
  }
}
