import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators figures`.
struct FiguresCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: "Lists the figures that are kept, to the last digit. 已入库数据。",
    discussion: """
      Whoever may see one zone only names it by --zone. Such as: --month 2013-06 --filter 'cumulative>=500000000'. \
      只能查看本单位数据的，须用--zone指明单位。
      """)

  @Option(help: "Only this zone, by its id. 单位标识。")
  var zone: String?
  @Option(help: "Only this indicator, by its id. 指标标识。")
  var indicator: String?
  @Option(help: "Only this month, as 2013-06. 月份。")
  var month: MonthArgument?
  @OptionGroup var list: ListOptions
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let (list, programme) = (list, programme)
    let request = IndicatorsV1.ListFiguresRequest.with {
      $0.parent = zone.map { ResourceName.zone(programme.id, $0) } ?? programme.name
      $0.indicator = indicator.map { ResourceName.indicator(programme.id, $0) } ?? ""
      $0.fromMonth = month?.text ?? ""
      $0.toMonth = month?.text ?? ""
      $0.read = asOf.point
    }
    let (figures, names) = try await call(.indicators) { channel, options in
      let figures = try await Pages.all(request, list) { request in
        let page = try await IndicatorsV1.FigureServiceClient(channel).listFigures(request, options: options)
        return (page.figures, page.nextPageToken)
      }
      return (figures, try await CatalogueNames(of: programme.name, channel, options))
    }
    console.show(FiguresView.table(figures, names, console.language))
  }
}
