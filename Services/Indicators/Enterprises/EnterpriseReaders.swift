import Chassis
import Domain
import Storage

/// Who knows the single enterprises of several zones: each county, and whoever has the roles of several zones or counties,
/// also in the stead of others. They could take what they know from a total.
struct EnterpriseReaders: Sendable {
  /// The zones that are known together, by their ids.
  let groups: Set<Set<String>>

  /// The roles that list a zone's enterprises without seeing the whole city's.
  private static let roles: Set<AccessRole> = [.county, .zoneReporter, .zoneApprover]

  /// A zone's days in a county.
  private struct Stay {
    let zone: String
    let days: ClosedRange<Day>
  }

  init(of catalogue: Catalogue, in transaction: some Transaction) throws {
    let programme = catalogue.programme.id
    var stays: [AccessScope: [Stay]] = [:]
    for zone in catalogue.zones {
      for own in zone.attributes where !own.countyCode.isEmpty {
        let (from, to) = (own.validFrom ?? .beginning, own.validTo ?? .end)
        guard from <= to else { continue }
        stays[.county(AccessScope.county(own.countyCode, of: programme)), default: []].append(
          Stay(zone: zone.id, days: from...to))
      }
    }
    let held = try AccessStore.scopes(of: Self.roles, in: transaction).values
    let readers = Set(held).union(stays.keys.map { Set([$0]) })
    groups = Set(readers.flatMap { Self.groups(of: $0, programme, stays) })
  }

  /// The zones of some scopes, on each day on which a county of them gets or loses one.
  private static func groups(
    of scopes: Set<AccessScope>, _ programme: String, _ stays: [AccessScope: [Stay]]
  ) -> [Set<String>] {
    let named = Set(
      scopes.compactMap { scope -> String? in
        guard case .zone(let name) = scope, let ids = ResourcePattern.zone.match(name), ids[0] == programme else {
          return nil
        }
        return ids[1]
      })
    let own = scopes.flatMap { stays[$0] ?? [] }
    let changes = Set(own.flatMap { [$0.days.lowerBound, $0.days.upperBound.adding(days: 1)] })
    let dated = changes.map { day in named.union(own.filter { $0.days.contains(day) }.map(\.zone)) }
    return (dated + [named]).filter { $0.count > 1 }
  }
}
