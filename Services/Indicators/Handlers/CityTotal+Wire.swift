import Chassis
import Domain
import Wire
import WireTupo

extension Analysis {
  /// The city's own total beside a board, with its source; nil: the programme keeps none, there is none of the month, or the
  /// board is of a group, whose total is not to be compared with it.
  func cityTotal(_ record: IndicatorRecord, beside board: Scoreboard) throws -> IndicatorsV1.CityTotal? {
    guard group == nil, let city = catalogue.city.map({ ZoneKey($0.id) }),
      let total = try CityTotal(of: city, beside: board, input(record))
    else { return nil }
    let key = FigureKey(zone: city, indicator: record.indicator.key, month: month)
    let behind = origins(key).compactMap { reported[$0] }
    return .with {
      $0.zone = name(city)
      $0.figure = key.name(in: catalogue.programme.id)
      $0.title = title(city)
      $0.cumulative = total.row.cumulative.value?.units
      $0.base = total.row.samePeriod?.used.units
      $0.difference = total.row.difference.value?.units
      $0.growth = rates.rate(total.row.growth)
      $0.publishedGrowth = rates.published(total.row.publishedGrowth)
      $0.growthAbsent = total.row.growth.reason.map(CommonV1.LocalizedText.init(_:))
      $0.beyondZones = total.beyondZones.value?.units
      $0.source = behind.map(\.source).joinedOnce
      $0.receivedOn = behind.compactMap(\.receivedOn).max().map { "\($0)" } ?? ""
      $0.note = behind.map(\.note).joinedOnce
      $0.baseAdjustments = baseMark(city, record, in: month, total.row.samePeriod).wire
      $0.demonstration = behind.contains(where: \.isDemonstration)
    }
  }
}

extension [String] {
  /// Each text once, in its order; what is empty says nothing.
  fileprivate var joinedOnce: String {
    reduce(into: [String]()) { all, text in if !text.isEmpty, !all.contains(text) { all.append(text) } }
      .joined(separator: "；")
  }
}
