import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators alerts`.
struct AlertsCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "alerts", abstract: "Which lights turned since the month before. 亮灯变化预警。")

  @Option(help: "The month, as 2013-06. 月份。")
  var month: MonthArgument
  @Option(help: "As it was on the evening of a day; otherwise today. 截至某日，默认今天。")
  var on: DayArgument?
  @Option(help: "Only the indicators of a year's set: see tupo indicators sets. 指标集年份。")
  var set: Int32?
  @OptionGroup var group: ZoneGroupOption
  @OptionGroup var list: ListOptions
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let list = list
    let request = IndicatorsV1.ListLightTurnsRequest.with {
      $0.parent = programme.name
      $0.month = month.text
      $0.on = asOf.evening(on)
      $0.zoneGroup = group.name(in: programme)
      $0.read = asOf.point
      $0.indicatorSet = set.map { ResourceName.indicatorSet(programme.id, $0) } ?? ""
    }
    let (turns, version, isDemonstration) = try await call(.indicators) { channel, options in
      var (version, isDemonstration): (CommonV1.DataVersion?, Bool) = (nil, false)
      let turns = try await Pages.all(request, list) { request in
        let page = try await IndicatorsV1.AnalysisServiceClient(channel).listLightTurns(request, options: options)
        (version, isDemonstration) = (page.version, page.demonstration)
        return (page.turns, page.nextPageToken)
      }
      return (turns, version, isDemonstration)
    }
    console.show(
      AlertsView.table(turns, version, month.text, demonstration: isDemonstration, console.language))
  }
}
