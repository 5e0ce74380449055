/// The words that a renderer adds to a document, in the document's language.
struct Phrases: Sendable {
  var colon = "："
  var fullStop = "。"
  var separator = "、"
  var clauseEnd = "；"
  var note = "注"
  var attachment = "附件"
  var continued = "（续）"
  var arithmetic = "计算"
  var reported = "报送数，未经计算"
  var sources = "来源"
  var dataVersion = "数据版本"
  var checkCode = "校验码"
  var everyFigure = "每个数字均可查来源"
  var parentheses = ("（", "）")
  var quotes = ("“", "”")
  var noValue = "无数据"
  var howToRead = "点数字看算法和来源，点表头排序。"
  var unauthenticated = "未启用身份认证"

  static let chinese = Phrases()

  static let english = Phrases(
    colon: ": ", fullStop: ". ", separator: ", ", clauseEnd: "; ", note: "Note", attachment: "Attachment",
    continued: " (continued)", arithmetic: "Arithmetic", reported: "As reported, not computed", sources: "Sources",
    dataVersion: "Data version", checkCode: "Check code", everyFigure: "Every figure can be traced",
    parentheses: (" (", ")"), quotes: ("“", "”"), noValue: "no data",
    howToRead: "Open a number for its arithmetic and sources; a column heading sorts.",
    unauthenticated: "Made without authentication")

  static func of(_ language: Document.Language) -> Phrases { language == .chinese ? chinese : english }
}
