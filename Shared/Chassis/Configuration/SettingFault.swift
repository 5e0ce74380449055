import Domain

/// What is wrong with one thing that a service was told. Values are not repeated: they may be secret.
struct SettingFault: Error, Hashable, CustomStringConvertible {
  /// Where it was said: `--listen`, `TUPO_LISTEN`, `tupo.yaml:3: listen`.
  let place: String
  let zh: String
  let en: String

  init(_ place: String, zh: String, en: String) {
    self.place = place
    self.zh = zh
    self.en = en
  }

  init(_ place: String, _ what: Bilingual) { self.init(place, zh: what.zh, en: what.en) }

  /// A name that no setting has.
  static func unknown(_ place: String, known: [String]) -> SettingFault {
    let names = known.joined(separator: ", ")
    return SettingFault(place, zh: "没有此项，可用项见前", en: "there is no such setting; known: \(names)")
  }

  /// A variable that no setting has.
  static func unknown(variable name: String, known: [String]) -> SettingFault {
    let near = known.map { ($0, Spelling.distance(name, $0)) }.min { $0.1 < $1.1 }
    guard let near, near.1 <= Spelling.slips else { return unknown(name, known: known) }
    return SettingFault(name, zh: "没有此项，是否为\(near.0)？", en: "there is no such setting; did you mean \(near.0)?")
  }

  /// One line.
  var description: String { "\(place): \(en)（\(zh)）" }
}
