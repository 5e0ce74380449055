import Chassis
import Domain
import Wire
import WireTupo

extension DatedName {
  private init?(_ wire: IndicatorsV1.Alias, field: String, _ faults: inout FieldFaults) {
    let name = faults.text("\(field).name", wire.name)
    let from = faults.optionalDay("\(field).valid_from", wire.validFrom)
    let to = faults.optionalDay("\(field).valid_to", wire.validTo)
    if let from, let to, to < from {
      faults.add("\(field).valid_to", "DATES_REVERSED", zh: "早于起始日。", en: "lies before valid_from.")
    }
    guard let name else { return nil }
    self.init(name, validFrom: from, validTo: to)
  }

  /// Names as a request gives them.
  static func all(_ wire: [IndicatorsV1.Alias], field: String, _ faults: inout FieldFaults) -> [DatedName] {
    if wire.count > most { faults.add(field, "TOO_MANY", zh: "最多\(most)项。", en: "holds at most \(most).") }
    return wire.prefix(most).enumerated().compactMap { DatedName($1, field: "\(field)[\($0)]", &faults) }
  }

  private static let most = 100

  /// As the contract has it.
  var wire: IndicatorsV1.Alias {
    .with {
      $0.name = name
      $0.validFrom = validFrom.map { "\($0)" } ?? ""
      $0.validTo = validTo.map { "\($0)" } ?? ""
    }
  }
}

/// Holds the names of a programme's indicators against each other: a sheet's heading means one of them.
struct AliasReview {
  let indicators: [IndicatorRecord]

  /// Notes every name that is another indicator's, by its field in the request.
  func check(_ faults: inout FieldFaults) {
    var owners: [String: Set<String>] = [:]
    for record in indicators {
      let names = [record.id, record.title.zh, record.title.en] + record.aliases.map(\.name)
      for name in names { owners[name, default: []].insert(record.id) }
    }
    for (place, record) in indicators.enumerated() {
      for (index, alias) in record.aliases.enumerated() {
        guard let other = owners[alias.name]?.subtracting([record.id]).min() else { continue }
        faults.add(
          "indicators[\(place)].aliases[\(index)].name", "ALIAS_TAKEN", zh: "已是指标“\(other)”的名称。",
          en: "already names the indicator \"\(other)\".")
      }
    }
  }
}
