import Chassis
import Storage
import Wire
import WireTupo

/// By what delegations are filtered and ordered, and which parts of them may be asked for.
enum DelegationLists {
  static let fields = ListFields(
    [
      ListField("name", .resource(.delegation), column: "id"), ListField("delegator", .text),
      ListField("deputy", .text),
      ListField(
        "role",
        .choice(
          AccessRole.allCases.compactMap { role in
            CommonV1.Role(rawValue: Int32(role.rawValue)).name.map { (word: $0, value: SQLValue(role.rawValue)) }
          })), ListField("scope", .text), ListField("valid_from", .day), ListField("valid_to", .day),
      ListField("revoked", .flag),
    ], order: ["valid_from"], unique: ["id"])

  static let mask: [String: ReadMask<IndicatorsV1.Delegation>.Copy] = [
    "name": { $0.name = $1.name }, "delegator": { $0.delegator = $1.delegator }, "deputy": { $0.deputy = $1.deputy },
    "deputy_person": { $0.deputyPerson = $1.deputyPerson }, "role": { $0.role = $1.role },
    "scope": { $0.scope = $1.scope }, "valid_from": { $0.validFrom = $1.validFrom },
    "valid_to": { $0.validTo = $1.validTo }, "reason": { $0.reason = $1.reason }, "state": { $0.state = $1.state },
    "granted_by": { $0.grantedBy = $1.grantedBy }, "revoked_by": { $0.revokedBy = $1.revokedBy },
    "revoked_because": { $0.revokedBecause = $1.revokedBecause }, "recorded_in": { $0.recordedIn = $1.recordedIn },
    "etag": { $0.etag = $1.etag },
  ]
}
