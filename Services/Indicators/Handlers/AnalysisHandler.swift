import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.indicators.v1.AnalysisService`.
struct AnalysisHandler: IndicatorsV1.AnalysisService {
  let store: Store
  let cubes: FigureCubes
  var catalogues = KeptCatalogues()
  let boards = BriefBoards()

  func getScoreboard(
    _ request: IndicatorsV1.GetScoreboardRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Scoreboard {
    let isBasic = request.view == .basic
    var faults = FieldFaults()
    let base = faults.growthBase(request.growthBase, year: request.baseYear) ?? .samePeriod
    if isBasic, base == .samePeriod, let board = try await basicBoard(request, besides: faults, call) { return board }
    let (analysis, record, version) = try await analysis(
      of: request.indicator, request.month, request.on, request.read, group: request.zoneGroup, base: base,
      besides: faults, call)
    let board = try analysis.board(record)
    let findings = try analysis.findings(on: board).mapValues { found in
      found.map {
        CommonV1.Fault(
          $0, of: analysis.catalogue.programme.id, note: note(of: $0, in: analysis), file: "", row: 0)
      }
    }
    var wire = ScoreboardWriter(
      catalogue: analysis.catalogue, board: board, targets: analysis.targets, findings: findings,
      rates: analysis.rates, group: analysis.group?.name ?? ""
    ).wire(version: version)
    wire.mark(analysis.standings, record, of: analysis.catalogue, analysis.month, on: analysis.evening)
    if !isBasic {
      // What the basic view leaves out must not be in its other words either.
      wire.markBases(of: board, analysis, record)
      wire.city = try analysis.cityTotal(record, beside: board)
      wire.demonstration = wire.demonstration || wire.city?.demonstration ?? false
    }
    wire.tellSources(analysis, record)
    try wire.tellGrowth(from: base, on: board, analysis.input(record), analysis.rates)
    return isBasic ? wire.basic : wire
  }

  /// The basic view of what is now, by columns. Nil where it has to be left of the explained board.
  private func basicBoard(
    _ request: IndicatorsV1.GetScoreboardRequest, besides found: FieldFaults, _ call: CallContext
  ) async throws -> IndicatorsV1.Scoreboard? {
    let asked = try asked(
      request.indicator, request.month, request.on, group: request.zoneGroup, besides: found)
    guard asked.group == nil else { return nil }
    let key = BriefBoards.Key(indicator: asked.indicator, month: asked.month, evening: asked.evening)
    for _ in 0..<Self.tries {
      guard let snapshot = try await snapshot(of: asked.programme, request.read) else { return nil }
      if let board = await boards.answer(asked.programme, key, snapshot) {
        call.setTrailer(snapshot.version.description, for: "tupo-data-version")
        return board
      }
      switch try await basicBoard(asked.programme, key, snapshot, call) {
      case .overtaken: continue
      case .explained: return nil
      case .board(let board): return board
      }
    }
    return nil
  }

  /// Writes come between the figures in memory and a read of the tables: so often both are looked at anew.
  private static let tries = 4

  private enum Basic {
    case board(IndicatorsV1.Scoreboard)
    /// A write has come in between.
    case overtaken
    /// It is not computed by columns.
    case explained
  }

  private func basicBoard(
    _ programme: String, _ key: BriefBoards.Key, _ snapshot: FigureCubes.Snapshot, _ call: CallContext
  ) async throws -> Basic {
    let (known, standings) = (
      await boards.known(programme, snapshot.stamp), await boards.standings(programme, key, snapshot)
    )
    let found = try await store.read(at: nil, call: call) { transaction -> (BoardCatalogue?, MonthStandings)? in
      guard transaction.version == snapshot.version else { return nil }
      let standings =
        try standings
        ?? MonthStandings(
          programme, months: key.month...key.month, indicators: [IndicatorKey(key.indicator)], evening: key.evening,
          in: transaction)
      return (try known ?? BoardCatalogue(programme, from: catalogues, in: transaction), standings)
    }
    guard let (known, standings) = found.value else { return .overtaken }
    guard let known, let record = known.catalogue.indicator(key.indicator),
      let view = await boards.view(known, record, key, standings, snapshot),
      let board = BriefBoard(view.plan, snapshot.cube)
    else { return .explained }
    let marker = StandingMarker(
      standings, record, known.catalogue.programme.calendar, key.month, key.evening)
    guard let writer = try? BriefBoardWriter(view, board, marker) else { return .explained }
    var last = await boards.takeAnswer(programme, key, snapshot)
    let answer = writer.answer(version: found.version, using: &last)
    await boards.keep(answer, standings, programme, key, snapshot)
    return .board(answer.board)
  }

  func getReportingStatus(
    _ request: IndicatorsV1.GetReportingStatusRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ReportingStatus {
    let found = try await analysis(
      request.parent, request.month, request.on, request.read, group: request.zoneGroup, call)
    return found.value.reportingStatus(version: found.version)
  }

  func getThresholdReport(
    _ request: IndicatorsV1.GetThresholdReportRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.ThresholdReport {
    let found = try await analysis(request.parent, request.month, request.on, request.read, call)
    return try found.value.thresholdReport(version: found.version)
  }

  func getAttainment(
    _ request: IndicatorsV1.GetAttainmentRequest, _ call: CallContext
  ) async throws -> IndicatorsV1.Attainment {
    let found = try await analysis(
      request.parent, request.month, request.on, request.read, group: request.zoneGroup, call)
    let programme = found.value.catalogue.programme.id
    let attainment = Attainment(boards: try found.value.mainBoards())
    return .with {
      $0.month = request.month
      $0.levels = attainment.zonesByCount.enumerated().reversed().map { count, zones in
        .with {
          $0.indicators = Int32(clamping: count)
          $0.zones = zones.map { ResourcePattern.zone.name(programme, $0.rawValue) }
        }
      }
      $0.judged = Int32(clamping: attainment.judged)
      $0.version = found.version
    }
  }

  func analysis(
    _ parent: String, _ month: String, _ on: String, _ read: CommonV1.ReadPoint?, group: String = "", set: String = "",
    besides found: FieldFaults = FieldFaults(), _ call: CallContext
  ) async throws -> (value: Analysis, version: CommonV1.DataVersion) {
    var faults = found
    let programme = faults.name("parent", parent, .programme)?.first ?? ""
    let (month, evening) = period(month, on, &faults)
    let (wanted, year) = (faults.zoneGroup(group, of: programme), faults.indicatorSet(set, of: programme))
    try faults.check()
    let snapshot = try await snapshot(of: programme, read)
    return try await store.read(at: read, call: call) {
      var analysis = try Analysis(programme, month: month, evening: evening, from: snapshot, catalogues, in: $0)
      try analysis.look(at: wanted, in: $0)
      try analysis.look(atSet: year, in: $0)
      try analysis.readStandings(in: $0)
      analysis.set = try IndicatorSetStore.find(programme, month.year, in: $0)
      return analysis
    }
  }

  /// The same of one indicator.
  func analysis(
    of indicator: String, _ month: String, _ on: String, _ read: CommonV1.ReadPoint?, group: String = "",
    base: GrowthBase = .samePeriod, besides found: FieldFaults = FieldFaults(), _ call: CallContext
  ) async throws -> (value: Analysis, record: IndicatorRecord, version: CommonV1.DataVersion) {
    let asked = try asked(indicator, month, on, group: group, besides: found)
    let snapshot = try await snapshot(of: asked.programme, read)
    let found = try await store.read(at: read, call: call) {
      var analysis = try Analysis(
        asked.programme, indicators: [asked.indicator], month: asked.month,
        years: base.years(of: asked.month...asked.month), evening: asked.evening, from: snapshot, catalogues, in: $0)
      try analysis.look(at: asked.group, in: $0)
      try analysis.readStandings(of: [IndicatorKey(asked.indicator)], in: $0)
      try analysis.readPublications(of: [IndicatorKey(asked.indicator)], in: $0)
      return analysis
    }
    guard let record = found.value.catalogue.indicator(asked.indicator) else { throw Failure.notFound(indicator) }
    return (found.value, record, found.version)
  }

  /// What a board or an analysis of one indicator was asked for, checked.
  private func asked(
    _ indicator: String, _ month: String, _ on: String, group: String, besides found: FieldFaults
  ) throws -> (programme: String, indicator: String, month: Month, evening: Day, group: String?) {
    var faults = found
    let ids = faults.name("indicator", indicator, .indicator) ?? ["", ""]
    let (month, evening) = period(month, on, &faults)
    let wanted = faults.zoneGroup(group, of: ids[0])
    try faults.check()
    return (ids[0], ids[1], month, evening, wanted)
  }

  /// The figures in memory, for a read of what is now.
  func snapshot(of programme: String, _ read: CommonV1.ReadPoint?) async throws -> FigureCubes.Snapshot? {
    read?.point == nil ? try await cubes.snapshot(of: programme) : nil
  }

  /// The month, and the evening described: after every deadline when none is named.
  private func period(_ month: String, _ on: String, _ faults: inout FieldFaults) -> (Month, Day) {
    (faults.month("month", month) ?? Month(index: 0), faults.optionalDay("on", on) ?? .end)
  }

  private func note(of finding: Finding, in analysis: Analysis) -> String {
    analysis.figures[finding.figure]?.note ?? ""
  }
}
