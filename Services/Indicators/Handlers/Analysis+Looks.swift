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

  /// Looks at the indicators of a year's set only; nil: at all. Throws NOT_FOUND for a set that the programme has not.
  mutating func look(atSet year: Int?, in transaction: some Transaction) throws {
    guard let year else { return }
    guard let found = try IndicatorSetStore.find(catalogue.programme.id, year, in: transaction) else {
      throw Failure.notFound(ResourcePattern.indicatorSet.name(catalogue.programme.id, "\(year)"))
    }
    wanted = found.indicators
  }

  /// Reads how firmly figures stand, of some indicators or of all: the month's, or those of other months.
  mutating func readStandings(
    of indicators: [IndicatorKey]? = nil, months: ClosedRange<Month>? = nil, in transaction: some Transaction
  ) throws {
    standings = try MonthStandings(
      catalogue.programme.id, months: months ?? month...month,
      indicators: indicators ?? catalogue.indicators.map(\.indicator.key),
      evening: evening, in: transaction)
  }

  /// Reads what was first published of the figures that the growth of some indicators is counted from: of the month, or of
  /// other months.
  mutating func readPublications(
    of indicators: [IndicatorKey], months: ClosedRange<Month>? = nil, in transaction: some Transaction
  ) throws {
    let months = months ?? month...month
    publications = try FirstPublications(
      catalogue.programme.id, months: months.lowerBound.samePeriodLastYear...months.upperBound.samePeriodLastYear,
      indicators: sources(of: indicators), in: transaction)
  }
}

extension FieldFaults {
  /// The id of the group that a request is narrowed to; nil where it is not.
  mutating func zoneGroup(_ name: String, of programme: String) -> String? {
    name.isEmpty ? nil : self.name("zone_group", name, .zoneGroup, of: programme)
  }

  /// The year of the set that a request is narrowed to; nil where it is not.
  mutating func indicatorSet(_ name: String, of programme: String) -> Int? {
    guard !name.isEmpty, let year = self.name("indicator_set", name, .indicatorSet, of: programme) else { return nil }
    return require(
      "indicator_set", Int(year), "NAME_INVALID", zh: "应形如\(ResourcePattern.indicatorSet.text)。",
      en: "should look like \(ResourcePattern.indicatorSet.text).")
  }
}
