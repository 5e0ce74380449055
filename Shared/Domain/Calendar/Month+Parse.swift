extension Month {
  /// Reads "2013-06", "2013/6", "2013.6", "201306", "2013年6月", "2013年1—6月份", in full-width digits too.
  ///
  /// A cumulative label must begin in January. `nil` for anything else, a two-digit year above all.
  public init?(_ text: String) {
    if let (year, month) = Self.plain(text) {
      self.init(year: year, month: month)
      return
    }
    let narrow = text.folded
    let numbers = narrow.split { !$0.isASCIIDigit }.map { Int($0) }
    let signs = narrow.filter { !$0.isASCIIDigit }
    switch (numbers.count, signs) {
    case (1, ""):
      guard let packed = numbers[0], narrow.count == 6 else { return nil }
      self.init(year: packed / 100, month: packed % 100)
    case (2, "-"), (2, "/"), (2, "."), (2, "年月"), (2, "年月份"):
      guard let year = numbers[0], let month = numbers[1], year >= 1000 else { return nil }
      self.init(year: year, month: month)
    case (3, "年-月"), (3, "年-月份"), (3, "年—月"), (3, "年—月份"), (3, "年~月"), (3, "年~月份"), (3, "年至月"), (3, "年至月份"):
      guard let year = numbers[0], year >= 1000, numbers[1] == 1, let month = numbers[2] else { return nil }
      self.init(year: year, month: month)
    default: return nil
    }
  }

  /// The parts of "2013-06", as most sheets have a month; nil for every other form.
  private static func plain(_ text: String) -> (year: Int, month: Int)? {
    guard text.utf8.count == 7 else { return nil }
    var (parts, part) = ([0, 0], 0)
    for (place, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where place == 4: part = 1
      case UInt8(ascii: "0")...UInt8(ascii: "9") where place != 4:
        parts[part] = parts[part] * 10 + Int(byte - UInt8(ascii: "0"))
      default: return nil
      }
    }
    return parts[0] >= 1000 ? (parts[0], parts[1]) : nil
  }
}
