import Chassis
import Domain
import Wire
import WireTupo

extension IndicatorRecord {
  init?(_ wire: IndicatorsV1.Indicator, programme: String?, field: String, _ faults: inout FieldFaults) {
    let id = faults.name("\(field).name", wire.name, .indicator, of: programme)
    let title = faults.text("\(field).title", wire.title)
    let kind = faults.choice("\(field).kind", wire.kind, Indicator.Kind.init(_:))
    let basis = faults.choice("\(field).growth_basis", wire.growthBasis, Indicator.GrowthBasis.init(_:))
    let months = faults.choice("\(field).first_report", wire.firstReport, MonthRule.init(_:))
    let unit = faults.text("\(field).unit", wire.unit)
    let displayUnit = faults.text("\(field).display_unit", wire.displayUnit)
    if wire.displayScale < 1 {
      faults.add("\(field).display_scale", "SCALE_INVALID", zh: "应不小于1。", en: "must be 1 or more.")
    }
    if !(0...6).contains(wire.displayDecimals) {
      faults.add("\(field).display_decimals", "DECIMALS_INVALID", zh: "应为0至6。", en: "must be 0 to 6.")
    }
    let validFrom = faults.optionalDay("\(field).valid_from", wire.validFrom)
    let validTo = faults.optionalDay("\(field).valid_to", wire.validTo)
    if let validFrom, let validTo, validTo < validFrom {
      faults.add("\(field).valid_to", "DATES_REVERSED", zh: "早于起始日。", en: "lies before valid_from.")
    }
    let direction = faults.optionalChoice("\(field).direction", wire.direction, Indicator.Direction.init(_:))
    let sourceOffice =
      wire.sourceOffice.isEmpty
      ? nil : faults.name("\(field).source_office", wire.sourceOffice, .office, of: programme)
    let aliases = DatedName.all(wire.aliases, field: "\(field).aliases", &faults)
    let deadlines = IndicatorRecord.deadlines(wire.deadlines, field: "\(field).deadlines", &faults)
    let clauses = faults.texts("\(field).clauses", wire.clauses)
    let definitions = IndicatorRecord.definitions(wire.definitions, field: "\(field).definitions", &faults)
    faults.distinct(wire.sources) { "\(field).sources[\($0)]" }
    let sources = wire.sources.enumerated().compactMap { index, name in
      faults.name("\(field).sources[\(index)]", name, .indicator, of: programme).map { IndicatorKey($0) }
    }
    faults.place("\(field).order", wire.order)
    guard let programme, let id, let title, let kind, let basis, let months, let unit, let displayUnit else {
      return nil
    }
    self.init(
      programme: programme, id: id, title: title, definition: Bilingual(wire.definition), kind: kind, unit: unit,
      displayUnit: displayUnit, displayScale: wire.displayScale, displayDecimals: Int(wire.displayDecimals),
      growthBasis: basis, months: months, deadlines: deadlines, ownerBureau: wire.ownerBureau, order: Int(wire.order),
      validFrom: validFrom, validTo: validTo, direction: direction ?? .higherIsBetter,
      sourceOffice: sourceOffice.map { OfficeKey($0) }, aliases: aliases, clauses: clauses, isMain: wire.main,
      definitions: definitions, sources: sources)
  }

  private static func deadlines(
    _ wire: [IndicatorsV1.Indicator.Deadline], field: String, _ faults: inout FieldFaults
  ) -> [Month: Day] {
    var result: [Month: Day] = [:]
    for (index, deadline) in wire.enumerated() {
      let month = faults.month("\(field)[\(index)].month", deadline.month)
      let day = faults.day("\(field)[\(index)].due_on", deadline.dueOn)
      if let month, let day { result[month] = day }
    }
    faults.distinct(wire.map(\.month)) { "\(field)[\($0)].month" }
    return result
  }

  var name: String { ResourcePattern.indicator.name(programme, id) }

  var wire: IndicatorsV1.Indicator {
    .with {
      $0.name = name
      $0.title = CommonV1.LocalizedText(title)
      $0.definition = CommonV1.LocalizedText(definition)
      $0.kind = kind.wire
      $0.unit = unit
      $0.displayUnit = displayUnit
      $0.displayScale = displayScale
      $0.displayDecimals = Int32(clamping: displayDecimals)
      $0.growthBasis = growthBasis == .nominal ? .nominal : .comparable
      $0.firstReport = months == .everyMonth ? .january : .february
      $0.deadlines = deadlines.sorted { $0.key < $1.key }.map { month, day in
        .with {
          $0.month = "\(month)"
          $0.dueOn = "\(day)"
        }
      }
      $0.ownerBureau = ownerBureau
      $0.order = Int32(clamping: order)
      $0.validFrom = validFrom.map { "\($0)" } ?? ""
      $0.clauses = clauses
      $0.etag = etag
      $0.main = isMain
      $0.definitions = definitions.map(\.wire)
      $0.sources = sources.map { ResourcePattern.indicator.name(programme, $0.rawValue) }
      $0.direction = direction.wire
      $0.validTo = validTo.map { "\($0)" } ?? ""
      $0.sourceOffice = sourceOffice.map { AccessScope.office($0.rawValue, of: programme) } ?? ""
      $0.aliases = aliases.map(\.wire)
    }
  }
}

extension Indicator.Kind {
  fileprivate init?(_ wire: IndicatorsV1.Indicator.Kind) {
    switch wire {
    case .flow: self = .flow
    case .stock: self = .stock
    case .ratio: self = .ratio
    default: return nil
    }
  }

  fileprivate var wire: IndicatorsV1.Indicator.Kind {
    switch self {
    case .flow: .flow
    case .stock: .stock
    case .ratio: .ratio
    }
  }
}

extension Indicator.GrowthBasis {
  fileprivate init?(_ wire: IndicatorsV1.Indicator.GrowthBasis) {
    switch wire {
    case .nominal: self = .nominal
    case .comparable: self = .comparable
    default: return nil
    }
  }
}

extension Indicator.Direction {
  fileprivate init?(_ wire: IndicatorsV1.Indicator.Direction) {
    switch wire {
    case .higherIsBetter: self = .higherIsBetter
    case .lowerIsBetter: self = .lowerIsBetter
    default: return nil
    }
  }

  /// As the contract names it.
  var wire: IndicatorsV1.Indicator.Direction {
    switch self {
    case .higherIsBetter: .higherIsBetter
    case .lowerIsBetter: .lowerIsBetter
    }
  }
}

extension MonthRule {
  fileprivate init?(_ wire: IndicatorsV1.Indicator.FirstReport) {
    switch wire {
    case .january: self = .everyMonth
    case .february: self = .januaryWithFebruary
    default: return nil
    }
  }
}
