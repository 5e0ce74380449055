extension DecimalNumber {
  /// Reads a growth: as ``init(accounting:)``, and a number behind a word or an arrow that says which way it went:
  /// "下降3.2%", "同比增长5.1%", "↑33.0", "持平". Such a number has no sign of its own.
  init(growth text: String) throws(Fault) {
    do {
      self = try DecimalNumber(accounting: text)
    } catch {
      guard let told = Self.told(text) else { throw error }
      self = told
    }
  }

  private static func told(_ text: String) -> DecimalNumber? {
    var rest = text.folded[...]
    if rest.hasPrefix("同比") { rest = rest.dropFirst(2) }
    if rest == "持平" { return DecimalNumber(digits: 0, scale: 0) }
    let word = (up + down).first { rest.hasPrefix($0) }
    guard let word else { return nil }
    let written = rest.dropFirst(word.count)
    guard written.first?.isASCIIDigit ?? false, let number = try? DecimalNumber(parsing: String(written)) else {
      return nil
    }
    let digits = down.contains(word) ? -number.digits : number.digits
    return DecimalNumber(digits: digits, scale: number.scale, isPercent: number.isPercent)
  }

  private static let up = ["增长", "上升", "增加", "提高", "↑"]
  private static let down = ["下降", "减少", "降低", "回落", "↓", "负增长"]
}
