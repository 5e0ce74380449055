import Chassis
import Domain
import Wire
import WireTupo

extension Analysis {
  /// The series asked for. Throws NOT_FOUND for a zone that the programme does not have.
  func series(
    _ asked: SeriesRequest, _ record: IndicatorRecord, version: CommonV1.DataVersion
  ) throws -> IndicatorsV1.TimeSeries {
    for id in asked.zones where catalogue.zone(id) == nil {
      throw Failure.notFound(ResourcePattern.zone.name(asked.programme, id))
    }
    if let city = catalogue.city?.id { try asked.requireApart(city) }
    var input = input(record)
    if !asked.zones.isEmpty {
      input.zones = catalogue.zones.filter { asked.zones.contains($0.id) }.map { ZoneKey($0.id) }
    }
    try asked.requireFew(zones: input.zones.count)
    let series = try TimeSeries(input, months: asked.months, base: asked.base, byUnit: asked.byZone)
    let writer = SeriesWriter(
      analysis: self, record: record, base: asked.base, zones: input.zones, months: series.points.map(\.month))
    let points = series.points.map { writer.point($0, of: input.zones) }
    return .with {
      $0.label = label(record)
      $0.zones = input.zones.map(name)
      $0.growthBase = asked.base.wire
      $0.points = points
      $0.baseRule = points.map(\.baseAdjustments).rule
      $0.demonstration = series.points.contains(where: \.isDemonstration) || writer.waitsForDemonstration
      $0.version = version
      $0.zoneGroup = group?.name ?? ""
      $0.members = zip(input.zones, series.units).map(writer.member)
      $0.provisionalRule = writer.rule
    }
  }
}

/// Writes the points of a series as the contract has them, each with where the reports of its zones stand.
private struct SeriesWriter {
  private let analysis: Analysis
  private let record: IndicatorRecord
  /// What growth is counted from.
  private let base: GrowthBase
  /// The zones that stand in each month.
  private let standing: [Month: Set<ZoneKey>]
  /// What forms say of the figures of the series.
  private let cells: [MonthStandings.Cell]

  init(analysis: Analysis, record: IndicatorRecord, base: GrowthBase, zones: [ZoneKey], months: [Month]) {
    (self.analysis, self.record, self.base) = (analysis, record, base)
    standing = Dictionary(
      months.map { ($0, Set(analysis.catalogue.standing(in: $0))) }, uniquingKeysWith: { first, _ in first })
    let (zones, months) = (Set(zones), Set(months))
    cells = analysis.standings.cells.filter { zones.contains($0.key.zone) && months.contains($0.key.month) }.map(
      \.value)
  }

  /// What is provisional, and where it counts; nil where nothing is.
  var rule: CommonV1.LocalizedText? { StandingCounts(cells).rule }

  /// Whether something that waits for approval was made for a demonstration.
  var waitsForDemonstration: Bool { cells.contains { $0.waiting?.isDemonstration ?? false } }

  /// A zone's own series: the numbers, without their explanations.
  func member(_ zone: ZoneKey, _ points: [SeriesPoint]) -> IndicatorsV1.TimeSeries.Member {
    .with {
      $0.zone = analysis.name(zone)
      $0.title = analysis.title(zone)
      $0.points = points.map {
        var own = point($0, of: [zone])
        own.growth?.explanation = nil
        own.explanation = nil
        return own
      }
    }
  }

  /// One month of some zones together.
  func point(_ point: SeriesPoint, of zones: [ZoneKey]) -> IndicatorsV1.TimeSeries.Point {
    let marks = zip(zones, point.states).map { zone, state in
      analysis.mark(zone, record, in: point.month, state, stands: standing[point.month]?.contains(zone) ?? false)
    }
    let counts = StandingCounts(zones.compactMap { analysis.standings.cell($0, record.indicator.key, point.month) })
    let bases = base == .samePeriod ? zip(zones, point.bases).map { baseMark($0, point.month, $1) } : []
    return .with {
      $0.month = "\(point.month)"
      $0.cumulative = point.cumulative.value?.units
      $0.monthValue = point.monthValue.value?.units
      $0.growth = analysis.rates.rate(point.growth)
      $0.growthAbsent = point.growth.reason.map(CommonV1.LocalizedText.init(_:))
      $0.matched = Int32(clamping: point.matched)
      $0.explanation = point.cumulative.explained.map { analysis.rates.explanation($0.arithmetic, $0.sources) }
      $0.state = marks.map(\.state).together
      $0.missing = Int32(clamping: marks.count { $0.state == .missing })
      ($0.unreviewed, $0.unpublished) = (counts.unreviewed, counts.unpublished)
      $0.baseAdjustments = BaseMark(adjustments: bases.reduce(into: []) { $0.formUnion($1.adjustments) }).wire
      $0.adjusted = Int32(clamping: bases.count { !$0.adjustments.isEmpty })
      if point.growth.value == nil, let reason = StandingMark(state: $0.state).absent { $0.growthAbsent = reason }
      guard let own = marks.first, marks.count == 1 else { return }
      ($0.standing, $0.provisional) = (own.standing, own.provisional)
    }
  }

  private func baseMark(_ zone: ZoneKey, _ month: Month, _ base: SamePeriod?) -> BaseMark {
    analysis.baseMark(zone, record, in: month, base)
  }
}
