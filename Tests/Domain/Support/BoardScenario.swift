import Domain

/// A board written as lines: a unit and its numbers; "-" is missing.
struct BoardScenario {
  let options: [String: String]
  let lines: [String]
  private let key: IndicatorKey = "i"
  private let scale = UnitScale.hundredMillionYuan

  init(options: [String: String], lines: [String]) {
    (self.options, self.lines) = (options, lines)
  }

  func run() throws -> [String] {
    let board = try Scoreboard.compute(input())
    let rows = ([board.total] + board.rows).map(text)
    let movement = board.counts
    return rows + [
      "\(movement.reportedText) \(movement.directionText) 达标\(movement.reachingFloor)个"
        + " 前：\(Wording.list(board.leading.map(\.rawValue))) 后：\(Wording.list(board.trailing.map(\.rawValue)))"
    ]
  }

  private func input() throws -> ScoreboardInput {
    let month = Month.of(options["month"] ?? "")
    var (zones, figures, targets): ([ZoneKey], [Figure], [Target]) = ([], [], [])
    for line in lines {
      let zone = ZoneKey(line.split(separator: " ").first.map(String.init) ?? "")
      let values = Scenario.options(line)
      zones.append(zone)
      figures += try self.figures(zone, month, values)
      if let target = try ScenarioRunner.amount(values["target"]) {
        targets.append(Target(zone: zone, indicator: key, year: month.year, demand: .value(target)))
      }
    }
    if let floor = try ScenarioRunner.rate(options["floor"]) {
      targets.append(Target(zone: nil, indicator: key, year: month.year, demand: .growth(floor)))
    }
    let indicator = Indicator(
      key: key, nameChinese: "", nameEnglish: "",
      growthBasis: options["prices"] == "comparable" ? .comparable : .nominal)
    return ScoreboardInput(
      indicator: indicator, month: month, zones: zones, figures: FigureBook(figures), targets: TargetBook(targets),
      calendar: ReportingCalendar(
        months: .everyMonth, rule: .explicitOnly, explicit: [month: month.adding(1).firstDay.adding(days: 7)]),
      asOf: month.adding(1).firstDay.adding(days: 18))
  }

  /// now, base (reported), rate (reported), then (published last year), year (last year's total), before (last month),
  /// before-then (its last year), on (day of receipt).
  private func figures(_ zone: ZoneKey, _ month: Month, _ values: [String: String]) throws -> [Figure] {
    func figure(_ month: Month, _ value: Amount?) -> Figure {
      Figure(key: FigureKey(zone: zone, indicator: key, month: month), cumulative: value)
    }
    var now = figure(month, try ScenarioRunner.amount(values["now"]))
    now.reportedBase = try ScenarioRunner.amount(values["base"])
    now.reportedGrowth = try ScenarioRunner.rate(values["rate"])?.basisPoints
    now.receivedOn = values["on"].map(Day.of)
    let last = month.samePeriodLastYear
    return [
      now, figure(last, try ScenarioRunner.amount(values["then"])),
      figure(last.yearEnd, try ScenarioRunner.amount(values["year"])),
      figure(month.adding(-1), try ScenarioRunner.amount(values["before"])),
      figure(last.adding(-1), try ScenarioRunner.amount(values["before-then"])),
    ].filter(\.hasContent)
  }

  private func text(_ row: ScoreRow) -> String {
    let floor = (try? ScenarioRunner.rate(options["floor"])).flatMap { $0 } ?? .zero
    let rank = row.rank.map { "\($0)" + Wording.movementSign(row.rankMovement) }
    let parts: [(String, String?)] = [
      ("累计", row.cumulative.value.map { scale.text($0) }), ("同期", row.samePeriod.map { scale.text($0.used) }),
      ("同比", row.growth.value?.percentText(apartFrom: floor)), ("位次", rank),
      ("距目标", row.distanceToFloor.value.map { Wording.pointsText($0) }),
      ("目标", row.target.value.map { scale.text($0) }),
      ("完成", row.completion.value?.percentText()), ("较序时", row.againstLinear.value.map { Wording.pointsText($0) }),
      ("较常年", row.againstUsual.value.map { Wording.pointsText($0) }),
      ("月均需", row.requiredMonthly.value.map { scale.text($0) }),
      ("拉动", row.contribution.value.map { Wording.pointsText($0) }),
    ]
    let name = row.zone?.rawValue ?? "合计"
    let shown = parts.compactMap { label, value in value.map { label + $0 } }.joined(separator: " ")
    let lights = "增速\(row.growthLight.chineseText) 进度\(row.progressLight.chineseText)"
    let state = row.zone == nil ? "" : " " + row.state.chineseText + (row.workingDaysLate.map { "\($0)日" } ?? "")
    let adjusted = row.samePeriod?.isAdjusted == true ? " 基数调整" : ""
    return "\(name) \(shown) \(lights)\(state)\(adjusted)"
  }
}
