internal import Configuration

/// What a service was told: by flags, else in the environment, else in a file.
public struct Settings: Sendable {
  /// What each source says, the nearest first.
  let layers: [SettingLayer]
  private let reader: ConfigReader

  /// Reads all sources. Throws every fault of them.
  init(arguments: some Sequence<String>, environment: [String: String], _ table: SettingTable) throws(StartFailure) {
    let flags = SettingLayer(flags: arguments, table)
    let variables = SettingLayer(environment: environment, table)
    let path = flags.texts[SettingTable.config]?.last ?? variables.texts[SettingTable.config]?.last
    let file = path.map { SettingLayer(file: $0, table) } ?? SettingLayer()
    layers = [flags, variables, file]
    let faults = layers.flatMap(\.faults)
    guard faults.isEmpty else {
      throw StartFailure(flags.faults.isEmpty ? .misconfigured : .usage, lines: faults.map(\.description))
    }
    reader = ConfigReader(providers: [
      flags.provider("flags", table), variables.provider("environment", table), file.provider(path ?? "no file", table),
    ])
  }

  /// What was said of a setting, or its default.
  public subscript<Value>(_ setting: Setting<Value>) -> Value {
    let texts = reader.stringArray(forKey: ConfigKey([setting.row.name]))
    return texts.flatMap(setting.read) ?? setting.absent
  }
}
