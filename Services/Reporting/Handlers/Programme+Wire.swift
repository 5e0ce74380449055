import Chassis
import Domain
import Wire
import WireTupo

extension ResourcePattern {
  static let series = ResourcePattern("programmes/{programme}/series/{series}")
  static let office = ResourcePattern("programmes/{programme}/offices/{office}")
  static let meeting = ResourcePattern("programmes/{programme}/meetings/{meeting}")
  static let bulletin = ResourcePattern("programmes/{programme}/bulletins/{bulletin}")
}

extension Series {
  /// Converts the series of `programme`; notes every fault by its path below `series`.
  init?(_ wire: ReportingV1.Series, programme: String, _ faults: inout FieldFaults) {
    let ids = faults.name("series.name", wire.name, .series)
    faults.check(ids, of: programme, field: "series.name")
    let code = faults.text("series.code", wire.code)
    let issuer = faults.text("series.issuer", wire.issuer)
    let pattern = faults.text("series.title_pattern", wire.titlePattern)
    var signings: [Month: Day] = [:]
    for (index, signing) in wire.signings.enumerated() {
      let month = faults.month("series.signings[\(index)].month", signing.month)
      let day = faults.day("series.signings[\(index)].signed_on", signing.signedOn)
      if let month, let day { signings[month] = day }
    }
    var openings: [Int: Int] = [:]
    for (index, opening) in wire.openingNumbers.enumerated() {
      if opening.lastNumber < 0 {
        faults.add("series.opening_numbers[\(index)]", "NUMBER_NEGATIVE", zh: "不能为负。", en: "must not be negative.")
      }
      openings[Int(opening.year)] = Int(opening.lastNumber)
    }
    guard let ids, let code, let issuer, let pattern else { return nil }
    self.init(
      programme: programme, id: ids[1], code: code, suffix: wire.suffix, issuer: issuer, addressee: wire.addressee,
      banner: wire.banner, signings: signings, titlePattern: pattern, opening: wire.opening, openingNumbers: openings)
  }

  /// Its resource name.
  var name: String { ResourcePattern.series.name(programme, id) }
}

extension Office {
  init?(_ wire: ReportingV1.Office, programme: String, field: String, _ faults: inout FieldFaults) {
    let ids = faults.name("\(field).name", wire.name, .office)
    faults.check(ids, of: programme, field: "\(field).name")
    let title = faults.text("\(field).title", wire.title)
    guard let ids, let title else { return nil }
    self.init(
      programme: programme, id: ids[1], title: title, role: Bilingual(wire.role), order: Int(wire.order),
      clauses: wire.clauses)
  }

  /// Its resource name.
  var name: String { ResourcePattern.office.name(programme, id) }

  /// The office as the contract has it.
  var wire: ReportingV1.Office {
    .with {
      $0.name = name
      $0.title = CommonV1.LocalizedText(title)
      $0.role = CommonV1.LocalizedText(role)
      $0.order = Int32(clamping: order)
      $0.clauses = clauses
    }
  }
}

extension Meeting {
  init?(_ wire: ReportingV1.Meeting, programme: String, field: String, _ faults: inout FieldFaults) {
    let ids = faults.name("\(field).name", wire.name, .meeting)
    faults.check(ids, of: programme, field: "\(field).name")
    let title = faults.text("\(field).title", wire.title)
    let on = faults.optionalDay("\(field).on", wire.on)
    let heldBy = faults.optionalDay("\(field).held_by", wire.heldBy)
    guard let ids, let title else { return nil }
    self.init(
      programme: programme, id: ids[1], title: title, place: Bilingual(wire.place), on: on, heldBy: heldBy,
      clauses: wire.clauses, source: wire.source)
  }

  /// Its resource name.
  var name: String { ResourcePattern.meeting.name(programme, id) }

  /// The meeting as the contract has it.
  var wire: ReportingV1.Meeting {
    .with {
      $0.name = name
      $0.title = CommonV1.LocalizedText(title)
      $0.place = CommonV1.LocalizedText(place)
      $0.on = on.map { "\($0)" } ?? ""
      $0.heldBy = heldBy.map { "\($0)" } ?? ""
      $0.clauses = clauses
      $0.source = source
    }
  }
}

extension FieldFaults {
  /// The name of a resource of another programme is a fault.
  mutating func check(_ ids: [String]?, of programme: String, field: String) {
    guard let ids, ids[0] != programme else { return }
    add(field, "NAME_INVALID", zh: "不属于programmes/\(programme)。", en: "is not of programmes/\(programme).")
  }
}
