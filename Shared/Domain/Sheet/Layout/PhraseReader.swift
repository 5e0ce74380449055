/// Walks over the characters of a phrase.
struct PhraseReader {
  let text: [Character]
  var place: Int

  init(_ text: [Character], _ place: Int) { (self.text, self.place) = (text, place) }

  private static let rangeSigns: [Character] = ["-", "—", "~", "〜", "―", "─", "至", "到"]
  private static let numerals: [Character: Int] = [
    "〇": 0, "○": 0, "零": 0, "o": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
  ]

  func isAt(_ characters: [Character]) -> Bool { place < text.count && characters.contains(text[place]) }

  /// Whether the place is behind the first digit of a number. The last four numerals before 年 are a year, whatever
  /// stands before them: "表一 二〇一三年" has no blanks any more.
  var isInsideNumber: Bool {
    guard place > 0, place < text.count else { return false }
    let (before, now) = (text[place - 1], text[place])
    if before.isASCIIDigit { return true }
    guard Self.numerals[before] != nil, Self.numerals[now] != nil else { return false }
    var rest = self
    return rest.number()?.digits != 4 || !rest.isAt(["年"])
  }

  /// Whether a numeral here may be a part of a word: "统一", "第一".
  var isInsideWord: Bool { isAt(["一"]) && place > 0 && text[place - 1].isLetter && text[place - 1] != "年" }

  /// Whether the month was a day's: "7月8日", "七月八日".
  var isFollowedByDay: Bool {
    var rest = self
    return rest.number() != nil && rest.isAt(["日", "号"])
  }

  /// A number in digits, or in Chinese numerals as years and months have them: "二〇一三", "十二".
  mutating func number() -> (value: Int, digits: Int)? {
    let digits = text[place...].prefix { $0.isASCIIDigit }
    guard digits.isEmpty else {
      guard digits.count <= 8, let value = Int(String(digits)) else { return nil }
      place += digits.count
      return (value, digits.count)
    }
    let numerals = text[place...].prefix { Self.numerals[$0] != nil }
    guard (1...8).contains(numerals.count), numerals.first != "o", let value = Self.value(numerals) else { return nil }
    place += numerals.count
    return (value, numerals.contains("十") ? 2 : numerals.count)
  }

  /// The value of numerals, read digit by digit, or with 十 between tens and ones.
  private static func value(_ numerals: ArraySlice<Character>) -> Int? {
    let values = numerals.compactMap { Self.numerals[$0] }
    guard let ten = values.firstIndex(of: 10) else { return values.reduce(0) { $0 * 10 + $1 } }
    let (tens, ones) = (values[..<ten], values[(ten + 1)...])
    guard tens.count <= 1, ones.count <= 1, !ones.contains(10), !tens.contains(0), !ones.contains(0) else { return nil }
    return 10 * (tens.first ?? 1) + (ones.first ?? 0)
  }

  mutating func skipOne(of characters: [Character]) -> Bool {
    guard isAt(characters) else { return false }
    place += 1
    return true
  }

  /// Skips what stands between the first month and the last: "—", "至", "月至", "月-".
  mutating func skipRange() -> Bool {
    let before = place
    _ = skip(["月"])
    guard skipOne(of: Self.rangeSigns) else {
      place = before
      return false
    }
    while skipOne(of: Self.rangeSigns) {}
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
