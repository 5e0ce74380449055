public import Domain

/// One thing that a service can be told by a flag, in the environment or in a file, read as a `Value`.
///
/// `Setting<Int>` has a default, `Setting<Int?>` may be absent, `Setting<[Int]>` may be said several times.
public struct Setting<Value: Sendable>: Sendable {
  /// Its row in the table of settings.
  public let row: SettingRow
  /// What holds when nothing is said.
  let absent: Value
  let read: @Sendable ([String]) -> Value?
}

/// A setting without the type of its value: what help, the documents and the check of what was said go by.
public struct SettingRow: Sendable {
  /// The key in a file, and the flag behind two hyphens.
  public let name: String
  /// The environment variable: `TUPO_` and the name, where no other is said.
  public let variable: String
  /// The word for its value; empty for a switch.
  public let word: String
  /// Whether it may be said several times.
  public let repeats: Bool
  /// What holds when nothing is said, for people; empty where that is nothing.
  public let fallback: String
  /// What it is for.
  public let help: Bilingual
  /// What is expected of a value.
  let expected: Bilingual
  /// Whether a text can be read as a value.
  let accepts: @Sendable (String) -> Bool

  /// Whether its flag takes no value.
  var isSwitch: Bool { word.isEmpty }

  fileprivate init<Value: SettingValue>(
    _ name: String, _ type: Value.Type, variable: String?, word: String?, repeats: Bool, fallback: String,
    _ help: Bilingual
  ) {
    self.name = name
    self.variable = variable ?? "TUPO_" + name.uppercased().split(separator: "-").joined(separator: "_")
    self.word = word ?? Value.word
    self.repeats = repeats
    self.fallback = fallback
    self.help = help
    expected = Value.expected
    accepts = { Value(setting: $0) != nil }
  }
}

extension Setting where Value: SettingValue & CustomStringConvertible {
  /// A setting that holds `fallback` when nothing is said.
  public init(
    _ name: String, default fallback: Value, variable: String? = nil, word: String? = nil, en: String, zh: String
  ) {
    row = SettingRow(
      name, Value.self, variable: variable, word: word, repeats: false, fallback: fallback.description,
      Bilingual(zh: zh, en: en))
    absent = fallback
    read = { $0.last.flatMap(Value.init(setting:)) }
  }
}

extension Setting {
  /// A setting that may be absent; `otherwise` tells people what holds then.
  public init<One: SettingValue>(
    _ name: String, otherwise: String = "", variable: String? = nil, word: String? = nil, en: String, zh: String
  ) where Value == One? {
    row = SettingRow(
      name, One.self, variable: variable, word: word, repeats: false, fallback: otherwise, Bilingual(zh: zh, en: en))
    absent = nil
    read = { $0.last.map(One.init(setting:)) }
  }

  /// A setting that may be said several times; `otherwise` tells people what holds when it is not.
  public init<One: SettingValue>(
    several name: String, otherwise: String = "", variable: String? = nil, word: String? = nil, en: String, zh: String
  ) where Value == [One] {
    row = SettingRow(
      name, One.self, variable: variable, word: word, repeats: true, fallback: otherwise, Bilingual(zh: zh, en: en))
    absent = []
    read = { $0.compactMap(One.init(setting:)) }
  }
}
