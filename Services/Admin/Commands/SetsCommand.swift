import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators sets`: what the forms of each year ask for.
struct SetsCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "sets", abstract: "The indicators that each year's forms ask for. 各年度指标集。")

  @OptionGroup var list: ListOptions
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let console = console
    let request = IndicatorsV1.ListIndicatorSetsRequest.with {
      $0.parent = programme.name
      $0.read = asOf.point
    }
    let (found, names) = try await withRemotes { remotes in
      let found = try await remotes[.indicators].collect(request, list) { channel, request, options in
        let page = try await IndicatorsV1.CatalogueServiceClient(channel).listIndicatorSets(request, options: options)
        return (page.indicatorSets, page.nextPageToken)
      }
      return (found, await remotes.names(of: request.parent, for: console.format, offices: true))
    }
    console.show(Self.table(found, names, console.language))
  }

  static func table(_ sets: [IndicatorsV1.IndicatorSet], _ names: CatalogueNames, _ language: Language) -> Table {
    var table = Table([
      .text("year", "年度", "year"), .text("title", "名称", "title"), .text("bureau", "会签单位", "bureau"),
      .text("indicators", "指标", "indicators"), .text("source", "依据", "source", spare: 1), .hidden("name"),
    ])
    table.rows = sets.flatMap { each in
      each.groups.map { row($0, of: each, names, language) }
    }
    table.hideEmptyColumns(["title", "bureau"])
    return table
  }

  private static func row(
    _ group: IndicatorsV1.IndicatorSet.Group, of own: IndicatorsV1.IndicatorSet, _ names: CatalogueNames,
    _ language: Language
  ) -> [Table.Cell] {
    let indicators = language.listed(group.indicators.map { names.indicator($0, language) })
    return [
      .text(ResourceName.id(own.name)), .text(language.text(own.title)),
      .named(names.office(group.bureau, language), id: ResourceName.id(group.bureau)),
      .named(indicators, id: group.indicators.map(ResourceName.id).joined(separator: " ")), .text(own.source),
      .text(own.name),
    ]
  }
}
