import Chassis
import Domain
import Storage
import WireTupo

/// What brief boards are computed by, kept for as long as the catalogue and the targets stay what they are; and the last
/// ones that were answered.
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

  /// Which board of a programme was asked for.
  struct Key: Hashable, Sendable {
    let indicator: String
    let month: Month
    let evening: Day
  }

  private struct Kept {
    let stamp: FigureCubes.Stamp
    let known: BoardCatalogue
    var zones: [Month: ZoneNames] = [:]
    var views: [Key: View] = [:]
    var standings: [Key: (workflow: DataVersion, standings: MonthStandings)] = [:]
    var answers = BoardAnswers()
  }

  /// Boards whose preparation is kept: some hundred kilobytes each for thousands of zones.
  private static let most = 256
  private var kept: [String: Kept] = [:]

  /// The catalogue of a programme, where it has not changed since it was read.
  func known(_ programme: String, _ stamp: FigureCubes.Stamp) -> BoardCatalogue? {
    kept[programme].flatMap { $0.stamp == stamp ? $0.known : nil }
  }

  /// How the month of a board stands, where no report has changed since it was read.
  func standings(_ programme: String, _ key: Key, _ snapshot: FigureCubes.Snapshot) -> MonthStandings? {
    guard let own = kept[programme], own.stamp == snapshot.stamp, let found = own.standings[key] else { return nil }
    return found.workflow == snapshot.workflow ? found.standings : nil
  }

  /// The board that was answered before, where nothing has changed since.
  func answer(_ programme: String, _ key: Key, _ snapshot: FigureCubes.Snapshot) -> IndicatorsV1.Scoreboard? {
    guard let own = kept[programme], own.stamp == snapshot.stamp else { return nil }
    return own.answers.board(key, at: snapshot.version)
  }

  /// Takes out the board that was answered last, by the same catalogue.
  func takeAnswer(_ programme: String, _ key: Key, _ snapshot: FigureCubes.Snapshot) -> BoardAnswers.Answer? {
    guard kept[programme]?.stamp == snapshot.stamp else { return nil }
    return kept[programme]?.answers.take(key)
  }

  /// Keeps a board, and by which standings it was made, for those who ask for the same next.
  func keep(
    _ answer: BoardAnswers.Answer, _ standings: MonthStandings, _ programme: String, _ key: Key,
    _ snapshot: FigureCubes.Snapshot
  ) {
    guard kept[programme]?.stamp == snapshot.stamp else { return }
    kept[programme]?.answers.keep(answer, key, at: snapshot.version)
    kept[programme]?.standings[key] = (snapshot.workflow, standings)
  }

  /// How a board is computed. Nil for one that is not computed by columns.
  func view(
    _ known: BoardCatalogue, _ record: IndicatorRecord, _ key: Key, _ standings: MonthStandings,
    _ snapshot: FigureCubes.Snapshot
  ) -> View? {
    guard known.catalogue.precedence.sources(of: record.indicator.key).count < 2 else { return nil }
    let programme = known.catalogue.programme.id
    var own =
      kept[programme].flatMap { $0.stamp == snapshot.stamp ? $0 : nil }
      ?? Kept(stamp: snapshot.stamp, known: known)
    if let view = own.views[key], view.plan.fits(snapshot.cube) { return view }
    let zones = own.zones[key.month] ?? Self.zones(known.catalogue, key.month)
    let input = ScoreboardInput(
      indicator: record.indicator, month: key.month, zones: zones.keys,
      unasked: standings.unasked(zones.keys, record, in: key.month), figures: FigureBook(), targets: known.targets,
      margins: known.catalogue.programme.judging,
      calendar: standings.calendar(record, known.catalogue.programme.calendar),
      asOf: key.evening, derived: record.derived(in: key.month))
    guard let plan = BriefBoardPlan(input, territories: known.catalogue.territories, cube: snapshot.cube) else {
      return nil
    }
    if own.views.count >= Self.most { (own.views, own.zones, own.standings) = ([:], [:], [:]) }
    let view = View(
      plan: plan, record: record, catalogue: known.catalogue, targets: known.targets, zones: zones)
    own.zones[key.month] = zones
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
