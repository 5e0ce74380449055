/// A period as titles and headings write it: "2013年1—6月", "2013-06", "6月", "2013年上半年", "2013年", "二〇一三年一至六月".
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

  /// The phrase below another one: "6月" below "2013年", or the other way round.
  func within(_ outer: MonthPhrase?) -> MonthPhrase {
    var own = self
    own.year = year ?? outer?.year
    own.month = month ?? outer?.month
    return own
  }

  /// The phrase of a month that was found elsewhere, which takes no characters.
  init(_ month: Month) { (self.year, self.month, length) = (month.year, month.month, 0) }

  /// Reads the phrase that begins at a place of a folded text; `nil` when none does, or when it is a day.
  init?(_ text: [Character], at start: Int) {
    var reader = PhraseReader(text, start)
    guard !reader.isInsideNumber else { return nil }
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

  /// "6月", "1-6月", "1至6月份", "一月至六月", "前5个月"; "1季度", "1-3季度", "前3季度".
  private static func counted(_ reader: inout PhraseReader) -> Int? {
    let before = reader.place
    let month = count(&reader)
    if month == nil { reader.place = before }
    return month
  }

  private static func count(_ reader: inout PhraseReader) -> Int? {
    // "统一月报表" says nothing of January.
    let isInWord = reader.isInsideWord
    let isFirst = reader.skip(["前"])
    guard let first = reader.number(), first.digits <= 2 else { return nil }
    let afterFirst = reader.place
    let end = !isFirst && first.value == 1 && reader.skipRange() ? reader.number() : nil
    if end == nil { reader.place = afterFirst }
    let (last, isRange) = (end ?? first, end != nil)
    guard last.digits <= 2 else { return nil }
    if isFirst { _ = reader.skip(["个"]) }
    if reader.skip(Array("季度")) {
      return (1...(isRange || isFirst ? 4 : 1)).contains(last.value) ? 3 * last.value : nil
    }
    guard (1...12).contains(last.value), reader.skip(["月"]), isRange || !isInWord else { return nil }
    _ = reader.skip(["份"])
    return last.value
  }

  /// The month that a text as a whole is; `nil` when there is more in it, or no year.
  static func month(_ text: String) -> Month? {
    let characters = Array(text.folded)
    guard !characters.isEmpty, characters.count <= 32, let phrase = MonthPhrase(characters, at: 0),
      phrase.length == characters.count
    else { return nil }
    return phrase.month(inYear: nil)
  }
}
