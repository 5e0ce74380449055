import Domain

extension Month {
  /// The period as officials call it: 上半年, 一季度, 前三季度, 全年, else 1—5月份.
  var periodName: String {
    switch month {
    case 3: "一季度"
    case 6: "上半年"
    case 9: "前三季度"
    case 12: "全年"
    default: cumulativeLabel
    }
  }

  /// The months that have passed, for a mean over them: 上半年, 前5个月.
  var elapsedName: String { [3, 6, 9].contains(month) ? periodName : "前\(month)个月" }

  /// The months that are left: 后6个月.
  var remainingName: String { "后\(remainingInYear)个月" }
}
