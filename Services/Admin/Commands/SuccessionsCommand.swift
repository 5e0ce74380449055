import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators successions`: what became of zones.
struct SuccessionsCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "successions", abstract: "Zones that merged, split or were taken over. 单位的合并、分设和更替。")

  @OptionGroup var list: ListOptions
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.ListSuccessionsRequest.with {
      $0.parent = programme.name
      $0.read = asOf.point
    }
    let found = try await collect(request, list, from: .indicators) { channel, request, options in
      let page = try await IndicatorsV1.CatalogueServiceClient(channel).listSuccessions(request, options: options)
      return (page.successions, page.nextPageToken)
    }
    console.show(Self.table(found, console.language))
  }

  private static func table(_ successions: [IndicatorsV1.Succession], _ language: Language) -> Table {
    var table = Table([
      .text("valid_from", "起始日", "since"), .text("title", "事项", "what"),
      .text("predecessors", "原单位", "predecessors"), .text("successors", "现单位", "successors"),
      .text("source", "依据", "source", spare: 1), .hidden("succession"),
    ])
    table.rows = successions.map { each in
      [
        .text(each.validFrom), .text(language.text(each.title)),
        .text(each.predecessors.map(ResourceName.id).joined(separator: " ")),
        .text(each.successors.map(ResourceName.id).joined(separator: " ")), .text(each.source), .text(each.name),
      ]
    }
    return table
  }
}
