import RPC
import Wire
import WireTupo

/// What zones and indicators of a programme are called, and how values are shown.
struct CatalogueNames: Sendable {
  private let zones: [String: CommonV1.LocalizedText]
  private let indicators: [String: IndicatorsV1.Indicator]

  /// Asks the indicators service.
  init(of programme: String, _ channel: RPCChannel, _ options: CallOptions) async throws {
    let catalogue = IndicatorsV1.CatalogueServiceClient(channel)
    let zones = try await Pages.all { token in
      let page = try await catalogue.listZones(
        .with {
          $0.parent = programme
          $0.pageToken = token
        }, options: options)
      return (page.zones, page.nextPageToken)
    }
    let indicators = try await Pages.all { token in
      let page = try await catalogue.listIndicators(
        .with {
          $0.parent = programme
          $0.pageToken = token
        }, options: options)
      return (page.indicators, page.nextPageToken)
    }
    self.zones = Dictionary(
      zones.map { ($0.name, Self.title(of: $0)) }, uniquingKeysWith: { first, _ in first })
    self.indicators = Dictionary(indicators.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func title(of zone: IndicatorsV1.Zone) -> CommonV1.LocalizedText {
    let attributes = zone.attributes.last
    let short = attributes?.shortTitle ?? .init()
    return short.zh.isEmpty ? attributes?.title ?? .init() : short
  }

  /// A zone's title; its id where none is known.
  func zone(_ name: String, _ language: Language) -> String {
    let title = language.text(zones[name])
    return title.isEmpty ? ResourceName.id(name) : title
  }

  /// An indicator's title; its id where none is known.
  func indicator(_ name: String, _ language: Language) -> String {
    let title = language.text(indicators[name]?.title)
    return title.isEmpty ? ResourceName.id(name) : title
  }

  /// The unit in which an indicator's values are shown.
  func unit(_ indicator: String) -> String { indicators[indicator]?.displayUnit ?? "" }

  /// A value of an indicator.
  func amount(_ value: Int64?, of indicator: String) -> Table.Cell {
    let known = indicators[indicator]
    return .amount(value, scale: known?.displayScale ?? 1, decimals: known?.displayDecimals ?? 0)
  }
}

/// The parts of a target's or breakdown's name.
struct TargetName: Sendable {
  let zone: String
  let indicator: String
  let year: String

  init(_ name: String) {
    let parts = name.split(separator: "/").map(String.init)
    let id = parts.count > 5 ? parts[5] : ""
    let dash = id.lastIndex(of: "-") ?? id.endIndex
    zone = parts.prefix(4).joined(separator: "/")
    indicator = parts.prefix(2).joined(separator: "/") + "/indicators/" + id[..<dash]
    year = String(id[dash...].dropFirst())
  }
}
