import Chassis
import Domain
import RPC
import Storage
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
  /// In whose stead it acted (AB岗); nil: by its own right. Kept beside the signatures, most of which have none.
  var stoodIn: StoodIn?
}

/// In whose stead somebody acted, and by which delegation.
struct StoodIn: Sendable, Hashable {
  /// The delegation's name.
  var delegation: String
  /// Who was away.
  var principal: String
}

extension StoodIn {
  init(_ standIn: StandIn) { self.init(delegation: standIn.delegation, principal: standIn.delegator) }
}

extension Signature {
  /// Its columns, for a versioned table.
  static let columns: [VersionedTable.Column] = [
    .text("principal"), .text("on_behalf_of"), .text("unit"), .integer("signed_at"),
  ]

  /// Its values, in the order of `columns`.
  var values: [SQLValue] { [.text(principal), .text(onBehalfOf), .text(unit), .integer(at)] }

  /// From a row that has `columns`.
  init(row: SQLRow) throws(StorageError) {
    self.init(
      principal: try row.text("principal"), onBehalfOf: try row.text("on_behalf_of"), unit: try row.text("unit"),
      at: try row.integer("signed_at"))
  }

  /// Of a call that acts for a unit.
  init(_ call: CallContext, for unit: String, by standIn: StandIn? = nil, at time: Int64) {
    self.init(
      principal: call.principalName, onBehalfOf: call.onBehalfOf ?? "", unit: unit, at: time,
      stoodIn: standIn.map(StoodIn.init(_:)))
  }

  /// Of a call whose caller speaks for a unit: by its own right, or in another's stead.
  init(_ call: CallContext, speakingFor unit: String, at time: Int64) {
    let standIn = call.standings.first { $0.speaks(for: unit) }?.standIn
    self.init(call, for: unit, by: standIn, at: time)
  }

  /// Of a call for the city's office.
  init(ofCity call: CallContext, at time: Int64) {
    self.init(call, speakingFor: AccessScope.city.text, at: time)
  }

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
