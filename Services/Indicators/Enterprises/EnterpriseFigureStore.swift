import Chassis
import Domain
import Storage

/// What single enterprises give to figures, in its table.
enum EnterpriseFigureStore {
  /// One page, of one zone where it is named.
  static func page(
    _ programme: String, zone: String?, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<EnterpriseFigureRecord> {
    var condition = SQLCondition("programme = ?1", [.text(programme)])
    condition.narrow("zone =", zone.map { .text($0) })
    return try query.page(of: EnterpriseTables.figure, where: condition, in: transaction) { try record($0) }
  }

  /// All of an indicator and month.
  static func list(
    _ programme: String, _ indicator: String, _ month: Month, in transaction: some Transaction
  ) throws -> [EnterpriseFigureRecord] {
    try EnterpriseTables.figure.select(
      where: "programme = ?1 AND indicator = ?2 AND month = ?3",
      [.text(programme), .text(indicator), SQLValue(month)], orderBy: "zone, enterprise", in: transaction
    ).map(record)
  }

  /// What a zone has reported of single enterprises of a month, and others of the same; of all zones where none is named.
  /// With the register's word on each.
  static func reports(
    _ programme: String, _ month: Month, zone: String?, in transaction: some Transaction
  ) throws -> EnterpriseReports {
    var condition = SQLCondition("programme = ?1 AND month = ?2", [.text(programme), SQLValue(month)])
    if let zone {
      condition = SQLCondition(
        """
        programme = ?1 AND month = ?2 AND (zone = ?3 OR EXISTS (SELECT 1 FROM enterprise_figure AS own
          WHERE own.programme = enterprise_figure.programme AND own.indicator = enterprise_figure.indicator
            AND own.month = enterprise_figure.month AND own.enterprise = enterprise_figure.enterprise
            AND own.zone = ?3 AND \(EnterpriseTables.figure.isTrue(at: 4, as: "own"))))
        """, [.text(programme), SQLValue(month), .text(zone), .integer(transaction.version.sequence)])
    }
    let rows = try EnterpriseTables.figure.select(
      where: condition.text, condition.arguments, orderBy: "indicator, enterprise, zone", in: transaction)
    let shares = try rows.map { try record($0).share }
    let known = try EnterpriseStore.list(programme, Set(shares.map(\.enterprise)), in: transaction)
    return EnterpriseReports(enterprises: known.mapValues(\.reported), shares: shares)
  }

  /// Keeps one unless the same is kept already; answers whether it is news.
  static func put(
    _ record: EnterpriseFigureRecord, _ programme: String, in transaction: WriteTransaction
  ) throws -> Bool {
    try EnterpriseTables.figure.put(
      key(programme, record.share.enterprise, record.share.figure) + [
        SQLValue(record.share.amount), .text(record.share.note), SQLValue(record.isDemonstration),
      ], in: transaction)
  }

  /// Takes one back; answers whether there was one.
  static func remove(
    _ enterprise: String, _ figure: FigureKey, of programme: String, in transaction: WriteTransaction
  ) throws -> Bool {
    try EnterpriseTables.figure.remove(key(programme, enterprise, figure), in: transaction)
  }

  private static func key(_ programme: String, _ enterprise: String, _ figure: FigureKey) -> [SQLValue] {
    [
      .text(programme), .text(figure.indicator.rawValue), SQLValue(figure.month), .text(figure.zone.rawValue),
      .text(enterprise),
    ]
  }

  private static func record(_ row: SQLRow) throws -> EnterpriseFigureRecord {
    EnterpriseFigureRecord(
      share: EnterpriseReports.Share(
        enterprise: try row.text("enterprise"),
        figure: FigureKey(
          zone: ZoneKey(try row.text("zone")), indicator: IndicatorKey(try row.text("indicator")),
          month: try row.month("month")), amount: Amount(try row.integer("value")), note: try row.text("note")),
      isDemonstration: try row.flag("demonstration"), since: try row.integer("since"))
  }
}
