extension Day: CustomStringConvertible {
  /// ISO 8601: "2013-07-19".
  public var description: String {
    let (year, month, day) = civil
    return "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
  }

  /// "2013年7月19日", as GB/T 9704-2012 wants a date: Arabic digits without leading zeros.
  public var chineseText: String {
    let (year, month, day) = civil
    return "\(year)年\(month)月\(day)日"
  }

  /// "7月19日", where the year is clear.
  public var chineseShortText: String {
    let (_, month, day) = civil
    return "\(month)月\(day)日"
  }

  /// Reads "2013-07-19", "2013/7/19", "2013.7.19", "20130719", "2013年7月19日"; `nil` for anything else.
  public init?(_ text: String) {
    let narrow = text.folded
    let numbers = narrow.split { !$0.isASCIIDigit }.compactMap { Int($0) }
    let signs = narrow.filter { !$0.isASCIIDigit }
    if signs.isEmpty, narrow.count == 8, numbers.count == 1 {
      self.init(year: numbers[0] / 10_000, month: numbers[0] / 100 % 100, day: numbers[0] % 100)
      return
    }
    guard numbers.count == 3, numbers[0] >= 1000, ["--", "//", "..", "年月日"].contains(signs) else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }
}
