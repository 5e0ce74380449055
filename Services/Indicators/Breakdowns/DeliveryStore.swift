import Chassis
import Domain
import Storage

/// What leaves delivered, and what they are to deliver, in their tables.
enum DeliveryStore {
  /// What a subject delivered, by month.
  static func reports(
    _ key: TargetKey, _ kind: Breakdown.Kind, _ subject: String, in transaction: some Transaction
  ) throws -> [Month: DeliveryRecord] {
    let rows = try BreakdownTables.delivery.select(
      where: "programme = ?1 AND zone = ?2 AND indicator = ?3 AND year = ?4 AND kind = ?5 AND subject = ?6",
      key.values + [.text(kind.rawValue), .text(subject)], in: transaction)
    return Dictionary(try rows.map { (try $0.month("month"), try record($0)) }, uniquingKeysWith: { first, _ in first })
  }

  static func find(
    _ key: TargetKey, _ kind: Breakdown.Kind, _ subject: String, _ month: Month, in transaction: some Transaction
  ) throws -> DeliveryRecord? {
    let key = key.values + [.text(kind.rawValue), .text(subject), SQLValue(month)]
    return try BreakdownTables.delivery.find(key, in: transaction).map(record)
  }

  static func put(
    _ report: DeliveryRecord, _ key: TargetKey, _ kind: Breakdown.Kind, _ subject: String, _ month: Month,
    in transaction: WriteTransaction
  ) throws {
    try BreakdownTables.delivery.put(
      key.values + [.text(kind.rawValue), .text(subject), SQLValue(month), SQLValue(report.cumulative)]
        + [.text(report.note)] + report.reportedBy.allValues, in: transaction)
  }

  /// One page of what a subject has to deliver up to a month.
  static func page(
    _ programme: String, zone: String?, _ subject: DeliverySubject, _ month: Month, _ query: ListQuery,
    in transaction: some Transaction
  ) throws -> ListPage<DeliverableRecord> {
    var condition = inForce(subject, programme, month, at: transaction.version.sequence)
    condition.narrow("zone =", zone.map { .text($0) })
    return try query.page(of: BreakdownTables.part, where: condition, in: transaction) {
      try deliverable($0, in: transaction)
    }
  }

  /// Parts of a month that are a subject's, in versions in force.
  private static func inForce(
    _ subject: DeliverySubject, _ programme: String, _ month: Month, at sequence: Int64
  ) -> SQLCondition {
    let own = "breakdown_part"
    return SQLCondition(
      """
      programme = ?1 AND month = ?2 AND \(subject.condition(parameter: 4)) AND EXISTS (SELECT 1 FROM breakdown AS head
        WHERE head.programme = \(own).programme AND head.zone = \(own).zone AND head.indicator = \(own).indicator
          AND head.year = \(own).year AND head.number = \(own).number
          AND \(BreakdownTables.breakdown.isTrue(at: 3, as: "head")))
      """, [.text(programme), SQLValue(month), .integer(sequence), .text(subject.id)])
  }

  private static func deliverable(_ row: SQLRow, in transaction: some Transaction) throws -> DeliverableRecord {
    let (key, month) = (try TargetKey(row: row), try row.month("month"))
    var record = DeliverableRecord(
      key: key, month: month, kind: Breakdown.Kind(rawValue: try row.text("kind")), leaf: try BreakdownRows.leaf(row),
      added: Amount(try row.integer("added")))
    if let kind = record.kind {
      record.report = try find(key, kind, record.leaf.subject, month, in: transaction)
      record.delivered = record.report?.cumulative
    } else {
      record.leaf.subject = key.zone
      let figure = FigureKey(zone: ZoneKey(key.zone), indicator: IndicatorKey(key.indicator), month: month)
      record.delivered = try FigureStore.find(key.programme, figure, in: transaction)?.figure.cumulative
    }
    return record
  }

  private static func record(_ row: SQLRow) throws -> DeliveryRecord {
    DeliveryRecord(
      cumulative: Amount(try row.integer("cumulative")), note: try row.text("note"),
      reportedBy: try Signature(row: row, "reporter"))
  }
}

extension DeliverySubject {
  fileprivate func condition(parameter: Int) -> String {
    switch self {
    case .zone: "kind = '' AND zone = ?\(parameter)"
    case .leaf(.person, _): "(person = ?\(parameter) OR kind = 'person' AND subject = ?\(parameter))"
    case .leaf(let kind, _): "kind = '\(kind.rawValue)' AND subject = ?\(parameter)"
    }
  }

  fileprivate var id: String {
    switch self {
    case .zone(let id), .leaf(_, let id): id
    }
  }
}
