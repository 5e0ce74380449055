import Chassis
import Domain

/// One person standing in for another (AB岗), as it is kept.
struct DelegationRecord: Sendable, Hashable {
  /// Why and by whom it was ended before its last day.
  struct Revocation: Sendable, Hashable {
    var by: Signature
    var reason: String
  }

  var programme: String
  var id: String
  var delegator: String
  var deputy: String
  /// The deputy's record as a person; empty: none.
  var deputyPerson: String
  var role: AccessRole
  var scope: AccessScope
  var firstDay: Day
  var lastDay: Day
  var reason: String
  var grantedBy: Signature
  var revocation: Revocation?
  /// The version of its last change; 0 before it is kept.
  var revision: Int64 = 0

  var name: String { ResourcePattern.delegation.name(programme, id) }
  var etag: String { "\(revision)" }

  /// As the rules see it.
  var rule: Delegation {
    Delegation(
      delegator: delegator, deputy: deputy, duty: "\(role.rawValue) \(scope.text)", firstDay: firstDay,
      lastDay: lastDay, isRevoked: revocation != nil)
  }

  /// As access is decided by it.
  var standIn: StandIn {
    StandIn(
      delegation: name, delegator: delegator, deputy: deputy, role: role, scope: scope,
      from: AccessStore.start(firstDay), until: AccessStore.start(lastDay.adding(days: 1)))
  }
}

extension ResourcePattern {
  static let delegation = ResourcePattern("programmes/{programme}/delegations/{delegation}")
}
