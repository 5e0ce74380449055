/// A name as rows of tables have it: "一、固定资产投资", "2.财政收入（亿元）", "其中：营业收入".
struct ListedName: Hashable {
  /// The name, folded, without what a list puts before it.
  let name: String
  /// The same without what stands in brackets at its end.
  let bare: String
  /// What stands in brackets at its end: 亿元; `nil` when nothing does.
  let bracketed: String?

  init(_ text: String) {
    var (rest, length) = (text.folded[...], Int.max)
    while rest.count < length {
      length = rest.count
      rest = Self.unlisted(rest)
    }
    name = String(rest)
    let open = rest.hasSuffix(")") ? rest.lastIndex(of: "(") : nil
    bare = open.map { String(rest[..<$0]) } ?? name
    bracketed = open.map { String(rest[rest.index(after: $0)...].dropLast()) }
  }

  /// Without one number, in digits or in Chinese numerals, or one 其中.
  private static func unlisted(_ text: Substring) -> Substring {
    let rest = text.drop { digits.contains($0) }
    if rest.hasPrefix("其中") { return rest.dropFirst(2).drop { $0 == ":" } }
    let behind = rest.drop { numerals.contains($0) }
    guard behind.count < rest.count, let mark = behind.first, "、.):".contains(mark) else { return rest }
    return behind.dropFirst()
  }

  private static let digits: Set<Character> = Set("0123456789.、()#①②③④⑤⑥⑦⑧⑨⑩")
  private static let numerals: Set<Character> = Set("一二三四五六七八九十")
}
