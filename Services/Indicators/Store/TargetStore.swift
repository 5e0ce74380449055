import Chassis
import Domain
import Storage

/// Annual targets and threshold targets in their tables.
enum TargetStore {
  /// Targets of a programme, or of one zone of it.
  static func list(_ programme: String, zone: String? = nil, in transaction: some Transaction) throws -> [TargetRecord]
  {
    let condition = zone == nil ? "programme = ?1" : "programme = ?1 AND zone = ?2"
    let arguments = [SQLValue.text(programme)] + (zone.map { [SQLValue.text($0)] } ?? [])
    return try CatalogueTables.target.select(
      where: condition, arguments, orderBy: "zone, indicator, year", in: transaction
    ).map(target)
  }

  /// One page of targets of a programme, or of one zone of it.
  static func page(
    _ programme: String, zone: String?, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<TargetRecord> {
    var condition = SQLCondition("programme = ?1", [.text(programme)])
    condition.narrow("zone =", zone.map { .text($0) })
    return try query.page(of: CatalogueTables.target, where: condition, in: transaction) { try target($0) }
  }

  /// One page of threshold targets.
  static func thresholdPage(
    _ programme: String, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<ThresholdRecord> {
    let condition = SQLCondition("programme = ?1", [.text(programme)])
    return try query.page(of: CatalogueTables.threshold, where: condition, in: transaction) { try threshold($0) }
  }

  /// Threshold targets of a programme in its order.
  static func thresholds(_ programme: String, in transaction: some Transaction) throws -> [ThresholdRecord] {
    try CatalogueTables.threshold.select(
      where: "programme = ?1", [.text(programme)], orderBy: "position, id", in: transaction
    ).map(threshold)
  }

  /// The target of a row's key: programme, zone, indicator and year.
  static func find(_ key: [SQLValue], in transaction: some Transaction) throws -> TargetRecord? {
    try CatalogueTables.target.find(key, in: transaction).map(target)
  }

  /// A threshold target by its id.
  static func threshold(_ programme: String, _ id: String, in transaction: some Transaction) throws -> ThresholdRecord?
  {
    try CatalogueTables.threshold.find([.text(programme), .text(id)], in: transaction).map(threshold)
  }

  static func put(_ record: TargetRecord, in transaction: WriteTransaction) throws {
    let target = record.target
    var (value, growth): (Int64?, Int64?)
    switch target.demand {
    case .value(let amount): value = amount.units
    case .growth(let rate): growth = rate.basisPoints
    }
    let row: [SQLValue] = [
      SQLValue(value), SQLValue(growth), .text(target.comparison.rawValue), .text(target.wording),
      TextList.value(record.clauses),
    ]
    try CatalogueTables.target.put(key(of: record) + row + record.responsibility.values, in: transaction)
  }

  static func remove(_ record: TargetRecord, in transaction: WriteTransaction) throws {
    try CatalogueTables.target.remove(key(of: record), in: transaction)
  }

  static func put(_ record: ThresholdRecord, in transaction: WriteTransaction) throws {
    let own = record.threshold
    try CatalogueTables.threshold.put(
      [
        .text(record.programme), .text(own.key), .text(record.title.zh), .text(record.title.en),
        .text(own.indicator.rawValue), SQLValue(own.year), SQLValue(own.limit), .text(own.comparison.rawValue),
        SQLValue(own.needed), TextList.value(own.zones.map(\.rawValue)), .text(own.wording),
        TextList.value(record.clauses), SQLValue(record.order),
      ], in: transaction)
  }

  static func remove(_ record: ThresholdRecord, in transaction: WriteTransaction) throws {
    try CatalogueTables.threshold.remove([.text(record.programme), .text(record.threshold.key)], in: transaction)
  }

  private static func key(of record: TargetRecord) -> [SQLValue] {
    [
      .text(record.programme), .text(record.zone), .text(record.target.indicator.rawValue),
      SQLValue(record.target.year),
    ]
  }

  private static func target(_ row: SQLRow) throws -> TargetRecord {
    let demand: Target.Demand
    if let value = try row.integerIfPresent("value") {
      demand = .value(Amount(value))
    } else {
      demand = .growth(Ratio(basisPoints: try row.integer("growth_points")))
    }
    return TargetRecord(
      programme: try row.text("programme"),
      target: Target(
        zone: ZoneKey(try row.text("zone")), indicator: IndicatorKey(try row.text("indicator")),
        year: Int(try row.integer("year")), demand: demand, comparison: try comparison(row),
        wording: try row.text("wording")),
      responsibility: try Responsibility(row: row), clauses: TextList.texts(try row.text("clauses")),
      etag: try row.etag())
  }

  private static func threshold(_ row: SQLRow) throws -> ThresholdRecord {
    ThresholdRecord(
      programme: try row.text("programme"), title: try row.bilingual("title"),
      threshold: Threshold(
        key: try row.text("id"), indicator: IndicatorKey(try row.text("indicator")),
        year: Int(try row.integer("year")), zones: TextList.texts(try row.text("zones")).map { ZoneKey($0) },
        limit: Amount(try row.integer("value")), comparison: try comparison(row),
        needed: Int(try row.integer("needed")), wording: try row.text("wording")),
      clauses: TextList.texts(try row.text("clauses")), order: Int(try row.integer("position")), etag: try row.etag())
  }

  private static func comparison(_ row: SQLRow) throws -> Comparison {
    guard let known = Comparison(rawValue: try row.text("comparison")) else {
      throw StorageError.column("comparison", expected: "a known word")
    }
    return known
  }
}
