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
    var input = input(record)
    if !asked.zones.isEmpty {
      input.zones = catalogue.zones.filter { asked.zones.contains($0.id) }.map { ZoneKey($0.id) }
    }
    try asked.requireFew(zones: input.zones.count)
    let series = try TimeSeries(input, months: asked.months, base: asked.base, byUnit: asked.byZone)
    return .with {
      $0.label = label(record)
      $0.zones = input.zones.map(name)
      $0.growthBase = asked.base.wire
      $0.points = series.points.map(point)
      $0.demonstration = series.points.contains(where: \.isDemonstration)
      $0.version = version
      $0.zoneGroup = group?.name ?? ""
      $0.members = zip(input.zones, series.units).map(member)
    }
  }

  /// A zone's own series: the numbers, without their explanations.
  private func member(_ zone: ZoneKey, _ points: [SeriesPoint]) -> IndicatorsV1.TimeSeries.Member {
    .with {
      $0.zone = name(zone)
      $0.title = title(zone)
      $0.points = points.map {
        var own = point($0)
        own.growth?.explanation = nil
        own.explanation = nil
        return own
      }
    }
  }

  private func point(_ point: SeriesPoint) -> IndicatorsV1.TimeSeries.Point {
    .with {
      $0.month = "\(point.month)"
      $0.cumulative = point.cumulative.value?.units
      $0.monthValue = point.monthValue.value?.units
      $0.growth = rates.rate(point.growth)
      $0.growthAbsent = point.growth.reason.map(CommonV1.LocalizedText.init(_:))
      $0.matched = Int32(clamping: point.matched)
      $0.explanation = point.cumulative.explained.map { rates.explanation($0.arithmetic, $0.sources) }
    }
  }
}

extension GrowthBase {
  fileprivate var wire: IndicatorsV1.GrowthBase {
    switch self {
    case .samePeriod: .samePeriod
    case .previousMonth: .previousMonth
    case .year: .fixedYear
    }
  }
}
