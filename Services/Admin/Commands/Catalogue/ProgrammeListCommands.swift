import ArgumentParser
import Wire
import WireTupo

/// `tupo programme list`.
struct ProgrammeListCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the programmes that the services hold. 方案清单。")

  @OptionGroup var list: ListOptions
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.ListProgrammesRequest.with { $0.read = asOf.point }
    let found = try await collect(request, list, from: .indicators) { channel, request, options in
      let page = try await IndicatorsV1.CatalogueServiceClient(channel).listProgrammes(request, options: options)
      return (page.programmes, page.nextPageToken)
    }
    console.show(ProgrammesView.table(found, console.language))
  }
}

/// `tupo programme zones`.
struct ZonesCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "zones", abstract: "Lists the programme's zones, with their ids and counties. 单位清单。",
    discussion: "Such as: --filter 'protocol_order<=5' --order-by name.")

  @OptionGroup var list: ListOptions
  @OptionGroup var programme: ProgrammeOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func run() async throws {
    let request = IndicatorsV1.ListZonesRequest.with {
      $0.parent = programme.name
      $0.read = asOf.point
    }
    let found = try await collect(request, list, from: .indicators) { channel, request, options in
      let page = try await IndicatorsV1.CatalogueServiceClient(channel).listZones(request, options: options)
      return (page.zones, page.nextPageToken)
    }
    console.show(ZonesView.table(found, on: asOf.day, console.language))
  }
}
