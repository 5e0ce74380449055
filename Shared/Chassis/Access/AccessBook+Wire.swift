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
      }, revokedTokens: wire.revokedTokens)
  }
}
