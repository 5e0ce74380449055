import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// A month's figures as they stand, held against the rules in force.
struct MonthCheck: Sendable {
  private let catalogue: Catalogue
  private let figures: [Figure]
  private let known: FigureBook
  private let isWhole: Bool
  /// What zones report of single enterprises; nil where the caller may not see it.
  private let enterprises: EnterpriseReports?
  /// Whether the caller may see what single enterprises have given to a zone's figures.
  private let isSeen: @Sendable (ZoneKey) -> Bool
  private let zone: ZoneKey?

  /// Reads the month's figures, of one zone or of all, and what they are held against; what zones report of single
  /// enterprises only as far as the caller may see it. Throws NOT_FOUND.
  init(
    _ programme: String, zone: String?, month: Month, for call: CallContext, from catalogues: KeptCatalogues,
    in transaction: some Transaction
  ) throws {
    guard let catalogue = try catalogues.find(programme, in: transaction) else {
      throw Failure.notFound(ResourcePattern.programme.name(programme))
    }
    if let zone, catalogue.zone(zone) == nil {
      throw Failure.notFound(ResourcePattern.zone.name(programme, zone))
    }
    let indicators = catalogue.indicators.map(\.id)
    let back = catalogue.checks.reach(of: Set(indicators.map { IndicatorKey($0) })).monthsBack
    // The past of a zone may be that of others.
    let only = catalogue.successions.isEmpty ? zone : nil
    let all = try indicators.flatMap { indicator in
      let filter = FigureStore.Filter(zone: only, indicator: indicator, from: month.adding(-back), to: month)
      return try FigureStore.list(programme, filter, in: transaction).map(\.figure)
    }
    self.catalogue = catalogue
    known = FigureBook(all)
    let own = all.filter { $0.key.month == month && (zone == nil || $0.key.zone.rawValue == zone) }
    figures = Self.ordered(own, catalogue)
    isWhole = zone == nil
    let parent = zone.map { ResourcePattern.zone.name(programme, $0) } ?? ""
    enterprises =
      call.mayReadEnterprises(of: parent)
      ? try EnterpriseFigureStore.reports(programme, month, zone: zone, in: transaction) : nil
    isSeen = call.seesEnterprises(in: programme)
    self.zone = zone.map { ZoneKey($0) }
  }

  /// By indicator in the programme's order, by zone in protocol order.
  private static func ordered(_ figures: [Figure], _ catalogue: Catalogue) -> [Figure] {
    let indicators = places(catalogue.indicators.map(\.id))
    let zones = places(catalogue.zones.map(\.id))
    return figures.sorted {
      (indicators[$0.key.indicator.rawValue] ?? .max, zones[$0.key.zone.rawValue] ?? .max)
        < (indicators[$1.key.indicator.rawValue] ?? .max, zones[$1.key.zone.rawValue] ?? .max)
    }
  }

  private static func places(_ ids: [String]) -> [String: Int] {
    Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func answer(version: CommonV1.DataVersion) throws -> IndicatorsV1.CheckMonthResponse {
    let report = try catalogue.checks.report(on: figures, known: known, wholeMonth: isWhole)
    let programme = catalogue.programme.id
    let twice = enterprises.map { catalogue.checks.findings(in: $0, of: zone, seeing: isSeen) } ?? []
    return .with {
      $0.findings =
        report.findings.map { wire($0, note: known[$0.figure]?.note ?? "") }
        + twice.map { wire($0.finding, note: $0.share.note) }
      $0.checked = Int32(clamping: figures.count)
      $0.shortHistory = report.shortHistory.sorted { $0.key < $1.key }.map { rule, figures in
        .with {
          $0.rule = ResourcePattern.checkRule.name(programme, rule)
          $0.figures = Int32(clamping: figures)
        }
      }
      $0.version = version
    }
  }

  private func wire(_ finding: Finding, note: String) -> IndicatorsV1.FigureFinding {
    let programme = catalogue.programme.id
    return .with {
      $0.figure = finding.figure.name(in: programme)
      $0.fault = CommonV1.Fault(finding, of: programme, note: note, file: "", row: 0)
      $0.others = finding.others.map { ResourcePattern.indicator.name(programme, $0.rawValue) }
      $0.explanation = note
      $0.zoneTitle = catalogue.zone(finding.figure.zone.rawValue).map {
        CommonV1.LocalizedText($0.shortTitle(on: finding.figure.month.lastDay))
      }
      $0.indicatorTitle = catalogue.indicator(finding.figure.indicator.rawValue).map {
        CommonV1.LocalizedText($0.title)
      }
    }
  }
}
