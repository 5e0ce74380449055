internal import NIOCore
internal import NIOPosix
public import Wire

/// The way to one server: connections are made when calls need them, and made again when they fail.
///
/// A call never hangs: whatever befalls the peer, the network or the task ends it with a status.
public final class RPCChannel: Sendable {
  private let core: ChannelCore

  /// A channel to `target`. It does nothing until the first call.
  public init(target: ListenAddress, options: ChannelOptions = ChannelOptions()) {
    let group = options.eventLoopGroup ?? MultiThreadedEventLoopGroup.singleton
    core = ChannelCore(target: target, options: options, loop: RPCLoop.of(group.any()))
  }

  deinit { core.loop.perform { [core] in _ = core.close() } }

  /// Where the server is.
  public var target: ListenAddress { core.target }

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
    try await run(method.path, options) { call in
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
    try await run(method.path, options) { call in
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
      guard error is RPCError, await call.isOver() else { throw error }
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
    try await run(method.path, options) { call in
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
    try await run(method.path, options) { call in
      call.start()
      return try await body(RequestWriter(call), ResponseStream(call))
    }
  }

  /// Makes a call that ends with `body`: however `body` is left, nothing of the call stays behind.
  private func run<R>(
    _ path: String, _ options: CallOptions, _ body: (ClientCall) async throws -> R
  ) async throws -> R {
    let call = ClientCall(core: core, path: path, options: options)
    return try await withTaskCancellationHandler {
      defer { call.cancel() }
      return try await body(call)
    } onCancel: {
      call.cancel()
    }
  }
}
