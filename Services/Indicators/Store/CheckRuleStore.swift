import Chassis
import Domain
import Storage

/// A programme's own rules of checking in their table.
enum CheckRuleStore {
  /// The rules of a programme in its order.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [CheckRuleRecord] {
    try CheckRuleTables.rule.select(
      where: "programme = ?1", [.text(programme)], orderBy: "position, id", in: transaction
    ).map(record)
  }

  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> CheckRuleRecord? {
    try CheckRuleTables.rule.find([.text(programme), .text(id)], in: transaction).map(record)
  }

  /// Keeps a rule under the version after the one that it had.
  static func put(_ record: CheckRuleRecord, in transaction: WriteTransaction) throws {
    let rule = record.rule
    let before = try find(record.programme, rule.id, in: transaction)
    try CheckRuleTables.rule.put(
      key(record) + [
        SQLValue(record.order), SQLValue((before?.rule.version ?? 0) + 1), .text(rule.kind.rawValue),
        .text(rule.severity.rawValue), SQLValue(rule.isReleasedByNote), SQLValue(rule.isDisabled),
        TextList.value(rule.indicators.map(\.rawValue)), TextList.value(rule.others.map(\.rawValue)),
        decimal(rule.margin), decimal(rule.lower), decimal(rule.upper), SQLValue(rule.least),
        TextList.value(rule.factors.map { "\($0)" }), .text(rule.request.zh), .text(rule.request.en),
      ], in: transaction)
  }

  static func remove(_ record: CheckRuleRecord, in transaction: WriteTransaction) throws {
    try CheckRuleTables.rule.remove(key(record), in: transaction)
  }

  private static func key(_ record: CheckRuleRecord) -> [SQLValue] { [.text(record.programme), .text(record.rule.id)] }

  private static func decimal(_ value: Ratio?) -> SQLValue { .text(value?.decimalText ?? "") }

  private static func record(_ row: SQLRow) throws -> CheckRuleRecord {
    guard let kind = CheckRule.Kind(rawValue: try row.text("kind")),
      let severity = Finding.Severity(rawValue: try row.text("severity"))
    else { throw StorageError.column("kind, severity", expected: "known words") }
    func keys(_ column: String) throws -> [IndicatorKey] {
      TextList.texts(try row.text(column)).map { IndicatorKey($0) }
    }
    return CheckRuleRecord(
      programme: try row.text("programme"),
      rule: CheckRule(
        id: try row.text("id"), version: Int(try row.integer("rule_version")), kind, severity: severity,
        isReleasedByNote: try row.flag("released_by_note"), isDisabled: try row.flag("disabled"),
        indicators: try keys("indicators"), others: try keys("others"), margin: Ratio(decimal: try row.text("margin")),
        lower: Ratio(decimal: try row.text("lower_limit")), upper: Ratio(decimal: try row.text("upper_limit")),
        least: Int(try row.integer("least")), factors: TextList.texts(try row.text("factors")).compactMap { Int64($0) },
        request: try row.bilingual("request")),
      order: Int(try row.integer("position")))
  }
}
