import RPC
import Wire
import WireTupo

/// The indicators of a programme, for cells to be read and shown in their units.
struct CellUnits: Sendable {
  private let indicators: [String: IndicatorsV1.Indicator]

  /// Takes them as they are.
  init(_ all: [IndicatorsV1.Indicator]) {
    indicators = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Reads them from the service; `resource` is anything of the programme.
  init(
    of resource: String, _ channel: RPCChannel, _ options: CallOptions, read: CommonV1.ReadPoint? = nil
  ) async throws {
    let programme = resource.split(separator: "/").prefix(2).joined(separator: "/")
    let all = try await Pages.all { token in
      let page = try await IndicatorsV1.CatalogueServiceClient(channel).listIndicators(
        .with {
          $0.parent = programme
          $0.pageToken = token
          $0.read = read
        }, options: options)
      return (page.indicators, page.nextPageToken)
    }
    self.init(all)
  }

  /// The indicator of a name; nil when the programme has none.
  subscript(name: String) -> IndicatorsV1.Indicator? { indicators[name] }
}
