import Wire
import WireStandard
public import WireTupo

extension ResourcePattern {
  /// `grants/{grant}`.
  public static let grant = ResourcePattern("grants/{grant}")
}

extension AccessGrant {
  /// Its id: of the same principal, role and scope there is one.
  public var id: String {
    var digest = RunningDigest()
    for part in [principal, "\(role.rawValue)", scope.text] { digest.add(Array(part.utf8)) }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.bytes.prefix(10).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Its resource name.
  public var name: String { ResourcePattern.grant.name(id) }

  /// As the contract has it.
  public var wire: IndicatorsV1.Grant {
    .with {
      $0.name = name
      $0.principal = principal
      $0.role = CommonV1.Role(rawValue: Int32(role.rawValue))
      $0.scope = scope.text
      $0.beginsAt = from.map { .init(micros: $0 * 1_000_000) }
      $0.endsAt = until.map { .init(micros: $0 * 1_000_000) }
      $0.actsForOthers = mayActForOthers
    }
  }

  /// From the contract; notes what is wrong with it.
  public init?(_ wire: IndicatorsV1.Grant, field: String, _ faults: inout FieldFaults) {
    let principal = faults.principal("\(field).principal", wire.principal)
    let role = faults.choice("\(field).role", wire.role) { wire -> AccessRole? in
      AccessRole(rawValue: Int(wire.rawValue)).flatMap { $0 == .localOperator ? nil : $0 }
    }
    let scope = faults.require(
      "\(field).scope", AccessScope(wire.scope), "NAME_INVALID",
      zh: "应为city或programmes/{programme}/下的counties/{区划代码}、zones/{zone}、offices/{office}。",
      en: "must be city, or counties/{code}, zones/{zone} or offices/{office} of programmes/{programme}.")
    let (from, until) = (wire.beginsAt?.seconds, wire.endsAt?.seconds)
    if let until, until <= from ?? .min {
      faults.add("\(field).ends_at", "ORDER_INVALID", zh: "应晚于begins_at。", en: "must be later than begins_at.")
    }
    if let role, let scope, !role.fits(scope) {
      faults.add("\(field).scope", "SCOPE_UNFIT", zh: "此角色不适用于该范围。", en: "is no scope that such a role holds of.")
    }
    if wire.actsForOthers, principal?.kind == .people {
      faults.add("\(field).acts_for_others", "PERSON", zh: "只有系统和服务可代表他人调用。", en: "is for systems and services only.")
    }
    guard let principal, let role, let scope else { return nil }
    self.init(
      principal: principal.description, role: role, scope: scope, from: from, until: until,
      mayActForOthers: wire.actsForOthers)
  }
}

extension FieldFaults {
  /// The name of a principal, of one kind when that is said.
  public mutating func principal(
    _ field: String, _ text: String, of kind: PrincipalName.Kind? = nil
  ) -> PrincipalName? {
    let kinds = (kind.map { [$0] } ?? PrincipalName.Kind.allCases).map { "\($0.rawValue)/NAME" }
    let name = PrincipalName(text).flatMap { kind == nil || $0.kind == kind ? $0 : nil }
    return require(
      field, name, "PRINCIPAL_INVALID", zh: "应为\(kinds.joined(separator: "、"))（小写字母、数字、.、_、-）。",
      en: "must be \(kinds.joined(separator: ", ")), of lower-case letters, digits, \".\", \"_\" and \"-\".")
  }
}
