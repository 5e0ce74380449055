import Chassis
import Domain

/// Holds the names of a programme's indicators against each other, as sheets are read: a heading means one of them.
struct AliasReview {
  let indicators: [IndicatorRecord]

  /// Notes every name that is another indicator's, by its field in the request.
  func check(_ faults: inout FieldFaults) {
    var owners: [String: Set<String>] = [:]
    for record in indicators {
      let names = [record.id, record.title.zh, record.title.en] + record.aliases.map(\.name)
      for name in names { owners[name.folded, default: []].insert(record.id) }
    }
    for (place, record) in indicators.enumerated() {
      for (index, alias) in record.aliases.enumerated() {
        guard let other = owners[alias.name.folded]?.subtracting([record.id]).min() else { continue }
        faults.add(
          "indicators[\(place)].aliases[\(index)].name", "ALIAS_TAKEN", zh: "已是指标“\(other)”的名称。",
          en: "already names the indicator \"\(other)\".")
      }
    }
  }
}
