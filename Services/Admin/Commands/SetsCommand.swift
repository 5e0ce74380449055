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
    let list = list
    let request = IndicatorsV1.ListIndicatorSetsRequest.with {
      $0.parent = programme.name
      $0.read = asOf.point
    }
    let found = try await withRemotes { remotes in
      try await remotes[.indicators].call { channel, options in
        try await Pages.all(request, list) { request in
          let page = try await IndicatorsV1.CatalogueServiceClient(channel).listIndicatorSets(request, options: options)
          return (page.indicatorSets, page.nextPageToken)
        }
      }
    }
    console.show(Self.table(found, console.language))
  }

  private static func table(_ sets: [IndicatorsV1.IndicatorSet], _ language: Language) -> Table {
    var table = Table([
      .text("year", "年度", "year"), .text("title", "名称", "title"), .text("bureau", "会签单位", "bureau"),
      .text("indicators", "指标", "indicators"), .text("source", "依据", "source", spare: 1), .hidden("name"),
    ])
    table.rows = sets.flatMap { each in
      each.groups.map { group in
        [
          .text(ResourceName.id(each.name)), .text(language.text(each.title)), .text(ResourceName.id(group.bureau)),
          .text(group.indicators.map(ResourceName.id).joined(separator: " ")), .text(each.source), .text(each.name),
        ]
      }
    }
    table.hideEmptyColumns(["title", "bureau"])
    return table
  }
}
