import Domain

/// What a character does at the end of a line.
enum CharacterClass {
  /// Never begins a line (避头): closing brackets, stops, signs that belong to what stands before them.
  case closer
  /// Never ends a line (避尾): opening brackets, and the mark of a note.
  case opener
  /// Part of a word or a number that is not broken.
  case word
  /// May be dropped where a line ends.
  case space
  /// A character that may stand anywhere, as most Chinese ones.
  case single

  /// After GB/T 15834-2011, 5.1 and the clreq rules for lines (W3C, Requirements for Chinese Text Layout, 3.1.7).
  init(_ character: Character) {
    if Self.closers.contains(character) {
      self = .closer
    } else if Self.openers.contains(character) {
      self = .opener
    } else if character == " " {
      self = .space
    } else {
      self = character.displayWidth < 2 ? .word : .single
    }
  }

  private static let closers: Set<Character> = [
    "，", "。", "；", "：", "！", "？", "、", "）", "〕", "》", "〉", "」", "』", "】", "］", "｝", "〗", "”", "’", "％", "‰", "°",
    "·", "…", "—", "～", "－", "/", ",", ".", ";", ":", "!", "?", ")", "]", "}", "%",
  ]

  private static let openers: Set<Character> = [
    "（", "〔", "《", "〈", "「", "『", "【", "［", "｛", "〖", "“", "‘", "(", "[", "{", "￥", "¥", "$",
    "※",
  ]
}

/// The words that stay on the line of the number before them.
enum CountingWord {
  private static let words = [
    "亿元", "万元", "亿美元", "万美元", "个百分点", "百分点", "个工作日", "工作日", "个月", "月份", "元", "个", "年", "月", "日", "号", "倍", "位", "项",
    "家", "亩", "天", "次",
  ].sorted { ($0.count, $1) > ($1.count, $0) }

  /// The longest counting word at the beginning of the text, in characters; zero when there is none.
  static func length(at text: Substring) -> Int { words.first { text.hasPrefix($0) }?.count ?? 0 }
}
