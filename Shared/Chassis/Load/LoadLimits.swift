import NIOCore
import RPC

/// What keeps a service from taking on more than it can do. Health, reflection and channelz are not limited.
struct LoadLimits: Sendable {
  private let maxCalls: Int
  private let maxCallsOfCaller: Int
  private let limiter: RateLimiter?
  private let limited: CounterCell
  private let trustedProxies: [AddressRange]

  /// What the settings say.
  init(_ settings: Settings, _ registry: MetricRegistry) {
    maxCalls = settings[LoadSettings.maxCalls]
    maxCallsOfCaller = settings[LoadSettings.maxCallsOfCaller]
    trustedProxies = settings[LoadSettings.trustedProxies]
    let perSecond = Double(settings[LoadSettings.maxRate])
    limiter =
      perSecond > 0
      ? RateLimiter(.init(perSecond: perSecond, burst: 2 * perSecond)) { Int64(NIODeadline.now().uptimeNanoseconds) }
      : nil
    limited = registry.counter("tupo_rpc_rate_limited_total", "Calls of callers that make too many in a second.")
  }

  /// Has a server keep to the limits.
  func hold(_ options: inout RPCServer.Options) {
    if maxCalls > 0 { options.maxUnaryCalls = maxCalls }
    options.overload = Failure.overloaded.rpcError
    options.trustedProxies = trustedProxies
    if maxCallsOfCaller > 0 {
      options.maxCallsPerKey = maxCallsOfCaller
      options.crowding = Failure.crowded.rpcError
      options.admissionKey = { $0.isLimited ? $0.loadKey : nil }
    }
    guard let limiter else { return }
    options.throttle = { [limited] call in
      guard call.isLimited, let wait = limiter.take(call.loadKey) else { return }
      limited.add()
      throw Failure.tooManyCalls(wait)
    }
  }
}

extension CallContext {
  /// Whether the call counts: not one of health, reflection or channelz.
  fileprivate var isLimited: Bool { !path.hasPrefix("/grpc.") }

  /// Whom a call counts for: for whom it is made, who makes it, or else where it comes from.
  var loadKey: String {
    if let name = onBehalfOf ?? principal?.name, name != Caller.open.name, name != Caller.anonymous.name { return name }
    guard case .tcp(let host, _)? = peer.address else { return "" }
    return host
  }
}

extension Failure {
  /// RESOURCE_EXHAUSTED: the service has too many calls.
  static let overloaded = Failure(
    .resourceExhausted, "OVERLOADED", zh: "服务繁忙，请一秒后重试。", en: "The service has too much to do: try again in a second.",
    details: [.retryInfo(delay: .seconds(1))])

  /// RESOURCE_EXHAUSTED: one caller has too many calls under way.
  static let crowded = Failure(
    .resourceExhausted, "TOO_MANY_CALLS_UNDER_WAY", zh: "同时进行的调用过多，请待其中一些结束后重试。",
    en: "Too many of your calls are under way: try again when some of them have ended.")

  /// RESOURCE_EXHAUSTED: one caller makes too many calls.
  static func tooManyCalls(_ wait: Duration) -> Failure {
    let milliseconds = max(1, (wait.wholeNanoseconds + 999_999) / 1_000_000)
    return Failure(
      .resourceExhausted, "RATE_LIMITED", zh: "调用过于频繁，请\(milliseconds)毫秒后重试。",
      en: "Too many calls in a second: try again in \(milliseconds) ms.", values: ["retry_ms": "\(milliseconds)"],
      details: [.retryInfo(delay: .milliseconds(milliseconds))])
  }
}
