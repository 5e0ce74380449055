import Domain

/// Counts headings as they come and gives each its numeral.
struct Numbering {
  private let language: Document.Language
  private var counts = [0, 0, 0, 0]

  init(_ language: Document.Language) { self.language = language }

  /// The numeral of the next heading of this level; deeper levels begin again.
  mutating func next(_ level: Heading.Level) -> String {
    let index = level.rawValue - 1
    counts[index] += 1
    for deeper in counts.indices where deeper > index { counts[deeper] = 0 }
    switch language {
    case .chinese: return chineseNumeral(level, counts[index])
    case .english: return counts[...index].map { String(max($0, 1)) }.joined(separator: ".") + (index == 0 ? ". " : " ")
    }
  }

  /// GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）.
  private func chineseNumeral(_ level: Heading.Level, _ count: Int) -> String {
    switch level {
    case .first: ChineseNumeral.firstLevel(count)
    case .second: ChineseNumeral.secondLevel(count)
    case .third: "\(count)."
    case .fourth: "（\(count)）"
    }
  }
}
