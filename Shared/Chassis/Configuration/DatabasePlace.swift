public import ArgumentParser
public import Storage

/// Reads where the data is kept from a flag or from the environment.
public enum DatabasePlace {
  /// The variable's name.
  public static let variable = "TUPO_DATABASE_URL"

  /// The place that the flag names, or else the variable; nil when neither does. Throws when it is no such place.
  public static func named(flag: String?, environment: [String: String]) throws(ValidationError) -> DatabaseURL? {
    let (name, text) = flag.map { ("--database", $0) } ?? (variable, environment[variable] ?? "")
    if text.isEmpty && flag == nil { return nil }
    guard let url = DatabaseURL(text) else {
      throw ValidationError(SettingFault(name, DatabaseURL.expected).description)
    }
    return url
  }
}

extension Settings {
  /// The place that the nearest source names, or else the folder `data`. Throws when one source names two.
  func place() throws(StartFailure) -> DatabaseURL {
    let (data, database) = (CommonSettings.data.row.name, CommonSettings.database.row.name)
    for layer in layers {
      switch (layer.texts[data]?.last, layer.texts[database]?.last) {
      case (nil, nil): continue
      case (let folder?, nil): return .folder(folder)
      case (nil, _?): return self[CommonSettings.database] ?? .folder("data")
      case (_?, _?):
        throw StartFailure(.misconfigured, en: "database: not together with data", zh: "database 不能与 data 同用")
      }
    }
    return .folder("data")
  }
}
