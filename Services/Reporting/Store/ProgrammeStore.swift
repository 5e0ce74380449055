import Chassis
import Domain
import Storage

/// Offices in the service's tables.
enum OfficeStore {
  /// In protocol order.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [Office] {
    try ReportingTables.office.select(
      where: "programme = ?1", [.text(programme)], orderBy: "protocol_order, id", in: transaction
    ).map(office)
  }

  /// One page of offices.
  static func page(
    _ programme: String, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<Office> {
    let condition = SQLCondition("programme = ?1", [.text(programme)])
    return try query.page(of: ReportingTables.office, where: condition, in: transaction) { try office($0) }
  }

  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> Office? {
    try ReportingTables.office.find([.text(programme), .text(id)], in: transaction).map(office)
  }

  private static func office(_ row: SQLRow) throws -> Office {
    Office(
      programme: try row.text("programme"), id: try row.text("id"), title: try row.bilingual("title"),
      role: try row.bilingual("role"), order: Int(try row.integer("protocol_order")),
      clauses: TextList.texts(try row.text("clauses")))
  }

  static func put(_ office: Office, in transaction: WriteTransaction) throws {
    try ReportingTables.office.put(
      [
        .text(office.programme), .text(office.id), .text(office.title.zh), .text(office.title.en),
        .text(office.role.zh), .text(office.role.en), SQLValue(office.order), TextList.value(office.clauses),
      ], in: transaction)
  }

  static func remove(_ office: Office, in transaction: WriteTransaction) throws {
    try ReportingTables.office.remove([.text(office.programme), .text(office.id)], in: transaction)
  }
}

/// Meetings in the service's tables.
enum MeetingStore {
  /// By their day.
  static func list(_ programme: String, in transaction: some Transaction) throws -> [Meeting] {
    try ReportingTables.meeting.select(
      where: "programme = ?1", [.text(programme)], orderBy: "id", in: transaction
    ).map(meeting).sorted { ($0.order, $0.id) < ($1.order, $1.id) }
  }

  /// One page of meetings.
  static func page(
    _ programme: String, _ query: ListQuery, in transaction: some Transaction
  ) throws -> ListPage<Meeting> {
    let condition = SQLCondition("programme = ?1", [.text(programme)])
    return try query.page(of: ReportingTables.meeting, where: condition, in: transaction) { try meeting($0) }
  }

  static func find(_ programme: String, _ id: String, in transaction: some Transaction) throws -> Meeting? {
    try ReportingTables.meeting.find([.text(programme), .text(id)], in: transaction).map(meeting)
  }

  private static func meeting(_ row: SQLRow) throws -> Meeting {
    Meeting(
      programme: try row.text("programme"), id: try row.text("id"), title: try row.bilingual("title"),
      place: try row.bilingual("place"), on: try row.dayIfPresent("held_on"),
      heldBy: try row.dayIfPresent("held_by"), clauses: TextList.texts(try row.text("clauses")),
      source: try row.text("source"))
  }

  static func put(_ meeting: Meeting, in transaction: WriteTransaction) throws {
    try ReportingTables.meeting.put(
      [
        .text(meeting.programme), .text(meeting.id), .text(meeting.title.zh), .text(meeting.title.en),
        .text(meeting.place.zh), .text(meeting.place.en), SQLValue(meeting.on), SQLValue(meeting.heldBy),
        TextList.value(meeting.clauses), .text(meeting.source),
      ], in: transaction)
  }

  static func remove(_ meeting: Meeting, in transaction: WriteTransaction) throws {
    try ReportingTables.meeting.remove([.text(meeting.programme), .text(meeting.id)], in: transaction)
  }
}
