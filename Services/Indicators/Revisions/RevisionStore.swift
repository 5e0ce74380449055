import Chassis
import Domain
import Storage

/// Months that bulletins have told, and the revisions of their figures, in their tables.
enum RevisionStore {
  /// The last bulletin that told a month.
  struct Publication: Sendable, Hashable {
    var bulletin: String
    /// The version in which that was noted: a figure that has been what it is since before it was told.
    var version: Int64
  }

  /// Notes that a bulletin has told a month; answers whether that is news.
  static func publish(
    _ month: Month, _ programme: String, in bulletin: String, in transaction: WriteTransaction
  ) throws -> Bool {
    let key: [SQLValue] = [.text(programme), SQLValue(month), .text(bulletin)]
    guard try RevisionTables.monthPublication.find(key, in: transaction) == nil else { return false }
    return try RevisionTables.monthPublication.put(key + [.integer(transaction.version.sequence)], in: transaction)
  }

  /// The months of a programme that were told, each with the last bulletin that did.
  static func published(_ programme: String, in transaction: some Transaction) throws -> [Month: Publication] {
    let rows = try RevisionTables.monthPublication.select(
      where: "programme = ?1", [.text(programme)], orderBy: "month, bulletin", in: transaction)
    return try rows.reduce(into: [:]) { months, row in
      let (month, version) = (try row.month("month"), try row.integer("revision"))
      guard version > months[month]?.version ?? .min else { return }
      months[month] = Publication(bulletin: try row.text("bulletin"), version: version)
    }
  }

  /// Keeps why a figure is changed in this version, and what had been published of it.
  static func put(
    _ key: FigureKey, published: Amount?, reason: String, by: Signature, _ programme: String,
    in transaction: WriteTransaction
  ) throws {
    let row: [SQLValue] = [
      .text(programme), .text(key.indicator.rawValue), SQLValue(key.month), .text(key.zone.rawValue),
      .integer(transaction.version.sequence), SQLValue(published), .text(reason),
    ]
    try RevisionTables.figureRevision.put(row + by.allValues, in: transaction)
  }

  /// Why a figure was changed, by the versions that did.
  static func reasons(_ programme: String, _ key: FigureKey, in transaction: some Transaction) throws -> [Int64: String]
  {
    let rows = try RevisionTables.figureRevision.select(
      where: "programme = ?1 AND indicator = ?2 AND month = ?3 AND zone = ?4",
      [.text(programme), .text(key.indicator.rawValue), SQLValue(key.month), .text(key.zone.rawValue)],
      orderBy: "revision", in: transaction)
    return Dictionary(
      try rows.map { (try $0.integer("revision"), try $0.text("reason")) }, uniquingKeysWith: { first, _ in first })
  }

  /// What was first published of figures that were revised since, of some months and indicators.
  static func firstPublished(
    _ programme: String, months: ClosedRange<Month>, indicators: [IndicatorKey], in transaction: some Transaction
  ) throws -> [FigureKey: Amount] {
    var condition = SQLCondition(
      "programme = ?1 AND month BETWEEN ?2 AND ?3",
      [.text(programme), SQLValue(months.lowerBound), SQLValue(months.upperBound)])
    condition.narrow("indicator", among: indicators.map { .text($0.rawValue) })
    let rows = try RevisionTables.figureRevision.select(
      where: condition.text, condition.arguments, orderBy: "indicator, month, zone, revision", in: transaction)
    return try rows.reduce(into: [:]) { values, row in
      let key = try FigureStore.key(row)
      guard values[key] == nil, let value = try row.integerIfPresent("published_value") else { return }
      values[key] = Amount(value)
    }
  }
}
