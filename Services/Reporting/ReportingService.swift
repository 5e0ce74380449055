public import Chassis
public import RPC
public import Storage

/// The reporting service (clauses A5, G1): the monthly bulletin and the numbers that documents carry.
public enum ReportingService: ServiceDefinition {
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

  /// Where its sources are.
  public static var settings: [SettingRow] {
    [SourceSettings.indicators.row, SourceSettings.investment.row, SourceSettings.planning.row]
  }

  /// Its gRPC services.
  public static func services(over store: Store, settings: Settings) -> [any RPCService] {
    [BulletinHandler(store: store, source: SourceReader(SourceSettings.channels(settings)))]
  }
}

/// Where the three services are that bulletins are made from.
enum SourceSettings {
  /// Of tupo-indicators.
  static let indicators = address(of: "indicators", port: 7401, zh: "指标服务地址。")
  /// Of tupo-investment.
  static let investment = address(of: "investment", port: 7402, zh: "招商服务地址。")
  /// Of tupo-planning.
  static let planning = address(of: "planning", port: 7403, zh: "规划服务地址。")

  /// Channels to the three. Nothing is connected before the first call.
  static func channels(_ settings: Settings) -> SourceChannels {
    SourceChannels(
      indicators: channel(to: settings[indicators]), investment: channel(to: settings[investment]),
      planning: channel(to: settings[planning]))
  }

  private static func address(of service: String, port: Int, zh: String) -> Setting<ListenAddress> {
    Setting(
      service, default: .tcp(host: "127.0.0.1", port: port), variable: "TUPO_\(service.uppercased())_ADDRESS",
      en: "Where tupo-\(service) listens: HOST:PORT or unix:PATH.", zh: zh)
  }

  private static func channel(to address: ListenAddress) -> RPCChannel {
    var options = ChannelOptions.ownServices
    options.maxMessageBytes = 16 << 20
    return RPCChannel(target: address, options: options)
  }
}
