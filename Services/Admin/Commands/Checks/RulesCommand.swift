import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators rules`: the rules that figures are held against.
struct RulesCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "The rules that figures are checked by. 校验规则。")

  @OptionGroup var list: ListOptions
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.ListCheckRulesRequest.with {
      $0.parent = programme.name
      $0.read = asOf.point
    }
    let rules = try await collect(request, list, from: .indicators) { channel, request, options in
      let page = try await IndicatorsV1.CheckServiceClient(channel).listCheckRules(request, options: options)
      return (page.checkRules, page.nextPageToken)
    }
    console.show(RulesView.table(rules, console.language))
  }
}
