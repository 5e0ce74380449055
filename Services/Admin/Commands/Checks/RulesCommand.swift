import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators rules`: the rules that figures are held against.
struct RulesCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "The rules that figures are checked by. 校验规则。")

  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let name = programme.name
    let rules = try await withRemotes { remotes in
      try await remotes[.indicators].call { channel, options in
        try await IndicatorsV1.CheckServiceClient(channel).listCheckRules(.with { $0.parent = name }, options: options)
      }
    }
    console.show(RulesView.table(rules.checkRules, console.language))
  }
}
