import Wire
import WireStandard
public import WireTupo

extension IndicatorsV1.AccessBook {
  /// To the wire.
  public init(_ book: AccessBook, etag: String) {
    self.init()
    self.etag = etag
    grants = book.allGrants.map(\.wire)
    memberships = book.allMemberships.map { own in
      .with {
        $0.zone = own.zone
        $0.county = own.county
        $0.beginsAt = own.from.map { .init(micros: $0 * 1_000_000) }
        $0.endsAt = own.until.map { .init(micros: $0 * 1_000_000) }
      }
    }
    revokedTokens = book.revokedTokens
    standIns = book.allStandIns.map { own in
      .with {
        $0.delegation = own.delegation
        $0.delegator = own.delegator
        $0.deputy = own.deputy
        $0.role = CommonV1.Role(rawValue: Int32(own.role.rawValue))
        $0.scope = own.scope.text
        $0.beginsAt = .init(micros: own.from * 1_000_000)
        $0.endsAt = .init(micros: own.until * 1_000_000)
      }
    }
  }
}

extension AccessBook {
  /// From the wire. A grant that this release does not understand gives no right.
  public init(_ wire: IndicatorsV1.AccessBook) {
    self.init(
      grants: wire.grants.compactMap { grant in
        var faults = FieldFaults()
        return AccessGrant(grant, field: "grant", &faults)
      },
      memberships: wire.memberships.map {
        Membership(zone: $0.zone, county: $0.county, from: $0.beginsAt?.seconds, until: $0.endsAt?.seconds)
      }, revokedTokens: wire.revokedTokens, standIns: wire.standIns.compactMap(StandIn.init(_:)))
  }
}

extension StandIn {
  /// From the wire; nil where this release does not understand it.
  fileprivate init?(_ wire: IndicatorsV1.AccessBook.StandIn) {
    guard let role = AccessRole(rawValue: Int(wire.role.rawValue)), let scope = AccessScope(wire.scope),
      let from = wire.beginsAt?.seconds, let until = wire.endsAt?.seconds
    else { return nil }
    self.init(
      delegation: wire.delegation, delegator: wire.delegator, deputy: wire.deputy, role: role, scope: scope, from: from,
      until: until)
  }
}
