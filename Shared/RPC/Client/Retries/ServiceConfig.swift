/// What a service's owner says about calls to it (grpc/doc/service_config.md).
public struct ServiceConfig: Sendable, Hashable {
  /// What holds for some methods.
  public struct Method: Sendable, Hashable {
    /// Which methods: `service/method`, `service/` for all of a service, or nothing for all.
    public var names: Set<String>
    /// Whether calls wait for a server that cannot be reached now.
    public var waitForReady = false
    /// The longest time that a call may take, also when its caller allows more.
    public var timeout: Duration?
    /// The largest request, in bytes.
    public var maxRequestMessageBytes: Int?
    /// The largest response, in bytes.
    public var maxResponseMessageBytes: Int?
    /// When failed calls are made again.
    public var retryPolicy: RetryPolicy?

    /// Settings for `names` that change nothing yet.
    public init(names: Set<String>) { self.names = names }
  }

  /// The methods with settings of their own. The most exact name holds: a method's before its service's.
  public var methods: [Method] = []
  /// How calls are shared among addresses; nil leaves it to the channel.
  public var loadBalancing: LoadBalancingPolicy?
  /// What stops retries while too many calls fail.
  public var retryThrottling: RetryThrottling?

  /// A configuration that changes nothing yet.
  public init() {}
}

/// What is wrong with a service config.
public struct ServiceConfigFault: Error, Hashable, CustomStringConvertible {
  /// The field and what is wrong with it.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// The settings of methods by their paths.
struct MethodTable: Sendable {
  private var settings: [String: ServiceConfig.Method] = [:]

  init(_ config: ServiceConfig?) {
    for method in config?.methods ?? [] {
      for name in method.names { settings[name.isEmpty ? "" : "/\(name)"] = method }
    }
  }

  /// The settings for `/service/method`.
  func settings(for path: String) -> ServiceConfig.Method? {
    if settings.isEmpty { return nil }
    if let exact = settings[path] { return exact }
    guard let slash = path.lastIndex(of: "/") else { return settings[""] }
    return settings[String(path[...slash])] ?? settings[""]
  }
}
