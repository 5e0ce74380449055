import ArgumentParser
import RPC
import Wire
import WireTupo

extension BreakdownCommand {
  struct Deliver: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "Reports what parts delivered from January to a month. 填报分项累计完成数。")

    @Argument(help: TargetArgument.help)
    var target: TargetArgument
    @Argument(
      help: """
        What was delivered: KIND/ID=VALUE, such as project/x=100, in the indicator's base unit. \
        完成数：方式/标识=累计，以指标的基本单位（元）计。
        """)
    var deliveries: [DeliveryArgument]
    @Option(help: "The month, as 2013-06. 月份。")
    var month: MonthArgument
    @Option(help: "A remark; needed where a value falls. 说明，数据下降时必填。")
    var note = ""
    @Flag(help: "Checks everything and keeps nothing. 只检查，不保存。")
    var dryRun = false
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var requestID: RequestIDOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    func run() async throws {
      let request = IndicatorsV1.ReportDeliveriesRequest.with {
        $0.name = target.breakdown(programme.id)
        $0.month = month.text
        $0.deliveries = deliveries.map { delivery in
          .with {
            $0.subject = delivery.subject.name(programme.id)
            $0.cumulative = delivery.value
            $0.note = note
          }
        }
        $0.validateOnly = dryRun
        $0.requestId = requestID.value
      }
      let answer = try await call(.indicators) {
        try await IndicatorsV1.BreakdownServiceClient($0).reportDeliveries(request, options: $1)
      }
      let (count, version) = (answer.changed, answer.version.text)
      console.note(
        console.text("新增或修改\(count)个完成数（数据版本\(version)）。", "\(count) deliveries new or changed (version \(version))."))
    }
  }

  struct Deliverables: AsyncParsableCommand, Calling {
    static let configuration = CommandConfiguration(
      abstract: "What somebody has to deliver up to a month. 某月应完成的任务。")

    @Argument(help: "Whose: person/ID, project/ID, enterprise/ID or zone/ID. 责任人、项目、企业或单位。")
    var subject: SubjectArgument
    @Option(help: "The month, as 2013-06. 月份。")
    var month: MonthArgument
    @Option(help: "Only targets of a zone, by its id; of zone/ID it is that zone. 单位标识；查单位时即该单位。")
    var zone: String?
    @OptionGroup var list: ListOptions
    @OptionGroup var programme: ProgrammeOption
    @OptionGroup var asOf: AsOfOption
    @OptionGroup var addresses: Addresses
    @OptionGroup var speech: Speech

    /// The zone whose targets are asked for: who reports for one zone may ask for no more. Nil: all.
    var parentZone: String? { zone ?? (subject.kind == "zone" ? subject.id : nil) }

    func validate() throws {
      if subject.kind == "zone", parentZone != subject.id {
        throw ValidationError("--zone is not the zone that is asked about. --zone与所查单位不符。")
      }
    }

    func run() async throws {
      let (programme, list) = (programme, list)
      let request = IndicatorsV1.ListDeliverablesRequest.with {
        $0.parent = parentZone.map { ResourceName.zone(programme.id, $0) } ?? programme.name
        $0.read = asOf.point
        $0.subject = subject.name(programme.id)
        $0.month = month.text
      }
      let (deliverables, names) = try await call(.indicators) { channel, options in
        let service = IndicatorsV1.BreakdownServiceClient(channel)
        let all = try await Pages.all(request, list) { request in
          let page = try await service.listDeliverables(request, options: options)
          return (page.deliverables, page.nextPageToken)
        }
        return (all, try await CatalogueNames(of: programme.name, channel, options))
      }
      console.show(
        DeliverablesView.table(
          deliverables, of: request.subject, in: request.month, names, console.language))
    }
  }
}
