import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators check`: a month's figures held against the rules in force.
struct CheckCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "What the checks find in a month's figures. 校验一个月的数据。")

  @Option(help: "The month, as 2013-06. 月份。")
  var month: MonthArgument
  @Option(help: "Only this zone, by its id; otherwise all, compared with each other too. 单位标识，缺省为全部。")
  var zone: String?
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.CheckMonthRequest.with {
      $0.parent = zone.map { ResourceName.zone(programme.id, $0) } ?? programme.name
      $0.month = month.text
      $0.read = asOf.point
    }
    let found = try await call(.indicators) {
      try await IndicatorsV1.CheckServiceClient($0).checkMonth(request, options: $1)
    }
    console.show(FindingsView.table(found, of: month.text, console.language))
  }
}
