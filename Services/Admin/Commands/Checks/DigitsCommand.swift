import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators digits`: first digits against Benford's law.
struct DigitsCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "digits", abstract: "First digits of an indicator's months, for auditors. 首位数字分布（本福特定律）。")

  @Option(help: "The indicator's id, for example fixed-asset-investment. 指标标识。")
  var indicator: String
  @Option(help: "Only this zone, by its id. 单位标识。")
  var zone: String?
  @Option(help: "The first month. 起始月份。")
  var from: MonthArgument?
  @Option(help: "The last month. 截止月份。")
  var to: MonthArgument?
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.GetDigitPatternRequest.with {
      $0.indicator = ResourceName.indicator(programme.id, indicator)
      $0.zone = zone.map { ResourceName.zone(programme.id, $0) } ?? ""
      $0.fromMonth = from?.text ?? ""
      $0.toMonth = to?.text ?? ""
      $0.read = asOf.point
    }
    let pattern = try await call(.indicators) {
      try await IndicatorsV1.CheckServiceClient($0).getDigitPattern(request, options: $1)
    }
    console.show(DigitsView.table(pattern, console.language))
  }
}
