import Chassis
import Domain
import Wire
import WireTupo

extension ProgrammeRecord {
  init?(_ wire: IndicatorsV1.Programme, field: String, _ faults: inout FieldFaults) {
    let id = faults.name("\(field).name", wire.name, .programme)?.first
    let title = faults.text("\(field).title", wire.title)
    let clauses = ProgrammeRecord.clauses(wire.clauses, field: "\(field).clauses", &faults)
    let unitNoun = faults.text("\(field).unit_noun", wire.unitNoun)
    faults.year("\(field).year", wire.year)
    let holidays = faults.days("\(field).calendar.holidays", wire.calendar?.holidays ?? [])
    let worked = faults.days("\(field).calendar.working_weekends", wire.calendar?.workingWeekends ?? [])
    let margins = MarginPoints(
      near: wire.margins?.nearBasisPoints ?? 0, baseRevision: wire.margins?.baseRevisionBasisPoints ?? 0,
      lowBase: wire.margins?.lowBaseBasisPoints ?? 0)
    if min(margins.near, margins.baseRevision, margins.lowBase) < 0 {
      faults.add("\(field).margins", "MARGIN_NEGATIVE", zh: "不能为负。", en: "must not be negative.")
    }
    guard let id, let title, let unitNoun else { return nil }
    self.init(
      id: id, title: title, year: Int(wire.year), document: wire.document, unitNoun: unitNoun,
      calendar: WorkingCalendar(holidays: holidays, workedWeekends: worked),
      calendarSource: wire.calendar?.source ?? "", margins: margins, clauses: clauses)
  }

  private static func clauses(
    _ wire: [IndicatorsV1.Clause], field: String, _ faults: inout FieldFaults
  ) -> [Clause] {
    for (index, clause) in wire.enumerated() { faults.text("\(field)[\(index)].id", clause.id) }
    faults.distinct(wire.map(\.id)) { "\(field)[\($0)].id" }
    return wire.map { Clause(id: $0.id, text: Bilingual($0.text)) }
  }

  var name: String { ResourcePattern.programme.name(id) }

  var wire: IndicatorsV1.Programme {
    .with {
      $0.name = name
      $0.title = CommonV1.LocalizedText(title)
      $0.year = Int32(clamping: year)
      $0.document = document
      $0.unitNoun = CommonV1.LocalizedText(unitNoun)
      $0.calendar = .with {
        $0.holidays = calendar.holidays.sorted().map { "\($0)" }
        $0.workingWeekends = calendar.workedWeekends.sorted().map { "\($0)" }
        $0.source = calendarSource
      }
      $0.margins = .with {
        $0.nearBasisPoints = margins.near
        $0.baseRevisionBasisPoints = margins.baseRevision
        $0.lowBaseBasisPoints = margins.lowBase
      }
      $0.etag = etag
      $0.clauses = clauses.map { clause in
        .with {
          $0.id = clause.id
          $0.text = CommonV1.LocalizedText(clause.text)
        }
      }
    }
  }
}

extension ZoneRecord {
  init?(_ wire: IndicatorsV1.Zone, programme: String?, field: String, _ faults: inout FieldFaults) {
    let id = faults.name("\(field).name", wire.name, .zone, of: programme)
    let aliases = faults.texts("\(field).aliases", wire.aliases)
    let datedAliases = DatedName.all(wire.datedAliases, field: "\(field).dated_aliases", &faults)
    faults.place("\(field).protocol_order", wire.protocolOrder)
    var attributes: [Attributes] = []
    for (index, part) in wire.attributes.enumerated() {
      if let own = Attributes(part, field: "\(field).attributes[\(index)]", &faults) { attributes.append(own) }
    }
    if wire.attributes.isEmpty {
      faults.add("\(field).attributes", "FIELD_REQUIRED", zh: "至少要有一组。", en: "needs at least one.")
    }
    for (before, after) in zip(attributes, attributes.dropFirst())
    where (before.validTo ?? .end) >= (after.validFrom ?? .beginning) {
      faults.add("\(field).attributes", "DATES_OVERLAP", zh: "有效期重叠或次序颠倒。", en: "overlap, or are out of order.")
    }
    if attributes.contains(where: { $0.level == .city }) && !attributes.allSatisfy({ $0.level == .city }) {
      faults.add(
        "\(field).attributes", "LEVELS_MIXED", zh: "全市与开发区不能互变。", en: "are of the city and of a zone.")
    }
    guard let programme, let id else { return nil }
    self.init(
      programme: programme, id: id, attributes: attributes, protocolOrder: Int(wire.protocolOrder),
      aliases: aliases, datedAliases: datedAliases, source: wire.source, certainty: wire.certainty)
  }

