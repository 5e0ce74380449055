import Chassis
import Domain
import Wire
import WireTupo

/// What a series was asked for, checked.
struct SeriesRequest: Sendable {
  /// Twenty years: more is no picture any more.
  static let mostMonths = 240
  /// More of zones' own points are no answer for one call.
  static let mostPoints = 20_000

  let programme: String
  let indicator: String
  let months: ClosedRange<Month>
  /// Empty: all that stand in the last month, or those of the group.
  let zones: [String]
  /// The zones' group; nil: none.
  let group: String?
  /// Whether each zone's own series is wanted too.
  let byZone: Bool
  let base: GrowthBase
  let evening: Day

  /// Throws INVALID_ARGUMENT that tells everything that is wrong.
  init(_ wire: IndicatorsV1.GetTimeSeriesRequest) throws(Failure) {
    var faults = FieldFaults()
    let ids = faults.name("indicator", wire.indicator, .indicator)
    let (first, last) = (faults.month("from_month", wire.fromMonth), faults.month("to_month", wire.toMonth))
    let months = Self.months(first, last, &faults)
    zones = wire.zones.enumerated().compactMap { index, name in
      faults.name("zones[\(index)]", name, .zone, of: ids?.first)
    }
    faults.distinct(wire.zones) { "zones[\($0)]" }
    group = faults.zoneGroup(wire.zoneGroup, of: ids?.first ?? "")
    if !wire.zones.isEmpty, !wire.zoneGroup.isEmpty {
      faults.add("zone_group", "FIELD_UNEXPECTED", zh: "不能与zones同时使用。", en: "is not for a request with zones.")
    }
    byZone = wire.byZone
    let base = faults.growthBase(wire.growthBase, year: wire.baseYear)
    evening = faults.optionalDay("on", wire.on) ?? .end
    self.months = try faults.checked(months)
    self.base = try faults.checked(base)
    (programme, indicator) = (ids?.first ?? "", ids?.last ?? "")
  }

  /// Years before the last month that the boards of the range look at.
  var years: Int { base.years(of: months) }

  /// Throws INVALID_ARGUMENT when the zones' own series come to too many points.
  func requireFew(zones count: Int) throws(Failure) {
    let most = Self.mostPoints / (Int(months.upperBound.index - months.lowerBound.index) + 1)
    guard byZone, count > most else { return }
    var faults = FieldFaults()
    faults.add(
      "by_zone", "RANGE_TOO_LONG", zh: "这些月份最多\(most)个单位，现为\(count)个。",
      en: "is for at most \(most) zones over so many months; these are \(count).")
    try faults.check()
  }

  /// Throws INVALID_ARGUMENT when the whole city would be added to zones.
  func requireApart(_ city: String) throws(Failure) {
    guard zones.count > 1, let place = zones.firstIndex(of: city) else { return }
    var faults = FieldFaults()
    faults.add(
      "zones[\(place)]", "CITY_IS_NO_ZONE", zh: "全市不是开发区，只能单独查询。",
      en: "is the whole city, which is not added to zones: ask for it alone.")
    try faults.check()
  }

  private static func months(_ from: Month?, _ to: Month?, _ faults: inout FieldFaults) -> ClosedRange<Month>? {
    guard let from, let to else { return nil }
    guard from <= to else {
      faults.add("to_month", "RANGE_INVALID", zh: "不得早于\(from)。", en: "must not be before \(from).")
      return nil
    }
    guard to.index - from.index < mostMonths else {
      faults.add("to_month", "RANGE_TOO_LONG", zh: "最多\(mostMonths)个月。", en: "may be at most \(mostMonths) months.")
      return nil
    }
    return from...to
  }
}
