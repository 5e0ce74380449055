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
    let console = console
    let request = IndicatorsV1.ListZoneGroupsRequest.with {
      $0.parent = programme.name
      $0.read = asOf.point
    }
    let (found, names) = try await withRemotes { remotes in
      let found = try await remotes[.indicators].collect(request, list) { channel, request, options in
        let page = try await IndicatorsV1.CatalogueServiceClient(channel).listZoneGroups(request, options: options)
        return (page.zoneGroups, page.nextPageToken)
      }
      return (found, await remotes.names(of: request.parent, for: console.format))
    }
    console.show(Self.table(found, names, console.language))
  }

  static func table(_ groups: [IndicatorsV1.ZoneGroup], _ names: CatalogueNames, _ language: Language) -> Table {
    var table = Table([
      .text("id", "标识", "id"), .text("title", "名称", "title"), .number("count", "单位数", "zones"),
      .text("zones", "单位", "members", spare: 1), .text("source", "依据", "source", spare: 2), .hidden("name"),
    ])
    table.rows = groups.map { each in
      let zones = language.listed(each.members.map { names.zone($0.zone, language) + days($0) })
      let ids = each.members.map { ResourceName.id($0.zone) + days($0) }.joined(separator: " ")
      return [
        .text(ResourceName.id(each.name)), .text(language.text(each.title)), .number(each.members.count),
        .named(zones, id: ids), .text(each.source), .text(each.name),
      ]
    }
    return table
  }

  /// The days of a member, where there are some: "(2013-01-01..2013-11-28)".
  private static func days(_ member: IndicatorsV1.ZoneGroup.Member) -> String {
    member.validFrom.isEmpty && member.validTo.isEmpty ? "" : "(\(member.validFrom)..\(member.validTo))"
  }
}
