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
  /// In whose stead it acted (AB岗); nil: by its own right.
  var stoodIn: StoodIn?

  /// Whom to hold responsible: who acted, and in whose stead.
  var responsible: Set<String> {
    Set([onBehalfOf.isEmpty ? principal : onBehalfOf, stoodIn?.principal].compactMap(\.self))
  }
}

extension ActorRecord {
  /// Who calls about a zone: for the city's office, else for the zone's county, else for the zone; by its own right
  /// where that is enough.
  init(_ call: CallContext, about zone: ZoneRecord, at micros: Int64) {
    let county = zone.zone.attributes(on: Day(inChinaAt: micros))?.countyCode ?? ""
    let standings = call.standings
    if let standing = standings.first(where: { $0.holds(.cityOffice, of: "") }) {
      self.init(call, for: Self.city, standing, at: micros)
    } else if !county.isEmpty, let standing = standings.first(where: { $0.holds(.county, of: zone.name) }) {
      self.init(call, for: AccessScope.county(county, of: zone.programme), standing, at: micros)
    } else {
      let standing = standings.first { $0.holds(.zoneReporter, .system, of: zone.name) }
      self.init(call, for: zone.name, standing, at: micros)
    }
  }

  /// Who calls for a unit, by one of its rights.
  private init(_ call: CallContext, for unit: String, _ standing: Standing?, at micros: Int64) {
    self.init(
      principal: call.principalName, onBehalfOf: call.onBehalfOf ?? "", unit: unit, at: micros,
      stoodIn: standing?.standIn.map(StoodIn.init(_:)))
  }

  /// Who calls to open what this one locked: the same person, or whoever stands in for it by a delegation in force.
  /// Nil: somebody else. Where nobody says who calls, everybody is the same.
  func opener(_ call: CallContext, of zone: String, at micros: Int64) -> ActorRecord? {
    let standing = call.standings.first { standing in
      let name = standing.standIn?.delegator ?? call.responsibleName
      guard name.map { responsible.contains($0) } ?? true else { return false }
      return unit == Self.city ? standing.holds(.cityOffice, of: "") : standing.holds(.county, of: zone)
    }
    return standing.map { ActorRecord(call, for: unit, $0, at: micros) }
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
      $0.delegation = stoodIn?.delegation ?? ""
      $0.standsFor = stoodIn?.principal ?? ""
    }
  }
}