  var name: String { ResourcePattern.zone.name(programme, id) }

  var wire: IndicatorsV1.Zone {
    .with {
      $0.name = name
      $0.attributes = attributes.map(\.wire)
      $0.protocolOrder = Int32(clamping: protocolOrder)
      $0.aliases = aliases
      $0.datedAliases = datedAliases.map(\.wire)
      $0.source = source
      $0.certainty = certainty
      $0.etag = etag
    }
  }
}

extension ZoneRecord.Attributes {
  fileprivate init?(_ wire: IndicatorsV1.Zone.Attributes, field: String, _ faults: inout FieldFaults) {
    let title = faults.text("\(field).title", wire.title)
    let from = faults.optionalDay("\(field).valid_from", wire.validFrom)
    let to = faults.optionalDay("\(field).valid_to", wire.validTo)
    if let from, let to, to < from {
      faults.add("\(field).valid_to", "DATES_REVERSED", zh: "早于起始日。", en: "lies before valid_from.")
    }
    let level = faults.optionalChoice("\(field).level", wire.level, ZoneLevel.init(_:))
    guard let title else { return nil }
    self.init(
      validFrom: from, validTo: to, title: title, shortTitle: Bilingual(wire.shortTitle),
      level: level, county: Bilingual(wire.county), countyCode: wire.countyCode,
      zoneCode: wire.zoneCode)
  }

  fileprivate var wire: IndicatorsV1.Zone.Attributes {
    .with {
      $0.validFrom = validFrom.map { "\($0)" } ?? ""
      $0.validTo = validTo.map { "\($0)" } ?? ""
      $0.title = CommonV1.LocalizedText(title)
      $0.shortTitle = CommonV1.LocalizedText(shortTitle)
      $0.level = level?.wire ?? .unspecified
      $0.county = CommonV1.LocalizedText(county)
      $0.countyCode = countyCode
      $0.zoneCode = zoneCode
    }
  }
}

extension ZoneLevel {
  fileprivate init?(_ wire: IndicatorsV1.Zone.Level) {
    switch wire {
    case .national: self = .national
    case .provincial: self = .provincial
    case .other: self = .other
    case .city: self = .city
    default: return nil
    }
  }

  fileprivate var wire: IndicatorsV1.Zone.Level {
    switch self {
    case .national: .national
    case .provincial: .provincial
    case .other: .other
    case .city: .city
    }
  }
}

extension FieldFaults {
  /// A year that a programme or a target can have.
  mutating func year(_ field: String, _ year: Int32) {
    guard !(1949...9999).contains(year) else { return }
    add(field, "YEAR_INVALID", zh: "不是有效年份。", en: "is not a year of a programme.")
  }

  /// A place in an order, from 1; 0: none is given.
  mutating func place(_ field: String, _ place: Int32) {
    guard place < 0 else { return }
    add(field, "PLACE_NEGATIVE", zh: "不能为负。", en: "must not be negative.")
  }

  /// Days as `YYYY-MM-DD`; a fault for each that is none.
  fileprivate mutating func days(_ field: String, _ texts: [String]) -> Set<Day> {
    var days: Set<Day> = []
    for (index, text) in texts.enumerated() {
      if let day = day("\(field)[\(index)]", text) { days.insert(day) }
    }
    return days
  }
}
