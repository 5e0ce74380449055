import RPC
import Wire
import WireTupo

/// What zones, indicators and offices of a programme are called, and how values are shown.
struct CatalogueNames: Sendable {
  private let zones: [String: IndicatorsV1.Zone]
  private let indicators: [String: IndicatorsV1.Indicator]
  private var offices: [String: CommonV1.LocalizedText] = [:]

  /// The names of these; without any, everything goes by its id.
  init(
    zones: [IndicatorsV1.Zone] = [], indicators: [IndicatorsV1.Indicator] = [], offices: [ReportingV1.Office] = []
  ) {
    self.zones = Dictionary(zones.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.indicators = Dictionary(indicators.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    take(offices)
  }

  /// Asks the indicators service; `resource` is anything of the programme.
  init(of resource: String, _ channel: RPCChannel, _ options: CallOptions) async throws {
    let programme = Self.programme(of: resource)
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
    self.init(zones: zones, indicators: indicators)
  }

  /// The same with the names of offices, which the reporting service has; where it tells none, offices go by their ids.
  func withOffices(of resource: String, _ remote: Remote) async -> CatalogueNames {
    let programme = Self.programme(of: resource)
    let offices = try? await remote.call(timeout: .seconds(5)) { channel, options in
      try await Pages.all { token in
        let page = try await ReportingV1.BulletinServiceClient(channel).listOffices(
          .with {
            $0.parent = programme
            $0.pageToken = token
          }, options: options)
        return (page.offices, page.nextPageToken)
      }
    }
    var names = self
    names.take(offices ?? [])
    return names
  }

  private mutating func take(_ offices: [ReportingV1.Office]) {
    for office in offices { self.offices[office.name] = office.title }
  }

  private static func programme(of resource: String) -> String {
    resource.split(separator: "/").prefix(2).joined(separator: "/")
  }

  /// The indicator of a name; nil where none is known.
  subscript(indicator: String) -> IndicatorsV1.Indicator? { indicators[indicator] }

  /// A zone's title; its id where none is known.
  func zone(_ name: String, _ language: Language) -> String {
    Self.title(zones[name]?.attributes.last?.tableTitle, of: name, language)
  }

  /// A county's title, also by a code that it had earlier; its code where none is known.
  func county(_ name: String, _ language: Language) -> String {
    let code = ResourceName.id(name)
    for zone in zones.values {
      guard let own = zone.attributes.last(where: { !code.isEmpty && $0.countyCode == code }) else { continue }
      return Self.title(own.county, of: name, language)
    }
    return code
  }

  /// An indicator's title; its id where none is known.
  func indicator(_ name: String, _ language: Language) -> String {
    Self.title(indicators[name]?.title, of: name, language)
  }

  /// An office's title; its id where none is known.
  func office(_ name: String, _ language: Language) -> String { Self.title(offices[name], of: name, language) }

  private static func title(_ title: CommonV1.LocalizedText?, of name: String, _ language: Language) -> String {
    let text = language.text(title)
    return text.isEmpty ? ResourceName.id(name) : text
  }

  /// The unit in which an indicator's values are shown.
  func unit(_ indicator: String) -> String { indicators[indicator]?.displayUnit ?? "" }

  /// A value of an indicator.
  func amount(_ value: Int64?, of indicator: String) -> Table.Cell {
    let known = indicators[indicator]
    return .amount(value, scale: known?.displayScale ?? 1, decimals: known?.displayDecimals ?? 0)
  }

  /// A value of an indicator with every digit that it has.
  func exact(_ value: Int64?, of indicator: String) -> Table.Cell {
    .exact(value, scale: indicators[indicator]?.displayScale ?? 1)
  }
}

extension Remotes {
  /// What a programme's zones and indicators are called, with `offices` these too. Nothing where the output is for
  /// programs, which know all by their ids, and where the service tells none: names only stand beside what was asked for.
  func names(of resource: String, for format: OutputFormat, offices: Bool = false) async -> CatalogueNames {
    guard format.isForPeople else { return CatalogueNames() }
    let known = try? await self[.indicators].call { channel, options in
      try await CatalogueNames(of: resource, channel, options)
    }
    let names = known ?? CatalogueNames()
    guard offices else { return names }
    return await names.withOffices(of: resource, self[.reporting])
  }

  /// What stands in a list of submissions is called.
  func names(in submissions: [IndicatorsV1.Submission], for format: OutputFormat) async -> CatalogueNames {
    guard let first = submissions.first else { return CatalogueNames() }
    let hasPending = submissions.contains { $0.countersignatures.contains { $0.decision == .pending } }
    return await names(of: first.name, for: format, offices: hasPending)
  }
}

extension IndicatorsV1.Zone.Attributes {
  /// The zone's name in tables.
  var tableTitle: CommonV1.LocalizedText? {
    let short = shortTitle ?? .init()
    return short.zh.isEmpty ? title : short
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
