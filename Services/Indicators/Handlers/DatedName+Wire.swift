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
