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

  /// The mean over the months that have passed: 上半年月均, 前5个月月均; January's is itself.
  var elapsedMean: String {
    month == 1 ? periodName : ([3, 6, 9].contains(month) ? periodName : "前\(month)个月") + "月均"
  }

  /// The mean over the months that are left: 后6个月月均; December's is itself.
  var remainingMean: String { remainingInYear == 1 ? "12月份" : "后\(remainingInYear)个月月均" }
}
