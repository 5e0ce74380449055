import Domain

/// A zone's form of a month as it goes to be stamped: its figures as the receipt has them, and the lines to be signed.
struct StampedForm: Sendable, Hashable {
  /// An indicator's line, each number as it is printed; empty prints a dash.
  struct Line: Sendable, Hashable {
    var title: String
    var unit: String
    var cumulative: String
    var base: String
    var growth: String
    var explanation: String
  }

  /// Who signs. What is not known is left blank, to be written by hand.
  struct Signatures: Sendable, Hashable {
    /// 单位负责人.
    var unitHead = ""
    /// 统计负责人.
    var statisticsHead = ""
    /// 填表人.
    var clerk = ""
    /// 联系电话.
    var telephone = ""
  }

  /// The form's title, for example 6月份月报.
  var title: String
  /// The form's number (表号).
  var number: String
  /// Who reports.
  var unit: String
  var month: Month
  /// The number of the receipt (回执号); nil: it was not sent in, and is not to be stamped.
  var receipt: String?
  /// The day on which it came in (报出日期); nil as well then.
  var sentOn: Day?
  /// The first half of the SHA-256 of the figures as received, in hexadecimal digits.
  var check: String
  var lines: [Line]
  var signatures: Signatures
  var isDemonstration: Bool
}

extension StampedForm {
  /// The months that the figures cover: 2013年1—6月.
  var period: String { "\(month.year)年\(month.month == 1 ? "" : "1—")\(month.month)月" }
}
