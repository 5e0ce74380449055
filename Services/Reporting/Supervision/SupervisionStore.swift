import Chassis
import Domain
import Storage

/// Supervised items in their tables.
enum SupervisionStore {
  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> SupervisedItem? {
    guard let row = try SupervisionTables.item.find([.text(programme), .text(id)], in: transaction) else { return nil }
    let steps = try SupervisionTables.step.select(
      where: "programme = ?1 AND item = ?2", [.text(programme), .text(id)], orderBy: "ordinal", in: transaction)
    return try item(row, steps)
  }

  /// One page of a programme's; with a day only those that were owed past their last day on it.
  static func page(
    _ programme: String, overdueOn day: Day?, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<SupervisedItem> {
    var condition = SQLCondition("programme = ?1", [.text(programme)])
    if let day {
      condition.narrow("state", among: [Supervision.State.open, .returned].map { .text($0.rawValue) })
      condition.narrow("due_on <", SQLValue(day))
    }
    return try query.page(of: SupervisionTables.item, where: condition, in: transaction) { $0 }.map {
      try withSteps($0, in: transaction)
    }
  }

  /// All that were entered up to a day, and not struck off before it, by last day.
  static func list(
    _ programme: String, enteredUntil day: Day, in transaction: some Transaction
  ) throws -> [SupervisedItem] {
    try items(
      SQLCondition(
        "programme = ?1 AND entered_on <= ?2 AND (closed_on IS NULL OR closed_on >= ?2)",
        [.text(programme), SQLValue(day)]), in: transaction)
  }

  /// All that come from one of some sources.
  static func list(
    _ programme: String, from sources: [String], in transaction: some Transaction
  ) throws -> [SupervisedItem] {
    var condition = SQLCondition("programme = ?1", [.text(programme)])
    condition.narrow("source", among: sources.map { .text($0) })
    return try items(condition, in: transaction)
  }

  private static func items(_ condition: SQLCondition, in transaction: some Transaction) throws -> [SupervisedItem] {
    let rows = try SupervisionTables.item.select(
      where: condition.text, condition.arguments, orderBy: "due_on, id", in: transaction)
    return try withSteps(rows, in: transaction)
  }

  private static func withSteps(_ rows: [SQLRow], in transaction: some Transaction) throws -> [SupervisedItem] {
    guard let programme = try rows.first?.text("programme") else { return [] }
    var own = SQLCondition("programme = ?1", [.text(programme)])
    own.narrow("item", among: try rows.map { .text(try $0.text("id")) })
    let steps = try Dictionary(
      grouping: SupervisionTables.step.select(
        where: own.text, own.arguments, orderBy: "item, ordinal", in: transaction)
    ) { try $0.text("item") }
    return try rows.map { try item($0, steps[try $0.text("id")] ?? []) }
  }

  /// The last number that was given in a year; 0: none.
  static func lastNumber(_ programme: String, year: Int, in transaction: some Transaction) throws -> Int {
    let rows = try SupervisionTables.item.select(
      where: "programme = ?1 AND number_year = ?2", [.text(programme), SQLValue(year)], orderBy: "number DESC",
      limit: 1, in: transaction)
    return Int(try rows.first?.integer("number") ?? 0)
  }

  /// Puts it with its steps; gives it the version that is being written.
  static func put(_ item: inout SupervisedItem, in transaction: WriteTransaction) throws {
    item.revision = transaction.version.sequence
    let key: [SQLValue] = [.text(item.programme), .text(item.id)]
    let facts: [SQLValue] = [
      SQLValue(item.number.year), SQLValue(item.number.number), .text(item.number.description),
      .text(item.origin.rawValue), .text(item.source), .text(item.notedBy), .text(item.request.zh),
      .text(item.request.en), .text(item.unit), SQLValue(item.enteredOn), SQLValue(item.way.dueOn),
      TextList.value(item.clauses), SQLValue(item.isDemonstration),
    ]
    let way: [SQLValue] = [
      .text(item.way.state.rawValue), SQLValue(item.way.extensions), SQLValue(item.way.returns),
      SQLValue(item.way.repliedOn), SQLValue(item.way.closedOn), TextList.value(item.way.repliers.sorted()),
      .integer(item.revision),
    ]
    try SupervisionTables.item.put(key + facts + way, in: transaction)
    for (ordinal, step) in item.steps.enumerated() {
      let row: [SQLValue] = [
        SQLValue(ordinal), .text(step.kind.rawValue), .text(step.text), .text(step.evidence), SQLValue(step.dueOn),
      ]
      try SupervisionTables.step.put(key + row + step.by.values, in: transaction)
    }
  }

  private static func item(_ row: SQLRow, _ steps: [SQLRow]) throws -> SupervisedItem {
    let isDemonstration = try row.flag("demonstration")
    guard let origin = SupervisedItem.Origin(rawValue: try row.text("origin")),
      let state = Supervision.State(rawValue: try row.text("state")),
      let number = SupervisedItem.number(
        try row.integer("number"), year: try row.integer("number_year"), isDemonstration: isDemonstration)
    else { throw StorageError.column("origin, state, number", expected: "known words and a number") }
    return SupervisedItem(
      programme: try row.text("programme"), id: try row.text("id"), number: number, origin: origin,
      source: try row.text("source"), notedBy: try row.text("noted_by"), request: try row.bilingual("request"),
      unit: try row.text("unit"), enteredOn: try row.day("entered_on"),
      clauses: TextList.texts(try row.text("clauses")), isDemonstration: isDemonstration,
      way: Supervision(
        dueOn: try row.day("due_on"), state: state, extensions: Int(try row.integer("extended")),
        returns: Int(try row.integer("returned")), repliedOn: try row.dayIfPresent("replied_on"),
        closedOn: try row.dayIfPresent("closed_on"), repliers: Set(TextList.texts(try row.text("repliers")))),
      steps: try steps.map(step), revision: try row.integer("revision"))
  }

  private static func step(_ row: SQLRow) throws -> SupervisedItem.Step {
    guard let kind = SupervisedItem.Step.Kind(rawValue: try row.text("kind")) else {
      throw StorageError.column("kind", expected: "a known word")
    }
    return SupervisedItem.Step(
      kind: kind, text: try row.text("words"), evidence: try row.text("evidence"), dueOn: try row.day("due_on"),
      by: try Signatory(row: row))
  }
}

extension SupervisedItem {
  /// 督〔2013〕7号, counted from 1 in the year of entering.
  static func number(_ number: Int64, year: Int64, isDemonstration: Bool) -> DocumentNumber? {
    DocumentNumber(series: "督", year: Int(year), number: Int(number), isDemonstration: isDemonstration)
  }
}
