import Chassis
import Domain
import Wire
import WireTupo

extension DelegationRecord {
  /// From a request; notes what is wrong with it. Who grants it is not known yet.
  init?(
    _ wire: IndicatorsV1.Delegation, programme: String?, id: String?, on today: Day, _ faults: inout FieldFaults
  ) {
    let delegator = faults.principal("delegation.delegator", wire.delegator, of: .people)
    let deputy = faults.principal("delegation.deputy", wire.deputy, of: .people)
    let person =
      wire.deputyPerson.isEmpty
      ? "" : faults.name("delegation.deputy_person", wire.deputyPerson, .person, of: programme)
    let role = faults.choice("delegation.role", wire.role) { AccessRole(rawValue: Int($0.rawValue)) }
    let scope = faults.scope("delegation.scope", wire.scope, of: programme, role)
    let from = faults.day("delegation.valid_from", wire.validFrom)
    let to = faults.day("delegation.valid_to", wire.validTo)
    faults.text("delegation.reason", wire.reason)
    faults.length("delegation.reason", wire.reason)
    guard let programme, let id, let delegator, let deputy, let person, let role, let scope, let from, let to else {
      return nil
    }
    self.init(
      programme: programme, id: id, delegator: delegator.description, deputy: deputy.description, deputyPerson: person,
      role: role, scope: scope, firstDay: from, lastDay: to, reason: wire.reason,
      grantedBy: .nobody)
    for fault in rule.faults(on: today) { faults.add(fault) }
  }

  /// As the contract has it, on a day.
  func wire(on day: Day, epoch: Int64) -> IndicatorsV1.Delegation {
    .with {
      $0.name = name
      $0.delegator = delegator
      $0.deputy = deputy
      $0.deputyPerson = deputyPerson.isEmpty ? "" : ResourcePattern.person.name(programme, deputyPerson)
      $0.role = CommonV1.Role(rawValue: Int32(role.rawValue))
      $0.scope = scope.text
      $0.validFrom = "\(firstDay)"
      $0.validTo = "\(lastDay)"
      $0.reason = reason
      $0.state = IndicatorsV1.Delegation.State(rule.state(on: day))
      $0.grantedBy = grantedBy.wire
      $0.revokedBy = revocation?.by.wire
      $0.revokedBecause = revocation?.reason ?? ""
      $0.recordedIn = CommonV1.DataVersion(epoch: epoch, sequence: revision)
      $0.etag = etag
    }
  }
}

extension IndicatorsV1.Delegation.State {
  fileprivate init(_ state: Delegation.State) {
    self =
      switch state {
      case .scheduled: .scheduled
      case .inForce: .inForce
      case .over: .over
      case .revoked: .revoked
      }
  }
}

extension FieldFaults {
  /// The city, or a zone, county or office of the programme, of which the role can be handed over.
  fileprivate mutating func scope(
    _ field: String, _ text: String, of programme: String?, _ role: AccessRole?
  ) -> AccessScope? {
    let named = AccessScope(text)
    let isOfProgramme = programme.map { text.hasPrefix("\(ResourcePattern.programme.name($0))/") } ?? true
    let scope = require(
      field, named == .city || isOfProgramme ? named : nil, "NAME_INVALID",
      zh: "应为city，或本方案的zones/{zone}、counties/{区划代码}、offices/{office}。",
      en: "must be city, or zones/{zone}, counties/{code} or offices/{office} of the programme.")
    if let role, let scope, !StandIn.fits(role, scope) {
      add(field, "SCOPE_UNFIT", zh: "此角色在该范围内不可委托。", en: "is no scope of which such a role can be handed over.")
    }
    return scope
  }

  fileprivate mutating func add(_ fault: DelegationFault) {
    switch fault {
    case .deputyIsDelegator:
      add(
        "delegation.deputy", "DEPUTY_IS_DELEGATOR", zh: "不能由本人代本人。",
        en: "is the delegator: nobody stands in for himself.")
    case .reversed:
      add("delegation.valid_to", "ORDER_INVALID", zh: "早于valid_from。", en: "lies before valid_from.")
    case .passed:
      add("delegation.valid_from", "DAY_PASSED", zh: "不能早于今天。", en: "must be today or later.")
    case .tooLong:
      add(
        "delegation.valid_to", "DELEGATION_TOO_LONG", zh: "委托最长\(Delegation.mostDays)天，更长的应调整岗位授权。",
        en: "a delegation lasts \(Delegation.mostDays) days at most; for longer, grant the role.")
    }
  }
}
