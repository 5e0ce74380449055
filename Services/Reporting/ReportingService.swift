public import ArgumentParser
public import Chassis
public import RPC
public import Storage

/// The reporting service (clauses A5, G1): the monthly bulletin and the numbers that documents carry.
public enum ReportingService: ServiceDefinition {
  /// Where the three services are that bulletins are made from.
  public typealias Options = SourceOptions
  /// The executable.
  public static let executable = "tupo-reporting"
  /// The name of its data.
  public static let dataName = "reporting"
  /// What `--help` says first.
  public static let abstract = "Publishes the monthly bulletin made of the other services' data. 通报服务。"
  /// The port when none is named.
  public static let defaultPort = 7404
  /// Its schema.
  public static let migrations = ReportingTables.migrations

  /// What its feed tells.
  public static var watched: WatchedTables { ReportingFeed.tables }

  /// Its gRPC services.
  public static func services(over store: Store, options: SourceOptions) throws -> [any RPCService] {
    [BulletinHandler(store: store, source: SourceReader(try options.channels()))]
  }
}

/// The addresses of the three services that bulletins are made from.
public struct SourceOptions: ParsableArguments {
  /// Of tupo-indicators.
  @Option(help: "Where tupo-indicators listens: HOST:PORT or unix:PATH. 指标服务地址。")
  public var indicators = "127.0.0.1:7401"

  /// Of tupo-investment.
  @Option(help: "Where tupo-investment listens. 招商服务地址。")
  public var investment = "127.0.0.1:7402"

  /// Of tupo-planning.
  @Option(help: "Where tupo-planning listens. 规划服务地址。")
  public var planning = "127.0.0.1:7403"

  /// No values yet; ArgumentParser fills them.
  public init() {}

  /// Channels to the three. Nothing is connected before the first call.
  func channels() throws -> SourceChannels {
    SourceChannels(
      indicators: try channel("--indicators", indicators), investment: try channel("--investment", investment),
      planning: try channel("--planning", planning))
  }

  private func channel(_ flag: String, _ text: String) throws -> RPCChannel {
    guard let address = ListenAddress(text) else {
      throw ValidationError("\(flag) \(text): expected HOST:PORT or unix:PATH（地址应为 主机:端口 或 unix:路径）")
    }
    var options = ChannelOptions.ownServices
    options.maxMessageBytes = 16 << 20
    return RPCChannel(target: address, options: options)
  }
}
