import Chassis
import Domain
import Storage

/// Programmes in their table.
enum ProgrammeStore {
  static func find(_ id: String, in transaction: some Transaction) throws -> ProgrammeRecord? {
    try CatalogueTables.programme.find([.text(id)], in: transaction).map { try record($0, in: transaction) }
  }

  /// The version that last changed a programme or any part of its catalogue; nil where there is none.
  static func lastChange(of id: String, in transaction: some Transaction) throws -> Int64? {
    try CatalogueTables.programme.find([.text(id)], in: transaction)?.integer("revision")
  }

  /// One page of programmes.
  static func page(_ query: ListQuery, in transaction: some Transaction) throws -> ListPage<ProgrammeRecord> {
    try query.page(of: CatalogueTables.programme, where: SQLCondition(), in: transaction) {
      try record($0, in: transaction)
    }
  }

  static func put(_ record: ProgrammeRecord, in transaction: WriteTransaction) throws {
    let key = SQLValue.text(record.id)
    let row: [SQLValue] = [
      key, .text(record.title.zh), .text(record.title.en), SQLValue(record.year), .text(record.document),
      .text(record.unitNoun.zh), .text(record.unitNoun.en), days(record.calendar.holidays),
      days(record.calendar.workedWeekends), .text(record.calendarSource), .integer(record.margins.near),
      .integer(record.margins.baseRevision), .integer(record.margins.lowBase),
      .integer(transaction.version.sequence),
    ]
    try CatalogueTables.programme.put(row, in: transaction)
    let clauses: [[SQLValue]] = record.clauses.map { [.text($0.id), .text($0.text.zh), .text($0.text.en)] }
    try CatalogueStore.putParts(CatalogueTables.clause, [key], clauses, in: transaction)
  }

  private static func record(_ row: SQLRow, in transaction: some Transaction) throws -> ProgrammeRecord {
    let id = try row.text("id")
    let clauses = try CatalogueTables.clause.select(
      where: "programme = ?1", [.text(id)], orderBy: "ordinal", in: transaction)
    return ProgrammeRecord(
      id: id, title: try row.bilingual("title"), year: Int(try row.integer("year")), document: try row.text("document"),
      unitNoun: try row.bilingual("unit_noun"),
      calendar: WorkingCalendar(
        holidays: try days(row.text("holidays")), workedWeekends: try days(row.text("working_weekends"))),
      calendarSource: try row.text("calendar_source"),
      margins: ProgrammeRecord.MarginPoints(
        near: try row.integer("near_points"), baseRevision: try row.integer("base_revision_points"),
        lowBase: try row.integer("low_base_points")),
      clauses: try clauses.map {
        ProgrammeRecord.Clause(id: try $0.text("id"), text: try $0.bilingual("text"))
      },
      etag: try row.etag())
  }

  private static func days(_ days: Set<Day>) -> SQLValue { TextList.value(days.sorted().map { "\($0)" }) }

  private static func days(_ column: String) -> Set<Day> { Set(TextList.texts(column).compactMap { Day($0) }) }
}
