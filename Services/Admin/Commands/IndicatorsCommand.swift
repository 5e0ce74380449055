import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators`.
struct IndicatorsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators", abstract: "Figures, boards and thresholds. 指标数据。",
    subcommands: [
      IndicatorListCommand.self, IndicatorShowCommand.self, FiguresCommand.self, ImportCommand.self,
      TemplateCommand.self, Scoreboard.self, Status.self, Thresholds.self, SeriesCommand.self,
      ContributionCommand.self, OutlookCommand.self, AlertsCommand.self, ExplainCommand.self, CheckCommand.self,
      RulesCommand.self, DigitsCommand.self, SuccessionsCommand.self, GroupsCommand.self,
      SetsCommand.self, PersonsCommand.self,
    ])

  struct Scoreboard: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "The board of an indicator for a month. 指标完成情况表。")

    @Option(help: "The indicator's id, for example fixed-asset-investment. 指标标识。")
    var indicator: String
    @Option(help: "The month, as 2013-06. 月份。")
    var month: MonthArgument
    @Option(help: "As it was on the evening of a day; otherwise today. 截至某日，默认今天。")
    var on: DayArgument?
    @OptionGroup var group: ZoneGroupOption
    @OptionGroup var growth: GrowthBaseOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.GetScoreboardRequest.with {
        $0.indicator = ResourceName.indicator(programme.id, indicator)
        $0.month = month.text
        $0.on = asOf.evening(on)
        $0.zoneGroup = group.name(in: programme)
        ($0.growthBase, $0.baseYear) = growth.fields
        $0.read = asOf.point
      }
      let board = try await call(.indicators) {
        try await IndicatorsV1.AnalysisServiceClient($0).getScoreboard(request, options: $1)
      }
      console.show(ScoreboardView.table(board, console.language))
    }
  }

  struct Status: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "Who reported a month, late or not at all. 报送情况。")

    @Option(help: "The month, as 2013-06. 月份。")
    var month: MonthArgument
    @Option(help: "As it was on the evening of a day; otherwise today. 截至某日，默认今天。")
    var on: DayArgument?
    @OptionGroup var group: ZoneGroupOption
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.GetReportingStatusRequest.with {
        $0.parent = programme.name
        $0.month = month.text
        $0.on = asOf.evening(on)
        $0.zoneGroup = group.name(in: programme)
        $0.read = asOf.point
      }
      let console = console
      let (status, names) = try await withRemotes { remotes in
        let status = try await remotes[.indicators].call { channel, options in
          try await IndicatorsV1.AnalysisServiceClient(channel).getReportingStatus(request, options: options)
        }
        return (status, await remotes.names(of: request.parent, for: console.format))
      }
      console.show(ReportingStatusView.table(status, names, console.language))
    }
  }

  struct Thresholds: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(abstract: "How the threshold targets stand. 突破目标进展。")

    @Option(help: "The month, as 2013-06. 月份。")
    var month: MonthArgument
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let (name, month, point) = (programme.name, month.text, asOf.point)
      let (report, indicators) = try await call(.indicators) { channel, options in
        let report = try await IndicatorsV1.AnalysisServiceClient(channel).getThresholdReport(
          .with {
            $0.parent = name
            $0.month = month
            $0.read = point
          }, options: options)
        let indicators = try await IndicatorsV1.CatalogueServiceClient(channel).listIndicators(
          .with {
            $0.parent = name
            $0.read = point
          }, options: options)
        return (report, indicators.indicators)
      }
      let table = ThresholdView.table(report, console.language) { name in
        let indicator = indicators.first { $0.name == name }
        return (indicator?.displayUnit ?? "", indicator?.displayScale ?? 1, indicator?.displayDecimals ?? 0)
      }
      console.show(table)
    }
  }
}
