import Chassis
import Domain
import WireTupo

/// What brief boards are computed by, kept for as long as the catalogue and the targets stay what they are.
actor BriefBoards {
  /// How one board of a programme is computed and named.
  struct View: Sendable {
    let plan: BriefBoardPlan
    let record: IndicatorRecord
    let catalogue: Catalogue
    let targets: TargetBook
    let zones: ZoneNames
  }

  /// The zones of a month as the wire names them, in the board's order.
  struct ZoneNames: Sendable {
    let keys: [ZoneKey]
    let names: [String]
    let titles: [CommonV1.LocalizedText]
  }

  private struct Key: Hashable {
    let indicator: String
    let month: Month
    let evening: Day
  }

  private struct Kept {
    let stamp: FigureCubes.Stamp
    let known: BoardCatalogue
    var zones: [Month: ZoneNames] = [:]
    var views: [Key: View] = [:]
  }

  /// Boards whose preparation is kept: some hundred kilobytes each for thousands of zones.
  private static let most = 256
  private var kept: [String: Kept] = [:]

  /// The catalogue of a programme, where it has not changed since it was read.
  func known(_ programme: String, _ stamp: FigureCubes.Stamp) -> BoardCatalogue? {
    kept[programme].flatMap { $0.stamp == stamp ? $0.known : nil }
  }

  /// How a board is computed. Nil for one that is not computed by columns.
  func view(
    _ known: BoardCatalogue, _ record: IndicatorRecord, _ month: Month, _ evening: Day, _ snapshot: FigureCubes.Snapshot
  ) -> View? {
    guard known.catalogue.precedence.sources(of: record.indicator.key).count < 2 else { return nil }
    let programme = known.catalogue.programme.id
    var own =
      kept[programme].flatMap { $0.stamp == snapshot.stamp ? $0 : nil }
      ?? Kept(stamp: snapshot.stamp, known: known)
    let key = Key(indicator: record.id, month: month, evening: evening)
    if let view = own.views[key], view.plan.fits(snapshot.cube) { return view }
    let zones = own.zones[month] ?? Self.zones(known.catalogue, month)
    let input = ScoreboardInput(
      indicator: record.indicator, month: month, zones: zones.keys, figures: FigureBook(), targets: known.targets,
      margins: known.catalogue.programme.judging, calendar: record.calendar(known.catalogue.programme.calendar),
      asOf: evening, derived: record.derived(in: month))
    guard let plan = BriefBoardPlan(input, territories: known.catalogue.territories, cube: snapshot.cube) else {
      return nil
    }
    if own.views.count >= Self.most { (own.views, own.zones) = ([:], [:]) }
    let view = View(
      plan: plan, record: record, catalogue: known.catalogue, targets: known.targets, zones: zones)
    own.zones[month] = zones
    own.views[key] = view
    kept[programme] = own
    return view
  }

  private static func zones(_ catalogue: Catalogue, _ month: Month) -> ZoneNames {
    let keys = catalogue.standing(in: month)
    return ZoneNames(
      keys: keys, names: keys.map { ResourcePattern.zone.name(catalogue.programme.id, $0.rawValue) },
      titles: keys.map { key in
        CommonV1.LocalizedText(
          catalogue.zone(key.rawValue)?.shortTitle(on: month.lastDay) ?? Bilingual(zh: key.rawValue))
      })
  }
}
