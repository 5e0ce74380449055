import Domain

/// 总体情况: how many units reach how many floors, then a paragraph for each main indicator.
struct Situation {
  let input: BulletinInput

  var section: Section? {
    guard !input.boards.isEmpty else { return nil }
    let paragraphs = input.boards.map { board in
      Block.heading(Heading(.second, "", text: IndicatorParagraph(board: board, input: input).words.inlines))
    }
    return Section(title: "总体情况", lead: lead, blocks: paragraphs)
  }

  private var lead: Words {
    let levels = input.floors.levels
    guard input.floors.judged > 0, let top = levels.first?.indicators, top > 0 else { return count }
    let parts = levels.map { level -> Words in
      let number = level.zones.count
      switch level.indicators {
      case 0: return "\(top == 1 ? "" : "均")\(verdict.no)的\(number)个"
      case top: return "\(top == 1 ? "" : itemsText(top) + "指标")增幅\(top == 1 ? "" : "均")\(verdict.yes)的\(number)个"
      default: return "\(itemsText(level.indicators))的\(number)个"
      }
    }
    return "\(input.floors.judged)个\(input.unitNoun)中，" + parts.joined("，") + "。"
  }

  /// Growth reaches a floor or keeps to a ceiling, by its number where all indicators have the same one.
  private var verdict: GrowthVerdict {
    let floors = Set(input.boards.map(\.floor))
    let goal = floors.count == 1 ? floors.first.flatMap { $0 } : nil
    return GrowthVerdict(input.boards.filter(\.hasFloor).map(\.growthComparison), goal: goal)
  }

  private var count: Words {
    input.isJudged ? "" : "各项指标同比情况如下。"
  }
}

/// What the bulletin says of one main indicator, in the order in which bulletins say it.
struct IndicatorParagraph {
  let board: Board
  let input: BulletinInput
  private var total: Board.Row { board.total }

  var words: Words { [value + completion, required, order].filter { !$0.isEmpty }.joined("。") + "。" }

  /// One sentence for a terminal.
  var headline: Words { value + (share.isEmpty ? "" : "；" + share) + "。" }

  /// 固定资产投资612.4亿元，同比增长31.4%，高于目标1.4个百分点.
  private var value: Words {
    guard let amount = total.cumulative else { return "\(board.title)无合计数" }
    var parts: [Words] = ["\(board.title)\(board.scale.figure(amount, total.account))"]
    if let growth = total.growth { parts.append(growthWords(growth)) }
    if let distance = total.aboveFloor { parts.append(distance.pointsWords(against: "目标")) }
    if !board.hasFloor, !board.directionText.isEmpty { parts.append("\(board.directionText)") }
    return parts.joined("，")
  }

  private func growthWords(_ growth: Rate) -> Words {
    guard board.comparablePrices else { return "同比" + growth.growthWords }
    let nominal = total.nominalGrowth.map { "（现价\($0.growthWords)）" as Words } ?? ""
    return "按可比价" + growth.growthWords + nominal
  }

  /// 完成年度目标的44.3%; of a limit from above, 为年度目标的44.3%.
  private var share: Words {
    total.completion.map { "\(board.targetWording.share.zh)年度目标的\($0.figure(unit: "%"))" } ?? ""
  }

  private var completion: Words {
    guard !share.isEmpty else { return "" }
    var parts = [share]
    if let gap = total.versusSchedule { parts.append(gap.pointsWords(against: "序时进度")) }
    if let gap = total.versusUsual { parts.append(gap.pointsWords(against: "常年同期进度")) }
    return "；" + parts.joined("，")
  }

  /// 要完成目标，后6个月月均需12.5亿元，为上半年月均的1.04倍; 要不超过目标，后6个月月均不超过12.5亿元.
  private var required: Words {
    guard let needed = total.requiredMonthly, input.month.remainingInYear > 0 else { return "" }
    let wording = board.targetWording
    guard let aim = wording.aim?.zh, let need = wording.monthly?.zh else { return "" }
    if let reached = wording.reached(left: needed)?.zh { return "\(reached)" }
    let multiple = total.requiredMultiple.map { multiple -> Words in
      "，为\(input.month.elapsedMean)的\(multiple.timesFigure)"
    }
    let amount = board.scale.figure(needed, total.requiredAccount)
    return "要\(aim)目标，\(input.month.remainingMean)\(need)\(amount)" + (multiple ?? "")
  }

  private var order: Words {
    guard !board.leading.isEmpty else { return "" }
    let last = board.trailing.isEmpty ? "" : "；\(place("后", board.trailing))"
    return "增幅\(board.lowerIsBetter ? "由低到高" : "")\(place("前", board.leading))\(last)"
  }

  private func place(_ side: String, _ zones: [String]) -> String {
    let group =
      switch zones.count {
      case 1: side == "前" ? "首位" : "末位"
      case 2: "\(side)两位"
      default: side + ChineseNumeral.text(zones.count)
      }
    return "\(group)：\(Wording.list(zones.map(input.title)))"
  }
}

extension Rate {
  /// 1.04倍: here the exact value is the multiple itself.
  var timesFigure: Figure {
    Figure(exact.text(decimals: 2, apartFrom: .zero), unit: "倍", arithmetic: account.lines, sources: account.sources)
  }
}

extension String {
  /// Without needless decimals: 30.0 is 30.
  var trimmingPercent: String {
    guard contains(".") else { return self }
    var text = self
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
