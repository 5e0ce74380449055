import Chassis
import Domain
import Wire
import WireTupo

extension ResourcePattern {
  static let indicatorSet = ResourcePattern("programmes/{programme}/indicatorSets/{year}")
}

extension IndicatorSetRecord {
  init?(_ wire: IndicatorsV1.IndicatorSet, programme: String?, field: String, _ faults: inout FieldFaults) {
    let id = faults.name("\(field).name", wire.name, .indicatorSet, of: programme)
    let year = id.flatMap { Int($0) }.flatMap { (1900...9999).contains($0) ? $0 : nil }
    if id != nil, year == nil {
      faults.add("\(field).name", "YEAR_INVALID", zh: "应以四位年份结尾。", en: "must end with a year of four digits.")
    }
    if wire.groups.isEmpty { faults.add("\(field).groups", "FIELD_REQUIRED", zh: "必填。", en: "is required.") }
    var seen: Set<String> = []
    let groups = wire.groups.enumerated().map { index, group in
      let own = "\(field).groups[\(index)]"
      let bureau = group.bureau.isEmpty ? nil : faults.name("\(own).bureau", group.bureau, .office, of: programme)
      let indicators = group.indicators.enumerated().compactMap { place, name -> IndicatorKey? in
        let cell = "\(own).indicators[\(place)]"
        if !seen.insert(name).inserted { faults.add(cell, "DUPLICATE", zh: "重复。", en: "comes twice.") }
        return faults.name(cell, name, .indicator, of: programme).map { IndicatorKey($0) }
      }
      return SubmissionRoute.Group(bureau: bureau.map { OfficeKey($0) }, indicators: indicators)
    }
    guard let programme, let year else { return nil }
    self.init(programme: programme, year: year, title: Bilingual(wire.title), groups: groups, source: wire.source)
  }

  var name: String { ResourcePattern.indicatorSet.name(programme, "\(year)") }

  var wire: IndicatorsV1.IndicatorSet {
    .with {
      $0.name = name
      $0.title = CommonV1.LocalizedText(title)
      $0.groups = groups.map { group in
        .with {
          $0.bureau = group.bureau.map { ResourcePattern.office.name(programme, $0.rawValue) } ?? ""
          $0.indicators = group.indicators.map { ResourcePattern.indicator.name(programme, $0.rawValue) }
        }
      }
      $0.source = source
    }
  }
}
