import Chassis
import Domain
import RPC
import Storage

extension CallContext {
  /// Throws PERMISSION_DENIED for all but the delegator and administrators.
  func requireDelegator(_ record: DelegationRecord) throws(Failure) {
    if responsibleName == record.delegator || holds(.administrator, of: "") { return }
    throw Failure(
      .permissionDenied, "NOT_YOURS", zh: "委托只能由\(record.delegator)本人或管理员办理。",
      en: "A delegation is entered and ended by \(record.delegator) or an administrator.",
      values: ["resource": record.name, "delegator": record.delegator])
  }
}

extension DelegationRecord {
  /// Throws FAILED_PRECONDITION where it hands over what its delegator has not, or has handed over already.
  func requireTenable(in transaction: WriteTransaction) throws {
    if !deputyPerson.isEmpty {
      let person = ResourcePattern.person.name(programme, deputyPerson)
      guard try PersonStore.find(programme, deputyPerson, named: person, in: transaction) != nil else {
        throw Failure.notFound(person)
      }
    }
    let (from, until) = (standIn.from, standIn.until)
    let isHeld = try AccessStore.grants(of: delegator, in: transaction).contains {
      $0.role == role && $0.scope == scope && ($0.from ?? .min) <= max(from, transaction.time / 1_000_000)
        && until <= $0.until ?? .max
    }
    guard isHeld else {
      throw refusal(
        "ROLE_NOT_HELD", zh: "delegation.scope：\(delegator)在这些日期内没有\(scope.text)的此项角色（代理所得的权限不能再委托）。",
        en: "delegation.scope: \(delegator) has no grant of this role of \(scope.text) on all of these days "
          + "(what is held by a delegation cannot be handed on).")
    }
    let others = try DelegationStore.list(of: delegator, in: transaction)
    if let other = others.first(where: { rule.overlaps($0.rule) }) {
      throw refusal(
        "DELEGATION_OVERLAPS",
        zh: "delegation.valid_from：\(other.name)已将同一权限委托给\(other.deputy)（\(other.firstDay)至\(other.lastDay)）。",
        en: "delegation.valid_from: \(other.name) hands over the same to \(other.deputy) "
          + "from \(other.firstDay) to \(other.lastDay).")
    }
  }

  /// FAILED_PRECONDITION: it does not hold any more.
  var ended: Failure {
    refusal("ALREADY_ENDED", zh: "\(name)已期满或已撤销。", en: "\(name) is over or was ended already.")
  }

  private func refusal(_ reason: String, zh: String, en: String) -> Failure {
    Failure(
      .failedPrecondition, reason, zh: zh, en: en, values: ["resource": name, "delegator": delegator],
      details: [.preconditionFailure([.init(type: reason, subject: name, description: en)])])
  }
}
