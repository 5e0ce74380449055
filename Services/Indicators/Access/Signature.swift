import Chassis
import Domain
import RPC
import Wire
import WireStandard
import WireTupo

/// Who did something, for which unit, and when: kept with every step.
struct Signature: Sendable, Hashable {
  /// The principal that called.
  var principal: String
  /// On whose behalf it called; empty: its own.
  var onBehalfOf: String
  /// For whom it acted: `city`, or the name of an office, a county or a zone.
  var unit: String
  /// When, in microseconds UTC.
  var at: Int64
  /// In whose stead it acted (AB岗, or as the successor); nil: in nobody's. Kept beside the signatures, most of which have
  /// none.
  var stoodIn: StoodIn?

  /// What stands in columns where nobody has signed.
  static let nobody = Signature(principal: "", onBehalfOf: "", unit: "", at: 0)
  /// The unit of the city's office.
  static let city = AccessScope.city.text

  /// Who acted: on whose behalf the call was, else who called.
  var person: String { onBehalfOf.isEmpty ? principal : onBehalfOf }

  /// Whom to hold responsible: who acted, and in whose stead.
  var responsible: Set<String> { Set([person, stoodIn?.principal].compactMap(\.self)) }
}

/// In whose stead somebody acted, and by what.
struct StoodIn: Sendable, Hashable {
  /// The delegation's name (代); empty: it has succeeded to the role that the other has no more (接任).
  var delegation: String
  /// Who was away, or who has left.
  var principal: String
}

extension StoodIn {
  init(_ standIn: StandIn) { self.init(delegation: standIn.delegation, principal: standIn.delegator) }
}

extension Signature {
  /// Of a call that acts for a unit.
  init(_ call: CallContext, for unit: String, by standIn: StandIn? = nil, at time: Int64) {
    self.init(
      principal: call.principalName, onBehalfOf: call.onBehalfOf ?? "", unit: unit, at: time,
      stoodIn: standIn.map(StoodIn.init(_:)))
  }

  /// Of a call whose caller speaks for a unit, an office or the city's own: by its own right, or in another's stead.
  init(_ call: CallContext, speakingFor unit: String, at time: Int64) {
    let standing = call.standings.first { unit == Self.city ? $0.holds(.cityOffice, of: "") : $0.speaks(for: unit) }
    self.init(call, for: unit, by: standing?.standIn, at: time)
  }

  /// Of a call for the city's office.
  init(ofCity call: CallContext, at time: Int64) {
    self.init(call, speakingFor: Self.city, at: time)
  }

  /// Of a call about a zone: for the city's office, else for the zone's county, else for the zone; by its own right where
  /// that is enough.
  init(_ call: CallContext, about zone: ZoneRecord, at time: Int64) {
    let county = zone.zone.attributes(on: Day(inChinaAt: time))?.countyCode ?? ""
    let standings = call.standings
    if let standing = standings.first(where: { $0.holds(.cityOffice, of: "") }) {
      self.init(call, for: Self.city, by: standing.standIn, at: time)
    } else if !county.isEmpty, let standing = standings.first(where: { $0.holds(.county, of: zone.name) }) {
      self.init(call, for: AccessScope.county(county, of: zone.programme), by: standing.standIn, at: time)
    } else {
      let standing = standings.first { $0.holds(.zoneReporter, .system, of: zone.name) }
      self.init(call, for: zone.name, by: standing?.standIn, at: time)
    }
  }

  /// The unit in a sentence.
  var unitInChinese: String { unit == Self.city ? "市推进办" : unit }
  /// The unit in a sentence.
  var unitInEnglish: String { unit == Self.city ? "the city's office" : unit }

  /// As the contract has it.
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
