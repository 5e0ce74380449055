/// Chinese numerals for headings.
public enum ChineseNumeral {
  private static let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

  /// 1 is 一, 10 is 十, 12 is 十二, 30 is 三十, 99 is 九十九. Other numbers stay Arabic.
  public static func text(_ number: Int) -> String {
    guard (0...99).contains(number) else { return String(number) }
    guard number >= 10 else { return digits[number] }
    let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
    return (tens == 1 ? "" : digits[tens]) + "十" + (ones == 0 ? "" : digits[ones])
  }

  /// A heading of the first level, GB/T 9704-2012: "一、".
  public static func firstLevel(_ number: Int) -> String { text(number) + "、" }

  /// A heading of the second level, GB/T 9704-2012: "（一）".
  public static func secondLevel(_ number: Int) -> String { "（" + text(number) + "）" }
}
