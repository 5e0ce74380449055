import Chassis
import Domain
import Wire
import WireTupo

/// Converts a brief board to the contract's: what `Scoreboard.basic` leaves of the explained one. Its rows are bytes
/// already.
struct BriefBoardWriter {
  private let view: BriefBoards.View
  private let board: BriefBoard
  private let total: ScoreRow
  private let marker: StandingMarker
  /// What reports say of the zones' figures.
  private let cells: [ZoneKey: MonthStandings.Cell]
  private let rounding: Rounding
  private let arena = Arena(blockBytes: 8 << 10)
  private static let zero = Fraction.zero

  /// - Throws: `ArithmeticOverflow` where a sum of the total does not fit.
  init(_ view: BriefBoards.View, _ board: BriefBoard, _ marker: StandingMarker) throws(ArithmeticOverflow) {
    (self.view, self.board, self.marker) = (view, board, marker)
    total = try board.total()
    cells = marker.cells(of: view.zones.keys)
    rounding = view.catalogue.programme.judging.rounding
  }

  /// The answer. The last one's lines become its own, and those that are no longer the same are written anew.
  func answer(version: CommonV1.DataVersion, using last: inout BoardAnswers.Answer?) -> BoardAnswers.Answer {
    var (lines, earlier) = (last?.lines ?? [], last?.cells ?? [:])
    last = nil  // Lines that nobody else has are changed where they are.
    if lines.count == view.plan.zones.count { renew(&lines, earlier) } else { lines = written() }
    var wire = wire(version: version)
    wire.count(cells.values)
    wire.unknownFields = UnknownFields(encoded: BoardLine.rows(lines))
    return BoardAnswers.Answer(board: wire, lines: lines, cells: cells)
  }

  /// When a figure comes, most zones move by a place and are otherwise what they were.
  private func renew(_ lines: inout [BoardLine], _ earlier: [ZoneKey: MonthStandings.Cell]) {
    let isUnmarked = cells.isEmpty && earlier.isEmpty
    for place in lines.indices {
      let (row, zone) = (board.row(place), view.zones.keys[place])
      if isUnmarked || cells[zone] == earlier[zone], row.isSame(butForRank: lines[place].brief) {
        (lines[place].brief.rank, lines[place].brief.rankChange) = (row.rank, row.rankChange)
      } else {
        lines[place] = line(place, row)
      }
    }
  }

  private func written() -> [BoardLine] { view.plan.zones.indices.map { line($0, board.row($0)) } }

  private func line(_ place: Int, _ row: BriefRow) -> BoardLine {
    BoardLine(brief: row, fields: wire(place, row).encoded(by: arena))
  }

  /// All but the rows and what reports say of them.
  private func wire(version: CommonV1.DataVersion) -> IndicatorsV1.Scoreboard {
    let (counts, indicator, month) = (board.counts, view.plan.indicator, view.plan.month)
    var wire = IndicatorsV1.Scoreboard()
    wire.indicator = view.record.name
    wire.title = CommonV1.LocalizedText(view.record.title)
    wire.month = "\(month)"
    wire.displayUnit = indicator.scale.display.name
    wire.displayScale = indicator.scale.display.factor
    wire.displayDecimals = Int32(clamping: indicator.scale.decimals)
    wire.total = totalRow.basic
    wire.expected = Int32(clamping: counts.expected)
    wire.matched = Int32(clamping: board.matched)
    wire.rising = Int32(clamping: counts.rising)
    wire.falling = Int32(clamping: counts.falling)
    wire.level = Int32(clamping: counts.flat)
    wire.growthLightRule = CommonV1.LocalizedText(view.plan.growthLightRule)
    wire.progressLightRule = CommonV1.LocalizedText(view.plan.progressLightRule)
    wire.demonstration = board.isDemonstration
    wire.version = version
    wire.comparablePrices = indicator.growthBasis == .comparable
    wire.leading = board.leading.map(name)
    wire.trailing = board.trailing.map(name)
    wire.reachingFloor = Int32(clamping: counts.reachingFloor)
    wire.notes = BoardNotes(catalogue: view.catalogue, indicator: indicator.key, month: month).all(
      expected: counts.expected, reported: counts.reported, matched: board.matched
    ).map { CommonV1.LocalizedText($0) }
    return wire
  }

  /// The total is one row: it is written as the explained board's is.
  private var totalRow: IndicatorsV1.ScoreboardRow {
    ScoreRowWriter(
      catalogue: view.catalogue, indicator: view.plan.indicator, month: view.plan.month, targets: view.targets,
      findings: [:], rates: RateWriter(view.catalogue, FigureBook())
    ).row(total)
  }

  /// All of a row but its place.
  private func wire(_ place: Int, _ row: BriefRow) -> IndicatorsV1.ScoreboardRow {
    var wire = IndicatorsV1.ScoreboardRow()
    wire.zone = view.zones.names[place]
    wire.title = view.zones.titles[place]
    wire.state = row.state.wire
    wire.workingDaysLate = Int32(clamping: row.workingDaysLate ?? 0)
    if let day = row.receivedOn { wire.receivedOn = "\(day)" }
    wire.cumulative = row.cumulative
    wire.base = row.base
    if let base = row.base, let published = row.published, published != base { wire.publishedBase = published }
    wire.growth = rate(row.growth, apartFrom: board.floor(place))
    if let points = row.publishedGrowth { wire.publishedGrowth = rate(Fraction(basisPoints: points)) }
    if let reason = row.growthAbsent { wire.growthAbsent = CommonV1.LocalizedText(reason) }
    wire.aboveFloor = rate(row.distanceToFloor, apartFrom: Self.zero)
    wire.annualTarget = row.target.flatMap { Int64(exactly: $0.parts(of: 1)) }
    wire.completion = rate(row.completion)
    wire.versusSchedule = rate(row.againstLinear, apartFrom: Self.zero)
    wire.growthLight = row.growthLight.wire
    wire.progressLight = row.progressLight.wire
    wire.contribution = rate(row.contribution)
    wire.lowBase = row.isLow
    wire.monthValue = row.month
    wire.difference = row.difference
    if let cell = cells[view.zones.keys[place]] { marker.mark(&wire, cell) }
    return wire
  }

  private func rate(_ value: Fraction?, apartFrom limit: Fraction? = nil) -> CommonV1.Rate? {
    guard let value else { return nil }
    var rate = CommonV1.Rate()
    rate.basisPoints = Int64(exactly: value.parts(of: 10_000)) ?? 0
    rate.display = value.percentText(apartFrom: limit, rounding: rounding)
    return rate
  }

  private func name(_ zone: ZoneKey) -> String {
    ResourcePattern.zone.name(view.catalogue.programme.id, zone.rawValue)
  }
}
