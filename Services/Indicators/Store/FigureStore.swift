import Chassis
import Domain
import Storage

/// A figure with what the store knows about it.
struct FigureRecord: Sendable, Hashable {
  var figure: Figure
  /// The file and row it came from.
  var origin: String
  /// The version in which it became what it is.
  var since: Int64
  /// When, in microseconds UTC.
  var recordedAt: Int64
}

/// Figures in their table.
enum FigureStore {
  /// What a list is narrowed to.
  struct Filter: Sendable {
    var zone: String?
    var indicator: String?
    var from: Month?
    var to: Month?
  }

  static func find(_ programme: String, _ key: FigureKey, in transaction: some Transaction) throws -> FigureRecord? {
    try FigureTables.figure.find(values(programme, key), in: transaction).map(record)
  }

  /// What a figure was at one time.
  struct Revision: Sendable, Hashable {
    let record: FigureRecord
    /// The version that replaced or withdrew it; nil while it stands.
    let endedIn: Int64?
  }

  /// What a figure was, newest first.
  static func history(
    _ programme: String, _ key: FigureKey, limit: Int, in transaction: some Transaction
  ) throws -> [Revision] {
    try FigureTables.figure.history(of: values(programme, key), limit: limit, in: transaction).map {
      Revision(record: try record($0.row), endedIn: $0.endedIn)
    }
  }

  /// What a figure was at a version; nil where it was not there, or has changed too often since.
  static func figure(
    _ programme: String, _ key: FigureKey, at version: Int64, in transaction: some Transaction
  ) throws -> Figure? {
    try history(programme, key, limit: 1_000, in: transaction).first {
      $0.record.since <= version && version < $0.endedIn ?? .max
    }?.record.figure
  }

  /// One page of figures.
  static func page(
    _ programme: String, _ filter: Filter, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<FigureRecord> {
    try query.page(of: FigureTables.figure, where: condition(programme, filter), in: transaction) { try record($0) }
  }

  /// All figures of a filter in the order of their keys.
  static func list(_ programme: String, _ filter: Filter, in transaction: some Transaction) throws -> [FigureRecord] {
    let condition = condition(programme, filter)
    return try FigureTables.figure.select(
      where: condition.text, condition.arguments, orderBy: "indicator, month, zone", in: transaction
    ).map(record)
  }

  /// So many figures of a programme after a key, in the order of their keys.
  static func figures(
    _ programme: String, after key: FigureKey?, limit: Int, in transaction: some Transaction
  ) throws -> [Figure] {
    var condition = SQLCondition("programme = ?1", [.text(programme)])
    if let key {
      condition = SQLCondition(
        "programme = ?1 AND (indicator, month, zone) > (?2, ?3, ?4)", values(programme, key))
    }
    return try FigureTables.figure.select(
      where: condition.text, condition.arguments, orderBy: "indicator, month, zone", limit: limit, in: transaction
    ).map(figure)
  }

  private static func condition(_ programme: String, _ filter: Filter) -> SQLCondition {
    var condition = SQLCondition("programme = ?1", [.text(programme)])
    condition.narrow("zone =", filter.zone.map { .text($0) })
    condition.narrow("indicator =", filter.indicator.map { .text($0) })
    condition.narrow("month >=", filter.from.map { SQLValue($0) })
    condition.narrow("month <=", filter.to.map { SQLValue($0) })
    return condition
  }

  /// Keeps a figure unless the same is kept already, whatever file it came from; answers whether it is news.
  static func put(
    _ figure: Figure, origin: String, programme: String, in transaction: WriteTransaction
  ) throws -> Bool {
    try put([(figure, origin)], programme: programme, in: transaction) > 0
  }

  /// The same of many figures; answers how many are news.
  static func put(
    _ figures: [(figure: Figure, origin: String)], programme: String, in transaction: WriteTransaction
  ) throws -> Int {
    try FigureTables.figure.put(
      contentsOf: figures.lazy.map { figure, origin in
        values(programme, figure.key) + [
          SQLValue(figure.cumulative), SQLValue(figure.reportedBase), SQLValue(figure.reportedGrowth),
          SQLValue(figure.receivedOn), .text(figure.note), .text(figure.source), SQLValue(figure.isDemonstration),
          .text(origin), .integer(transaction.time),
        ]
      }, in: transaction)
  }

  /// Ends a figure; its versions stay.
  static func remove(_ key: FigureKey, of programme: String, in transaction: WriteTransaction) throws {
    try FigureTables.figure.remove(values(programme, key), in: transaction)
  }

  /// The figures that a board of a month needs: the months up to it in its year, and the years before, whole.
  static func book(
    _ programme: String, indicators: [String], until month: Month, years: Int = 6, in transaction: some Transaction
  ) throws -> FigureBook {
    var figures: [Figure] = []
    for indicator in indicators {
      let filter = Filter(indicator: indicator, from: month.adding(-12 * years), to: month)
      figures += try list(programme, filter, in: transaction).map(\.figure)
    }
    return FigureBook(figures)
  }

  /// The figures that there are of some keys.
  static func book(_ programme: String, _ keys: Set<FigureKey>, in transaction: WriteTransaction) throws -> FigureBook {
    FigureBook(try records(programme, keys, in: transaction).values.map(\.figure))
  }

  /// The same with what the store knows about them.
  static func records(
    _ programme: String, _ keys: Set<FigureKey>, in transaction: WriteTransaction
  ) throws -> [FigureKey: FigureRecord] {
    let found = try FigureTables.figure.find(keys.sorted().map { values(programme, $0) }, in: transaction)
    let records = try found.compactMap { try $0.map(record) }
    return Dictionary(records.map { ($0.figure.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func values(_ programme: String, _ key: FigureKey) -> [SQLValue] {
    [.text(programme), .text(key.indicator.rawValue), SQLValue(key.month), .text(key.zone.rawValue)]
  }

  private static func record(_ row: SQLRow) throws -> FigureRecord {
    FigureRecord(
      figure: try figure(row), origin: try row.text("origin"), since: try row.integer("since"),
      recordedAt: try row.integer("recorded_at"))
  }

  /// What a row says of its figure.
  static func figure(_ row: SQLRow) throws -> Figure {
    Figure(
      key: try key(row), cumulative: try row.integerIfPresent("cumulative").map { Amount($0) },
      reportedBase: try row.integerIfPresent("reported_base").map { Amount($0) },
      reportedGrowth: try row.integerIfPresent("growth_points"), receivedOn: try row.dayIfPresent("received_on"),
      source: try row.text("source"), isDemonstration: try row.flag("demonstration"), note: try row.text("note"))
  }

  /// Which figure a row is of.
  static func key(_ row: SQLRow) throws -> FigureKey {
    FigureKey(
      zone: ZoneKey(try row.text("zone")), indicator: IndicatorKey(try row.text("indicator")),
      month: try row.month("month"))
  }
}
