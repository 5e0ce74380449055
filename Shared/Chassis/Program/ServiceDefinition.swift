public import RPC
public import Storage

/// What one service is, beside the parts that all services share.
public protocol ServiceDefinition: Sendable {
  /// The executable's name, for example `tupo-indicators`.
  static var executable: String { get }
  /// The name of its data, for example `indicators`.
  static var dataName: String { get }
  /// One sentence for `--help`.
  static var abstract: String { get }
  /// The port it listens on when nothing else is said.
  static var defaultPort: Int { get }
  /// Its schema, oldest first. Shipped entries are never edited.
  static var migrations: [Migration] { get }
  /// What its feed of changes tells.
  static var watched: WatchedTables { get }
  /// What it can be told beside ``CommonSettings``.
  static var settings: [SettingRow] { get }
  /// Its gRPC services.
  static func services(on premises: Premises) -> [any RPCService]
  /// Where it reads who may do what.
  static func access(on premises: Premises) -> any AccessSource
  /// What it does by itself.
  static func scheduledRuns(on premises: Premises) -> [ScheduledRun]
}

extension ServiceDefinition {
  /// From the indicators service, at ``AccessSettings/indicators``.
  public static func access(on premises: Premises) -> any AccessSource {
    RemoteAccess(premises.channel(to: premises.settings[AccessSettings.indicators]))
  }

  /// Nothing by itself.
  public static func scheduledRuns(on premises: Premises) -> [ScheduledRun] { [] }

  /// Nothing of its own.
  public static var settings: [SettingRow] { [] }
}
