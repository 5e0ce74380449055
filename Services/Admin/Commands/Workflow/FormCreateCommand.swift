import ArgumentParser
import Wire
import WireTupo

/// `tupo form create`.
struct FormCreateCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Creates a month's form; every zone gets a draft. 新建月报表。",
    discussion: """
      tupo form create 2013-06 --month 2013-06 --title 6月份月报 --opens 2013-07-01 --due 2013-07-10 --grace 2 \
      --group finance-bureau=fiscal-revenue --group statistics-bureau=fixed-asset-investment,industrial-value-added
      """)

  @OptionGroup var form: FormArgument
  @Option(help: "The month, as 2013-06. 月份。")
  var month: MonthArgument
  @Option(help: "What it is called. 名称。")
  var title: String
  @Option(help: "The first day. 开始日期。")
  var opens: DayArgument
  @Option(help: "The last day in time. 截止日期。")
  var due: DayArgument
  @Option(help: "Working days after it in which reports come in as late. 宽限工作日。")
  var grace: Int32 = 0
  @Option(
    help: """
      Indicators by the bureau that countersigns them: BUREAU=INDICATOR,INDICATOR; =INDICATOR where none does. May be \
      repeated. Otherwise those of the year's set. 会签单位=指标,指标，可重复；不写则取当年指标集。
      """)
  var group: [AssignmentArgument] = []
  @Option(
    help: """
      A zone and the county that reviews for it: ZONE=CODE, ZONE= where none does; may be repeated. Otherwise every \
      zone of the month. 单位=县市区代码，可重复；不写则为当月全部单位。
      """)
  var zone: [AssignmentArgument] = []
  @OptionGroup var zoneGroup: ZoneGroupOption
  @Flag(help: "Made for a demonstration. 演示数据。")
  var demonstration = false
  @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
  var dryRun = false
  @OptionGroup var requestID: RequestIDOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let programme = form.programme.id
    let request = IndicatorsV1.CreateFormRequest.with {
      $0.parent = form.programme.name
      $0.formId = form.form
      $0.zoneGroup = zoneGroup.name(in: form.programme)
      $0.form = .with {
        $0.month = month.text
        $0.title = .with { $0.zh = title }
        $0.groups = group.map { group in
          .with {
            $0.bureau = group.key.isEmpty ? "" : ResourceName.office(programme, group.key)
            $0.indicators = group.text.split(separator: ",").map { ResourceName.indicator(programme, String($0)) }
          }
        }
        $0.routes = zone.map { zone in
          .with {
            $0.zone = ResourceName.zone(programme, zone.key)
            $0.county = zone.text.isEmpty ? "" : "\(ResourceName.programme(programme))/counties/\(zone.text)"
          }
        }
        $0.opensOn = opens.text
        $0.dueOn = due.text
        $0.graceWorkingDays = grace
        $0.demonstration = demonstration
      }
      $0.validateOnly = dryRun
      $0.requestId = requestID.value
    }
    try await showForm { try await $0.createForm(request, options: $1) }
  }
}
