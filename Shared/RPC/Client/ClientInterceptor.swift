public import Wire

/// Looks at the calls of a channel: adds credentials, measures, logs, or refuses.
public protocol ClientInterceptor: Sendable {
  /// A call is about to start. It may be changed here.
  ///
  /// - Throws: what ends the call without its being sent.
  func intercept(_ call: inout ClientCallStart) async throws

  /// A call that this interceptor let pass has ended. Called once for each, on an event loop mostly, so it must not
  /// block.
  func finished(_ call: FinishedClientCall)
}

extension ClientInterceptor {
  /// Changes nothing.
  public func intercept(_ call: inout ClientCallStart) async throws {}
  /// Does nothing.
  public func finished(_ call: FinishedClientCall) {}
}

/// A call that is about to start.
public struct ClientCallStart: Sendable {
  /// The method's path: `/service/method`.
  public let path: String
  /// How many messages each side sends.
  public let kind: CallKind
  /// Metadata, limits and whatever else the caller asks for.
  public var options: CallOptions
  var observers: [@Sendable (FinishedClientCall) -> Void] = []

  /// Has `observer` told of the end of this very call: once, on an event loop mostly, so it must not block. For
  /// interceptors that keep something of each call.
  public mutating func whenFinished(_ observer: @escaping @Sendable (FinishedClientCall) -> Void) {
    observers.append(observer)
  }
}

/// A call that has ended.
public struct FinishedClientCall: Sendable {
  /// The method's path: `/service/method`.
  public let path: String
  /// Why the call failed; nil when it went well.
  public let error: RPCError?
  /// How long it took, all attempts and pauses included.
  public let duration: Duration
  /// How often it was made again by the retry policy.
  public let retries: Int

  /// Its status.
  public var code: RPCError.Code { error?.code ?? .ok }
}

/// Tells interceptors of a call's end, the last one first.
struct CallObservation: Sendable {
  let path: String
  let started: Duration
  let clock: RPCClock
  var interceptors: [any ClientInterceptor] = []
  var observers: [@Sendable (FinishedClientCall) -> Void] = []

  func ended(_ error: RPCError?, retries: Int) {
    let call = FinishedClientCall(path: path, error: error, duration: clock.now() - started, retries: retries)
    for interceptor in interceptors.reversed() { interceptor.finished(call) }
    for observer in observers.reversed() { observer(call) }
  }
}
