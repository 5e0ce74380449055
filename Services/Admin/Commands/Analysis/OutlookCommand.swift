import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators outlook`.
struct OutlookCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "outlook", abstract: "Where the year will end, and how likely the targets are. 全年预计与达标概率。")

  @OptionGroup var about: IndicatorMonth
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.GetOutlookRequest.with {
      $0.indicator = about.name
      $0.month = about.month.text
      $0.on = about.evening
      $0.zoneGroup = about.zoneGroup
      $0.read = about.asOf.point
    }
    let outlook = try await call(.indicators) {
      try await IndicatorsV1.AnalysisServiceClient($0).getOutlook(request, options: $1)
    }
    console.show(OutlookView.table(outlook, console.language))
  }
}
