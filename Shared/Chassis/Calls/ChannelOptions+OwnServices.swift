public import RPC

extension ChannelOptions {
  /// Towards services of our own. A silent one is asked every 20 seconds whether it is there, and calls that it does not
  /// answer because it starts anew are made again when that is safe: reads, and writes that carry a request id. One that
  /// was away for long is found again within seconds: there are few of us, and nobody is overrun. A call with one answer
  /// that has no limit of its own takes a minute at most; a stream of answers may watch for ever. Calls of a trace are
  /// spans of it.
  public static var ownServices: ChannelOptions {
    var options = ChannelOptions()
    options.keepalive = .ownServices
    options.backoff.maximum = .seconds(5)
    options.defaultAnswerTimeout = .seconds(60)
    options.serviceConfig = .ownServices
    options.interceptors = [ClientTracing()]
    return options
  }
}

extension ServiceConfig {
  /// For all methods: four attempts within about a second, fewer while most calls fail.
  static var ownServices: ServiceConfig {
    var all = Method(names: [""])
    all.retryPolicy = try? RetryPolicy(
      maxAttempts: 4, initialBackoff: .milliseconds(100), maxBackoff: .seconds(1), backoffMultiplier: 2,
      retryableStatusCodes: [.unavailable])
    var config = ServiceConfig()
    config.methods = [all]
    config.retryThrottling = try? RetryThrottling(maxTokens: 10, tokenRatio: 0.1)
    return config
  }
}
