/// A period as titles and headings write it: "2013年1—6月", "2013-06", "6月", "2013年上半年", "2013年".
struct MonthPhrase: Hashable {
  /// The year; `nil` where the phrase leaves it to its surroundings.
  var year: Int?
  /// The month up to which is counted; `nil` for a year alone.
  var month: Int?
  /// How many characters it takes.
  var length: Int

  /// The month, its year from elsewhere when it names none.
  func month(inYear other: Int?) -> Month? {
    guard let year = year ?? other, let month else { return nil }
    return Month(year: year, month: month)
  }

  /// Reads the phrase that begins at a place of a folded text; `nil` when none does, or when it is a day.
  init?(_ text: [Character], at start: Int) {
    var reader = PhraseReader(text, start)
    guard start == 0 || !text[start - 1].isASCIIDigit else { return nil }
    let before = reader.place
    if let first = reader.number(), first.digits == 4, (1990...2099).contains(first.value) {
      year = first.value
      if reader.skip(["年"]) {
        month = Self.named(&reader) ?? Self.counted(&reader)
      } else if reader.skip(["-", "/", "."]) {
        guard let number = reader.number(), number.digits <= 2, (1...12).contains(number.value),
          !reader.isAt(["-", "/", "."])
        else { return nil }
        month = number.value
      } else {
        return nil
      }
    } else {
      reader.place = before
      guard let month = Self.named(&reader) ?? Self.counted(&reader) else { return nil }
      self.month = month
    }
    if reader.isFollowedByDay { return nil }
    length = reader.place - start
  }

  private static let names: [(name: [Character], month: Int)] = [
    (Array("前三季度"), 9), (Array("上半年"), 6), (Array("一季度"), 3), (Array("全年"), 12),
  ]

  private static func named(_ reader: inout PhraseReader) -> Int? {
    names.first { reader.skip($0.name) }?.month
  }

  /// "6月", "1-6月", "1至6月份".
  private static func counted(_ reader: inout PhraseReader) -> Int? {
    let before = reader.place
    if var number = reader.number(), number.digits <= 2 {
      if number.value == 1, reader.skipOne(of: ["-", "—", "~", "至"]) {
        while reader.skipOne(of: ["-", "—"]) {}
        guard let last = reader.number(), last.digits <= 2 else {
          reader.place = before
          return nil
        }
        number = last
      }
      if (1...12).contains(number.value), reader.skip(["月"]) {
        _ = reader.skip(["份"])
        return number.value
      }
    }
    reader.place = before
    return nil
  }
}

/// Walks over the characters of a phrase.
private struct PhraseReader {
  let text: [Character]
  var place: Int

  init(_ text: [Character], _ place: Int) { (self.text, self.place) = (text, place) }

  func isAt(_ characters: [Character]) -> Bool { place < text.count && characters.contains(text[place]) }

  /// Whether the month was a day's: "7月8日".
  var isFollowedByDay: Bool {
    let digits = text[place...].prefix { $0.isASCIIDigit }.count
    return digits > 0 && place + digits < text.count && text[place + digits] == "日"
  }

  mutating func number() -> (value: Int, digits: Int)? {
    let digits = text[place...].prefix { $0.isASCIIDigit }
    guard (1...8).contains(digits.count), let value = Int(String(digits)) else { return nil }
    place += digits.count
    return (value, digits.count)
  }

  mutating func skipOne(of characters: [Character]) -> Bool {
    guard isAt(characters) else { return false }
    place += 1
    return true
  }

  /// Skips one character of several, or a whole word.
  mutating func skip(_ word: [Character]) -> Bool {
    if word.allSatisfy({ "年月份-/.".contains($0) }) { return skipOne(of: word) }
    guard text[place...].starts(with: word) else { return false }
    place += word.count
    return true
  }
}
