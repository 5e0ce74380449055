import Chassis
import Domain
import RPC
import Wire
import WireStandard
import WireTupo

/// Who did something, and for which unit.
struct ActorRecord: Sendable, Hashable {
  var principal: String
  /// Empty: it called for itself.
  var onBehalfOf: String
  /// As contracts name it.
  var unit: String
  /// When, in microseconds UTC.
  var at: Int64

  /// Whom to hold responsible.
  var responsible: String { onBehalfOf.isEmpty ? principal : onBehalfOf }
}

extension ActorRecord {
  /// Who calls about a zone: for the city's office, else for the zone's county, else for the zone.
  init(_ call: CallContext, about zone: ZoneRecord, at micros: Int64) {
    let county = zone.zone.attributes(on: Day(inChinaAt: micros))?.countyCode ?? ""
    let unit: String
    if call.holds(.cityOffice, of: "") {
      unit = Self.city
    } else if !county.isEmpty, call.holds(.county, of: zone.name) {
      unit = AccessScope.county(county, of: zone.programme)
    } else {
      unit = zone.name
    }
    self.init(principal: call.principalName, onBehalfOf: call.onBehalfOf ?? "", unit: unit, at: micros)
  }

  /// The unit of the city's office.
  static let city = AccessScope.city.text

  /// The unit in a sentence.
  var unitInChinese: String { unit == Self.city ? "市推进办" : unit }
  /// The unit in a sentence.
  var unitInEnglish: String { unit == Self.city ? "the city's office" : unit }

  var wire: CommonV1.Actor {
    .with {
      $0.principal = principal
      $0.onBehalfOf = onBehalfOf
      $0.unit = unit
      $0.at = .init(micros: at)
    }
  }
}
