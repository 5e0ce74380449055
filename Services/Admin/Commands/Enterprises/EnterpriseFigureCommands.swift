import ArgumentParser
import Wire
import WireTupo

/// `tupo enterprise report`: what enterprises give to a zone's figure.
struct EnterpriseReportCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Reports what enterprises give to a zone's figure. 报送企业数据。",
    discussion: """
      tupo enterprise report zones/jining-high-tech-zone --indicator operating-revenue --month 2013-06 e1=1200000 e2=800000
      Values are in the indicator's smallest unit; e1= takes back what was reported. 数值用指标的最小单位；“e1=”为撤回。
      """)

  @Argument(help: "The zone that counts them: zones/ID or ID. 计入单位。")
  var zone: String
  @Argument(help: "ENTERPRISE=VALUE. 企业标识=数值。")
  var values: [EnterpriseValueArgument]
  @Option(help: "The indicator's id. 指标标识。")
  var indicator: String
  @Option(help: "The month, as 2013-06. 月份。")
  var month: MonthArgument
  @Option(help: "What is said beside all of them. 备注。")
  var note = ""
  @Flag(help: "Made for a demonstration. 演示数据。")
  var demonstration = false
  @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
  var dryRun = false
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var requestID: RequestIDOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.SubmitEnterpriseFiguresRequest.with {
      $0.parent = ResourceName.zone(programme.id, ResourceName.id(zone))
      $0.figures = values.map { own in
        .with {
          $0.enterprise = "\(programme.name)/enterprises/\(own.enterprise)"
          $0.indicator = ResourceName.indicator(programme.id, indicator)
          $0.month = month.text
          $0.value = own.value
          $0.note = note
          $0.demonstration = demonstration
        }
      }
      $0.validateOnly = dryRun
      $0.requestId = requestID.value
    }
    let answer = try await callEnterprises { try await $0.submitEnterpriseFigures(request, options: $1) }
    console.show(EnterprisesView.reported(answer, console.language))
  }
}

/// `tupo enterprise figures`.
struct EnterpriseFiguresCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: "Single enterprises' figures, for those who answer for them. 企业数据，限有权人员。",
    discussion: "Such as: --zone jining-high-tech-zone --filter 'month=2013-06 indicator=operating-revenue'.")

  @Option(help: "Only this zone, by its id. 单位标识。")
  var zone: String?
  @OptionGroup var list: ListOptions
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.ListEnterpriseFiguresRequest.with {
      $0.parent = zone.map { ResourceName.zone(programme.id, ResourceName.id($0)) } ?? programme.name
      $0.read = asOf.point
    }
    let figures = try await collect(request, list, from: .indicators) { channel, request, options in
      let enterprises = IndicatorsV1.EnterpriseServiceClient(channel)
      let page = try await enterprises.listEnterpriseFigures(request, options: options)
      return (page.figures, page.nextPageToken)
    }
    console.show(EnterprisesView.figures(figures, console.language))
  }
}

/// `tupo enterprise table`.
struct EnterpriseTableCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Enterprises' figures by zone and industry, secret cells withheld. 企业数据汇总，涉密单元保密。")

  @Option(help: "The indicator's id. 指标标识。")
  var indicator: String
  @Option(help: "The month, as 2013-06. 月份。")
  var month: MonthArgument
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.GetEnterpriseTableRequest.with {
      $0.indicator = ResourceName.indicator(programme.id, indicator)
      $0.month = month.text
      $0.read = asOf.point
    }
    let answer = try await callEnterprises { try await $0.getEnterpriseTable(request, options: $1) }
    console.show(EnterprisesView.sums(answer, console.language))
  }
}

/// `ENTERPRISE=VALUE`, or `ENTERPRISE=` to take back.
struct EnterpriseValueArgument: ExpressibleByArgument, Sendable {
  let enterprise: String
  let value: Int64?

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].isEmpty || Int64(parts[1]) != nil else { return nil }
    (enterprise, value) = (String(parts[0]), Int64(parts[1]))
  }
}
