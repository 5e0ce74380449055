import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators list`.
struct IndicatorListCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the programme's indicators, with their ids and units. 指标清单。",
    discussion: """
      Such as: --filter 'owner_bureau=市统计局' --order-by name. Fields are name, title.zh, title.en, definition.zh, \
      definition.en, unit, display_unit, owner_bureau, order, valid_from, valid_to, clauses, direction \
      (DIRECTION_LOWER_IS_BETTER) and source_office (source_office:* has any).
      例如：--filter 'direction=DIRECTION_LOWER_IS_BETTER source_office=statistics-bureau'，即越低越好、数据出自统计局的指标。
      """)

  @Option(help: "Only those that are reported on a day, as 2013-06-30. 该日仍在报送的指标。")
  var on: DayArgument?
  @OptionGroup var list: ListOptions
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.ListIndicatorsRequest.with {
      $0.parent = programme.name
      $0.on = on?.text ?? ""
      $0.read = asOf.point
    }
    let found = try await collect(request, list, from: .indicators) { channel, request, options in
      let page = try await IndicatorsV1.CatalogueServiceClient(channel).listIndicators(request, options: options)
      return (page.indicators, page.nextPageToken)
    }
    console.show(IndicatorsView.table(found, on: asOf.day, console.language))
  }
}

/// `tupo indicators show`.
struct IndicatorShowCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "An indicator: what it means since when, and its days. 指标口径及期限。")

  @Argument(help: "The indicator's id: see tupo indicators list. 指标标识。")
  var indicator: String
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.GetIndicatorRequest.with {
      $0.name = ResourceName.indicator(programme.id, indicator)
      $0.read = asOf.point
    }
    let found = try await call(.indicators) {
      try await IndicatorsV1.CatalogueServiceClient($0).getIndicator(request, options: $1)
    }
    console.show(IndicatorsView.definitions(found, on: asOf.day, console.language))
  }
}
