import Chassis
import Domain
import Storage

/// What is looked at beside the figures.
extension Analysis {
  /// Looks at the zones of a group only; nil: at all. Throws NOT_FOUND for a group that the programme has not.
  mutating func look(at group: String?, in transaction: some Transaction) throws {
    guard let group else { return }
    guard let found = try ZoneGroupStore.find(catalogue.programme.id, group, in: transaction) else {
      throw Failure.notFound(ResourcePattern.zoneGroup.name(catalogue.programme.id, group))
    }
    self.group = found
  }

  /// Reads how firmly the month's figures stand, of some indicators or of all.
  mutating func readStandings(of indicators: [IndicatorKey]? = nil, in transaction: some Transaction) throws {
    standings = try MonthStandings(
      catalogue.programme.id, month: month, indicators: indicators ?? catalogue.indicators.map(\.indicator.key),
      evening: evening, in: transaction)
  }
}

extension FieldFaults {
  /// The id of the group that a request is narrowed to; nil where it is not.
  mutating func zoneGroup(_ name: String, of programme: String) -> String? {
    name.isEmpty ? nil : self.name("zone_group", name, .zoneGroup, of: programme)
  }
}
