import Chassis
import Domain
import Wire
import WireTupo

extension FigureStanding {
  /// As the contract names it.
  var wire: IndicatorsV1.FigureStanding {
    switch self {
    case .unreviewed: .unreviewed
    case .approved: .approved
    case .published: .published
    }
  }
}

/// How many figures of an answer are provisional.
struct StandingCounts: Sendable, Hashable {
  private(set) var unreviewed: Int32 = 0
  private(set) var unpublished: Int32 = 0

  init(_ cells: some Sequence<MonthStandings.Cell> = []) {
    for cell in cells { add(cell) }
  }

  mutating func add(_ cell: MonthStandings.Cell) {
    if cell.waiting != nil { unreviewed += 1 }
    if cell.standing == .approved { unpublished += 1 }
  }

  /// What is provisional, and where it counts; nil where nothing is.
  var rule: CommonV1.LocalizedText? {
    unreviewed + unpublished > 0 ? CommonV1.LocalizedText(FigureStanding.rule) : nil
  }
}

/// Where a zone's report stands, and how firmly its figure, as every answer tells it.
struct StandingMark: Sendable {
  var state: IndicatorsV1.ReportState
  var standing = IndicatorsV1.FigureStanding.unspecified
  /// What was sent in and is not approved yet.
  var provisional: Int64?

  /// What this says of a number that is not there, before any other reason; nil: nothing.
  var absent: CommonV1.LocalizedText? {
    switch state {
    case .unreviewed: CommonV1.LocalizedText(Bilingual(zh: "未审", en: "not approved yet"))
    case .returned: CommonV1.LocalizedText(Bilingual(zh: "退回", en: "returned"))
    case .notApplicable: CommonV1.LocalizedText(Undefined.notApplicable)
    case .notDue: CommonV1.LocalizedText(Undefined.notDue)
    default: nil
    }
  }
}

extension MonthStandings.Cell {
  /// Where the report stands of which no figure does; nil: one does.
  var unsettled: IndicatorsV1.ReportState? {
    switch standing {
    case nil: .returned
    case .unreviewed: .unreviewed
    case .approved, .published: nil
    }
  }
}

extension Analysis {
  /// The mark of a zone's figure in a month, where its calendar says `state` of it. Nothing is asked of a zone that does
  /// not stand.
  func mark(
    _ zone: ZoneKey, _ record: IndicatorRecord, in month: Month, _ state: CellState, stands: Bool = true
  ) -> StandingMark {
    guard let cell = standings.cell(zone, record.indicator.key, month) else {
      let isAsked = state.hasFigure || (stands && standings.ask(zone, record, in: month))
      return StandingMark(state: (isAsked ? state : .notApplicable).wire)
    }
    return StandingMark(
      state: state.hasFigure ? state.wire : cell.unsettled ?? state.wire,
      standing: cell.standing?.wire ?? .unspecified,
      provisional: cell.waiting?.cumulative?.units)
  }

  /// The same of the analysed month, by the indicator's calendar, which is made once for all zones; nothing of a total.
  func mark(_ zone: ZoneKey?, _ record: IndicatorRecord, _ calendar: ReportingCalendar) -> StandingMark {
    guard let zone else { return StandingMark(state: .unspecified) }
    let figure = figures.figure(zone, record.indicator.key, month)
    return mark(zone, record, in: month, state(of: figure, calendar).state)
  }

  /// How many figures of the zones that are looked at are provisional: of one indicator, or of all that are looked at.
  func standingCounts(_ record: IndicatorRecord? = nil) -> StandingCounts {
    let (zones, own) = (Set(zones), record.map { [$0.indicator.key] } ?? wanted)
    return StandingCounts(
      standings.cells.filter { zones.contains($0.key.zone) && own?.contains($0.key.indicator) ?? true }.values)
  }
}

extension Sequence<IndicatorsV1.ReportState> {
  /// What is told of several together: the worst; not due or not applicable only where it holds for all.
  var together: IndicatorsV1.ReportState {
    let all = Set(self)
    let order: [IndicatorsV1.ReportState] = [
      .missing, .returned, .unreviewed, .late, .received, .notDue, .notApplicable,
    ]
    return order.first(where: all.contains) ?? .unspecified
  }
}
