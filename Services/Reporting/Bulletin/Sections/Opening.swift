import Domain

/// The opening: why, who was due, in time, late and missing, and over whom the totals are.
struct Opening {
  let input: BulletinInput

  var paragraph: Words {
    let period = input.month.month == 12 ? "\(input.month.year)年全年" : input.month.periodName
    let first: Words = "\(input.series.opening)现将\(period)情况通报如下。"
    if input.isJudged || input.reports.hasDeadline { return first + reported }
    return "\(input.series.opening)\(input.month.cumulativeLabelWithYear)，" + directions + gaps
  }

  /// 31省份合计61609.3亿元，增长10.9%，28升3降.
  private var directions: Words {
    let boards = input.boards.map { board -> Words in
      let name = input.boards.count > 1 ? board.title : ""
      guard let value = board.total.cumulative else { return "\(name)无合计" }
      let amount: Words = "\(name)\(board.matched)\(input.unitNoun)合计\(board.scale.figure(value, board.total.account))"
      let prices = board.comparablePrices ? "按可比价" : ""
      let growth = board.total.growth.map { growth -> Words in "\(prices)\(growth.growthWords)" } ?? ""
      let directions: Words = "\(board.directionText)"
      return [amount, growth, directions].joined("，")
    }
    return boards.joined("；") + "。"
  }

  /// Who did not publish, where nobody was due by a day.
  private var gaps: Words {
    let missing = input.reports.missing
    guard !missing.isEmpty else { return "" }
    return "\(missing.count)个未公布（\(namesText(missing.map(\.title)))）；\(matched)。"
  }

  private var reported: Words {
    let reports = input.reports
    var parts: [Words] = ["应报\(reports.expected)个", "按时\(reports.inTime)个"]
    if !reports.late.isEmpty { parts.append("迟报\(reports.late.count)个（\(lateNames)）") }
    if !reports.unreviewed.isEmpty {
      parts.append("已报未审\(reports.unreviewed.count)个（\(namesText(reports.unreviewed.map(\.title)))）")
    }
    if !reports.returned.isEmpty {
      parts.append("退回重报\(reports.returned.count)个（\(namesText(reports.returned.map(\.title)))）")
    }
    if !reports.missing.isEmpty {
      parts.append("未报\(reports.missing.count)个（\(namesText(reports.missing.map(missingName)))）")
    }
    return parts.joined("，") + (reports.missing.isEmpty && reports.returned.isEmpty ? "。" : "；\(matched)。")
  }

  private var lateNames: String {
    let each = input.reports.late.map { "\($0.title)，迟\($0.workingDaysLate)个工作日" }
    return each.joined(separator: "；")
  }

  /// A unit that reported in part is named with what is missing.
  private func missingName(_ entry: Reports.Entry) -> String {
    entry.missing.isEmpty || entry.receivedOn == nil ? entry.title : "\(entry.title)缺\(Wording.list(entry.missing))"
  }

  /// Totals, growth and ranks are over the units with both value and base.
  private var matched: Words {
    let counts = Set(input.boards.map(\.matched))
    if counts.count <= 1 { return "合计、增速和位次均按已报的\(counts.first ?? 0)个可比口径计算" }
    let each = input.boards.map { "\($0.title)\($0.matched)个" }
    return "合计、增速和位次按已报的可比口径计算：\(Wording.list(each))"
  }
}
