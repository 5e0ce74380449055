/// The languages in which the command speaks.
enum Language: String, Sendable, CaseIterable {
  case zh, en

  /// The language that a user's environment asks for, POSIX order: LC_ALL, LC_MESSAGES, LANG. Chinese when it names
  /// neither of ours, as in a bare container ("C.UTF-8").
  static func preferred(in environment: [String: String]) -> Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let value = environment[name], !value.isEmpty else { continue }
      return value.lowercased().hasPrefix("en") ? .en : .zh
    }
    return .zh
  }

  /// Items in a line: "甲、乙", "a, b".
  func listed(_ items: [String]) -> String { items.joined(separator: self == .zh ? "、" : ", ") }

  /// The BCP 47 tag under which services keep texts of this language.
  var tag: String { self == .zh ? "zh-CN" : "en" }
}

/// A text in both languages.
struct Bilingual: Sendable, Hashable {
  /// Chinese.
  let zh: String
  /// English.
  let en: String

  init(_ zh: String, _ en: String) {
    self.zh = zh
    self.en = en
  }

  /// One text for both: a name, a path.
  init(both text: String) { self.init(text, text) }

  /// The text in a language.
  func text(_ language: Language) -> String { language == .zh ? zh : en }
}
