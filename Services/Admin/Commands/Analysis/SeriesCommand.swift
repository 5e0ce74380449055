import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators series`.
struct SeriesCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "series", abstract: "An indicator month by month over any set of zones. 指标时间序列。")

  @Option(help: "The indicator's id, for example fixed-asset-investment. 指标标识。")
  var indicator: String
  @Option(help: "The first month, as 2012-01. 起始月份。")
  var from: MonthArgument
  @Option(help: "The last month, as 2013-06. 截止月份。")
  var to: MonthArgument
  @Option(help: "A zone's id; may be repeated. Otherwise all together. 单位标识，可重复，缺省为全部。")
  var zone: [String] = []
  @OptionGroup var group: ZoneGroupOption
  @Flag(help: "Each zone's own series too. 分单位列出。")
  var byZone = false
  @OptionGroup var growth: GrowthBaseOptions
  @Option(help: "As it was on the evening of a day; otherwise today. 截至某日，默认今天。")
  var on: DayArgument?
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.GetTimeSeriesRequest.with {
      $0.indicator = ResourceName.indicator(programme.id, indicator)
      $0.fromMonth = from.text
      $0.toMonth = to.text
      $0.zones = zone.map { ResourceName.zone(programme.id, $0) }
      ($0.growthBase, $0.baseYear) = growth.fields
      $0.on = asOf.evening(on)
      $0.zoneGroup = group.name(in: programme)
      $0.read = asOf.point
      $0.byZone = byZone
    }
    let series = try await call(.indicators) {
      try await IndicatorsV1.AnalysisServiceClient($0).getTimeSeries(request, options: $1)
    }
    console.show(SeriesView.table(series, console.language))
  }
}
