import ArgumentParser
import Chassis

/// `tupo`.
struct TupoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tupo",
    abstract: "The development programme of economic zones, at the command line. 开发区突破计划命令行。",
    discussion: """
      Start with: tupo up    从这里开始：tupo up
      \(ExitStatus.help)
      """,
    version: Version.text,
    subcommands: [
      UpCommand.self, StatusCommand.self, ProgrammeCommand.self, IndicatorsCommand.self, InvestmentCommand.self,
      FormCommand.self, SubmissionCommand.self, RemindersCommand.self, TimelinessCommand.self,
      DelegationCommand.self, TargetCommand.self, BreakdownCommand.self, EnterpriseCommand.self, PlanningCommand.self,
      ReportingCommand.self,
      SupervisionCommand.self,
      WatchCommand.self,
      AuditCommand.self, AdminCommand.self,
      AccessCommand.self, LoginCommand.self, LogoutCommand.self, WhoamiCommand.self, ReadyCommand.self,
      ChildCommand.self,
    ])
}

/// What a supervised child runs first; see ``ChildLaunch``.
struct ChildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: ChildLaunch.subcommand, shouldDisplay: false)

  @Argument var parent: Int32
  @Argument var program: String
  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []

  func run() { ChildLaunch.become(program, arguments, parent: parent) }
}
