import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators contribution`.
struct ContributionCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "contribution", abstract: "What each zone contributes to the growth of all, and to the gap. 增长贡献与差距分解。"
  )

  @OptionGroup var about: IndicatorMonth
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.GetContributionsRequest.with {
      $0.indicator = about.name
      $0.month = about.month.text
      $0.on = about.evening
      $0.zoneGroup = about.zoneGroup
      $0.read = about.asOf.point
    }
    let contributions = try await call(.indicators) {
      try await IndicatorsV1.AnalysisServiceClient($0).getContributions(request, options: $1)
    }
    console.show(ContributionView.table(contributions, console.language))
  }
}
