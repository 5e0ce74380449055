import ArgumentParser
import Wire
import WireTupo

/// `tupo indicators groups`: zones that are looked at together.
struct GroupsCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "groups", abstract: "Groups of zones, by which boards and forms are narrowed. 单位分组。")

  @OptionGroup var list: ListOptions
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let list = list
    let request = IndicatorsV1.ListZoneGroupsRequest.with {
      $0.parent = programme.name
      $0.read = asOf.point
    }
    let found = try await withRemotes { remotes in
      try await remotes[.indicators].call { channel, options in
        try await Pages.all(request, list) { request in
          let page = try await IndicatorsV1.CatalogueServiceClient(channel).listZoneGroups(request, options: options)
          return (page.zoneGroups, page.nextPageToken)
        }
      }
    }
    console.show(Self.table(found, console.language))
  }

  private static func table(_ groups: [IndicatorsV1.ZoneGroup], _ language: Language) -> Table {
    var table = Table([
      .text("id", "标识", "id"), .text("title", "名称", "title"), .number("count", "单位数", "zones"),
      .text("zones", "单位", "members", spare: 1), .text("source", "依据", "source", spare: 2), .hidden("name"),
    ])
    table.rows = groups.map { each in
      [
        .text(ResourceName.id(each.name)), .text(language.text(each.title)), .number(each.members.count),
        .text(each.members.map(member).joined(separator: " ")), .text(each.source), .text(each.name),
      ]
    }
    return table
  }

  /// "yanzhou-industrial-park", with its days where there are some.
  private static func member(_ member: IndicatorsV1.ZoneGroup.Member) -> String {
    let days = member.validFrom.isEmpty && member.validTo.isEmpty ? "" : "(\(member.validFrom)..\(member.validTo))"
    return ResourceName.id(member.zone) + days
  }
}
