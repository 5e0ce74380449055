/// All settings of one service.
public struct SettingTable: Sendable {
  /// The setting that names the file of the others; it cannot stand in one.
  static let config = "config"

  /// In the order of help.
  public let rows: [SettingRow]

  /// A service's settings.
  public init(_ rows: [SettingRow]) { self.rows = rows }

  /// The row of a name.
  func row(_ name: some StringProtocol) -> SettingRow? { rows.first { $0.name == name } }

  /// The rows that may stand in a file.
  var rowsOfFiles: [SettingRow] { rows.filter { $0.name != Self.config } }
}
