import Chassis
import RPC
import Storage
import Wire
import WireStandard
import WireTupo

/// Who took a step, for which unit, in whose stead, and when.
struct Signatory: Sendable, Hashable {
  var principal: String
  /// On whose behalf a service called; empty: its own.
  var onBehalfOf: String
  /// As contracts name it; `city` for the city's office.
  var unit: String
  /// By which delegation it acted (AB岗); empty: by its own right.
  var delegation: String
  /// In whose stead.
  var standsFor: String
  /// When, in microseconds UTC.
  var at: Int64
}

extension Signatory {
  /// Of a call that acts for a unit.
  init(_ call: CallContext, for unit: String, by standIn: StandIn? = nil, at time: Int64) {
    self.init(
      principal: call.principalName, onBehalfOf: call.onBehalfOf ?? "", unit: unit,
      delegation: standIn?.delegation ?? "", standsFor: standIn?.delegator ?? "", at: time)
  }

  /// Of a call for the city's office: by its own right, or in another's stead.
  init(ofCity call: CallContext, at time: Int64) {
    let standing = call.standings.first { $0.holds(.cityOffice, of: "") }
    self.init(call, for: AccessScope.city.text, by: standing?.standIn, at: time)
  }

  /// Its columns, for a versioned table.
  static let columns: [VersionedTable.Column] = [
    .text("principal"), .text("on_behalf_of"), .text("acts_for"), .text("delegation"), .text("stands_for"),
    .integer("signed_at"),  // Microseconds UTC.
  ]

  /// Its values, in the order of `columns`.
  var values: [SQLValue] {
    [.text(principal), .text(onBehalfOf), .text(unit), .text(delegation), .text(standsFor), .integer(at)]
  }

  /// From a row that has `columns`.
  init(row: SQLRow) throws {
    self.init(
      principal: try row.text("principal"), onBehalfOf: try row.text("on_behalf_of"), unit: try row.text("acts_for"),
      delegation: try row.text("delegation"), standsFor: try row.text("stands_for"), at: try row.integer("signed_at"))
  }

  /// As the contract has it.
  var wire: CommonV1.Actor {
    .with {
      $0.principal = principal
      $0.onBehalfOf = onBehalfOf
      $0.unit = unit
      $0.delegation = delegation
      $0.standsFor = standsFor
      $0.at = .init(micros: at)
    }
  }
}
