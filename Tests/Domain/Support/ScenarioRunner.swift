import Domain

/// What the commands of scenario files do. Values are in 亿元, rates in percent.
enum ScenarioRunner {
  static let scale = UnitScale.hundredMillionYuan

  static func run(_ scenario: Scenario) throws -> [String] {
    let options = Scenario.options(scenario.command)
    switch scenario.verb {
    case "growth": return [try growth(options)]
    case "board": return try BoardScenario(options: options, lines: scenario.input).run()
    case "sheet": return try sheet(scenario.input)
    case "deadline": return [deadline(options)]
    case "track": return try track(scenario.input, day: .of(options["day"] ?? ""))
    default: return ["unknown command \(scenario.verb)"]
    }
  }

  static func amount(_ text: String?) throws -> Amount? {
    guard let text, text != "-" else { return nil }
    return try DecimalNumber(parsing: text).integer(places: 0, factor: scale.display.factor).map(Amount.init)
  }

  static func rate(_ text: String?) throws -> Ratio? {
    guard let text else { return nil }
    return try DecimalNumber(parsing: text).integer(places: 2).map(Ratio.init(basisPoints:))
  }

  private static func growth(_ options: [String: String]) throws -> String {
    let (zone, indicator, month) = (
      ZoneKey("z"), Indicator(key: "i", nameChinese: "", nameEnglish: ""), Month.of("2013-06")
    )
    let figure = Figure(
      key: FigureKey(zone: zone, indicator: "i", month: month), cumulative: try amount(options["now"]),
      reportedBase: try amount(options["then"]))
    let board = try Scoreboard.compute(
      ScoreboardInput(
        indicator: indicator, month: month, zones: [zone], figures: FigureBook([figure]),
        calendar: ReportingCalendar(months: .everyMonth, rule: .explicitOnly), asOf: .end))
    switch board.rows[0].growth {
    case .known(let growth): return Wording.growth(growth.value)
    case .undefined(let reason): return "—（\(reason.chineseText)）"
    }
  }

  private static func deadline(_ options: [String: String]) -> String {
    let calendar = ReportingCalendar(
      months: .januaryWithFebruary, rule: .workingDayOfNextMonth(Int(options["worked-day"] ?? "") ?? 1),
      working: WorkingCalendarTests.june2013)
    return calendar.deadline(for: .of(options["month"] ?? ""))?.chineseText ?? "—"
  }

  private static func sheet(_ lines: [String]) throws -> [String] {
    let names = [("yanzhou", "兖州工业园区", "兖州园区"), ("zoucheng", "邹城经济开发区", "邹城")]
    let zones = names.map { key, name, short in
      Zone(key: ZoneKey(key), history: [ZoneAttributes(nameChinese: name, shortName: short)])
    }
    let indicators = [
      Indicator(key: "investment", nameChinese: "固定资产投资", nameEnglish: "", months: .januaryWithFebruary),
      Indicator(key: "revenue", nameChinese: "财政收入", nameEnglish: ""),
    ]
    let vocabulary = SheetVocabulary(
      zones: zones, indicators: indicators, earliest: .of("2013-01"), latest: .of("2013-06"))
    let rows = try DelimitedText.rows(lines.joined(separator: "\n"))
    let sheet = FigureSheet(rows: rows, vocabulary: vocabulary)
    let drafts = sheet.drafts.map { draft in
      let value = draft.figure.cumulative.map { scale.exactText($0) } ?? "空"
      let base = draft.figure.reportedBase.map { scale.exactText($0) } ?? "空"
      return "第\(draft.row)行 \(draft.figure.key) 累计\(value) 同期\(base)"
    }
    return drafts + sheet.faults.map { ($0.isHard ? "" : "提示 ") + $0.placedText }
  }

  private static func track(_ lines: [String], day: Day) throws -> [String] {
    let milestones = lines.map { line in
      let options = Scenario.options(line)
      return Milestone(
        id: line.split(separator: " ").first.map(String.init) ?? "",
        dependencies: (options["after"] ?? "").split(separator: ",").map(String.init),
        durationDays: Int(options["days"] ?? "") ?? 0, deadline: options["by"].map(Day.of),
        completedOn: options["done"].map(Day.of), evidence: options["done"] == nil ? "" : "文件")
    }
    let graph: TrackGraph
    do throws(TrackRefusal) { graph = try TrackGraph(milestones) } catch { return [error.description] }
    let schedule = TrackSchedule(graph, today: day)
    let lines = zip(graph.milestones, schedule.dates).map { milestone, dates in
      let state = graph.state(of: milestone.id, on: day)?.chineseText ?? ""
      let slack = dates.slackDays.map { " 余\($0)天" } ?? ""
      return "\(milestone.id) \(state) 最早\(dates.earliest)\(slack)"
    }
    return lines + ["关键路径 " + schedule.criticalPath.joined(separator: " → ")]
  }
}
