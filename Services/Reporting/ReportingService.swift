public import Chassis
public import RPC
public import Storage

/// The reporting service (clauses A5, G1): the monthly bulletin, the numbers that documents carry, and what
/// is asked in them until it is done.
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
  public static let migrations = ReportingTables.migrations + SupervisionTables.migrations

  /// What its feed tells.
  public static var watched: WatchedTables { ReportingFeed.tables }

  /// Where its sources are.
  public static var settings: [SettingRow] {
    [AccessSettings.indicators.row, SourceSettings.investment.row, SourceSettings.planning.row]
  }

  /// Its gRPC services.
  public static func services(on premises: Premises) -> [any RPCService] {
    let channels = SourceSettings.channels(premises)
    return [
      BulletinHandler(store: premises.store, source: SourceReader(channels)),
      SupervisionHandler(store: premises.store, calendars: CalendarReader(channels)),
    ]
  }
}

/// Where the services are that bulletins are made from, beside the one that keeps the roles.
enum SourceSettings {
  /// Of tupo-investment.
  static let investment = address(of: "investment", port: 7402, zh: "招商服务地址。")
  /// Of tupo-planning.
  static let planning = address(of: "planning", port: 7403, zh: "规划服务地址。")

  /// Channels to the three.
  static func channels(_ premises: Premises) -> SourceChannels {
    let settings = premises.settings
    return SourceChannels(
      indicators: premises.channel(to: settings[AccessSettings.indicators]),
      investment: premises.channel(to: settings[investment]), planning: premises.channel(to: settings[planning]))
  }

  private static func address(of service: String, port: Int, zh: String) -> Setting<ListenAddress> {
    Setting(
      service, default: .tcp(host: "127.0.0.1", port: port), variable: "TUPO_\(service.uppercased())_ADDRESS",
      en: "Where tupo-\(service) listens: HOST:PORT or unix:PATH.", zh: zh)
  }
}
