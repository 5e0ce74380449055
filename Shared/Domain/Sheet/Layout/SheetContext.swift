/// What stands over a table and holds of all its rows: "2013年1—6月汶上经济开发区主要经济指标　单位：万元".
struct SheetContext {
  /// The period.
  private(set) var month: Month?
  /// The year, where a title names no month.
  private(set) var year: Int?
  /// Units, in the order in which they are named.
  private(set) var units: [String] = []
  /// The name, folded, of the one zone that is named.
  private(set) var zone: String?
  /// The one indicator that is named.
  private(set) var indicator: NamedIndicator?

  /// Reads the texts over a table. Where the table has no months of its own, names are those of the month that is told.
  init(_ texts: [String], vocabulary: SheetVocabulary, hints: SheetHints, hasMonths: Bool) {
    let folded = texts.map { Array($0.folded) }.filter { !$0.isEmpty && $0.count <= 256 }
    let phrases = folded.flatMap(Self.phrases)
    year = phrases.lazy.compactMap(\.year).first ?? hints.month?.year
    month = phrases.lazy.compactMap { [year] in $0.month(inYear: year) }.first ?? hints.month
    units = folded.flatMap { Self.units(in: String($0), vocabulary) } + (hints.unit.map { [$0] } ?? [])
    let (zones, indicators) = vocabulary.names(in: hasMonths ? nil : month)
    zone = Self.only(folded, zones)?.name
    indicator = Self.only(folded, indicators).map { NamedIndicator(key: $0.key, name: $0.name) }
  }

  private static func phrases(_ text: [Character]) -> [MonthPhrase] {
    var (found, place): ([MonthPhrase], Int) = ([], 0)
    while place < text.count {
      let phrase = MonthPhrase(text, at: place)
      if let phrase { found.append(phrase) }
      place += phrase?.length ?? 1
    }
    return found
  }

  /// Units behind "单位：", and those that stand for themselves between brackets and commas.
  private static func units(in text: String, _ vocabulary: SheetVocabulary) -> [String] {
    let names = vocabulary.unitNames.sorted { ($1.count, $0) < ($0.count, $1) }
    let pieces = text.split { "(),;、/".contains($0) }.map { piece in
      piece.split(separator: ":").last.map(String.init) ?? String(piece)
    }
    let isNamed = text.contains("单位:") || text.contains("unit:")
    return pieces.compactMap { piece in
      names.first { name in
        let wanted = name.folded
        return piece == wanted || isNamed && piece.hasPrefix(wanted)
      }
    }
  }

  /// The one key that has a name in the texts, where longer names hide shorter ones inside them.
  private static func only<Key: Hashable>(_ texts: [[Character]], _ names: [String: Key]) -> (name: String, key: Key)? {
    let texts = texts.map { String($0) }
    let found = names.filter { name, _ in name.count > 1 && texts.contains { $0.contains(name) } }
    let outer = found.filter { name, _ in !found.keys.contains { $0 != name && $0.contains(name) } }
    guard Set(outer.values).count == 1 else { return nil }
    return outer.min { $0.key < $1.key }.map { (name: $0.key, key: $0.value) }
  }
}

/// What a sheet's sender says beside it.
public struct SheetHints: Sendable, Hashable {
  /// The month, where the sheet names none.
  public var month: Month?
  /// The unit, where the sheet names none.
  public var unit: String?
  /// What the sender's own headings mean: a heading that is understood, or "忽略" for a column to be left out.
  public var aliases: [String: String]

  /// Creates hints.
  public init(month: Month? = nil, unit: String? = nil, aliases: [String: String] = [:]) {
    self.month = month
    self.unit = unit
    self.aliases = aliases
  }
}
