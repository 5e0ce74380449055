internal import Configuration
import Domain

/// What one source says: the flags, the environment or a file.
struct SettingLayer: Sendable {
  private(set) var texts: [String: [String]] = [:]
  private(set) var faults: [SettingFault] = []

  /// Takes what was said of a setting at `place`, and notes what is wrong with it.
  mutating func take(_ row: SettingRow, _ values: [String], at place: String) {
    if !row.repeats && values.count + (texts[row.name]?.count ?? 0) > 1 {
      return note(SettingFault(place, zh: "只能给出一次", en: "may be said only once"))
    }
    guard values.allSatisfy(row.accepts) else { return note(SettingFault(place, row.expected)) }
    texts[row.name, default: []] += values
  }

  mutating func note(_ fault: SettingFault) { faults.append(fault) }

  /// The source as one that a reader asks.
  func provider(_ name: String, _ table: SettingTable) -> InMemoryProvider {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    for row in table.rows {
      guard let texts = texts[row.name] else { continue }
      values[AbsoluteConfigKey([row.name])] = ConfigValue(.stringArray(texts), isSecret: false)
    }
    return InMemoryProvider(name: name, values: values)
  }
}
