import Chassis
import Domain
import Storage

/// Persons in their tables.
enum PersonStore {
  /// What a list is narrowed to.
  struct Filter: Sendable {
    /// Only persons with a post in this unit, as posts name it.
    var unit: String?
    /// Only persons with a post in force on this day.
    var day: Day?
  }

  static func find(
    _ programme: String, _ id: String, named resource: String, in transaction: some Transaction
  ) throws -> PersonRecord? {
    guard let row = try PersonTables.person.find([.text(programme), .text(id)], in: transaction) else { return nil }
    let posts = try PersonTables.post.select(
      where: "programme = ?1 AND person = ?2", [.text(programme), .text(id)], orderBy: "ordinal", in: transaction)
    return try record(row, posts, try PersonalRecords.state(of: resource, in: transaction))
  }

  /// Who holds a role on a day, by unit as posts name it; of several the first by id.
  static func holders(
    of role: PostRole, _ programme: String, on day: Day, in transaction: some Transaction
  ) throws -> [String: String] {
    let posts = try PersonTables.post.select(
      where: "programme = ?1 AND role = ?2 AND valid_from <= ?3 AND (valid_to IS NULL OR valid_to >= ?3)",
      [.text(programme), .text(role.rawValue), SQLValue(day)], orderBy: "unit, person", in: transaction)
    return Dictionary(
      try posts.map { (try $0.text("unit"), try $0.text("person")) }, uniquingKeysWith: { first, _ in first })
  }

  /// One page of persons; `collection` is what the names of all of them begin with.
  static func page(
    _ programme: String, _ filter: Filter, _ query: ListQuery, collection: String, in transaction: some Transaction
  ) throws -> ListPage<PersonRecord> {
    let narrowed = condition(programme, filter, in: transaction)
    return try query.page(of: PersonTables.person, where: narrowed, in: transaction) { $0 }.map { rows in
      let ids = try rows.map { try $0.text("id") }
      let posts = try posts(of: ids, programme, in: transaction)
      let contacts = try PersonalRecords.states(of: ids.map { "\(collection)/\($0)" }, in: transaction)
      return try zip(ids, rows).map { try record($1, posts[$0] ?? [], contacts["\(collection)/\($0)"]) }
    }
  }

  private static func posts(
    of ids: [String], _ programme: String, in transaction: some Transaction
  ) throws -> [String: [SQLRow]] {
    var condition = SQLCondition("programme = ?1", [.text(programme)])
    condition.narrow("person", among: ids.map { .text($0) })
    let rows = try PersonTables.post.select(
      where: condition.text, condition.arguments, orderBy: "person, ordinal", in: transaction)
    return try Dictionary(grouping: rows) { try $0.text("person") }
  }

  private static func condition(
    _ programme: String, _ filter: Filter, in transaction: some Transaction
  ) -> SQLCondition {
    guard filter.unit != nil || filter.day != nil else {
      return SQLCondition("programme = ?1", [.text(programme)])
    }
    var held = """
      programme = ?1 AND EXISTS (SELECT 1 FROM person_post AS held
        WHERE held.programme = person.programme AND held.person = person.id
          AND \(PersonTables.post.isTrue(at: 2, as: "held"))
      """
    var arguments: [SQLValue] = [.text(programme), .integer(transaction.version.sequence)]
    if let unit = filter.unit {
      arguments.append(.text(unit))
      held += " AND held.unit = ?\(arguments.count)"
    }
    if let day = filter.day {
      arguments.append(SQLValue(day))
      held += " AND held.valid_from <= ?\(arguments.count)"
      held += " AND (held.valid_to IS NULL OR held.valid_to >= ?\(arguments.count))"
    }
    return SQLCondition(held + ")", arguments)
  }

  /// Puts the person and its posts; the contact is put or erased by itself.
  static func put(_ record: PersonRecord, in transaction: WriteTransaction) throws {
    let key: [SQLValue] = [.text(record.programme), .text(record.id)]
    let row: [SQLValue] = [
      SQLValue(record.isErased), TextList.value(distinct(record.posts.map(\.unit))),
      TextList.value(distinct(record.posts.map(\.role.rawValue))), .integer(transaction.version.sequence),
    ]
    try PersonTables.person.put(key + row, in: transaction)
    let posts = record.posts.map { post -> [SQLValue] in
      [
        .text(post.unit), .text(post.title.zh), .text(post.title.en), .text(post.role.rawValue),
        SQLValue(post.validFrom), SQLValue(post.validTo),
      ]
    }
    try CatalogueStore.putParts(PersonTables.post, key, posts, in: transaction)
  }

  private static func distinct(_ texts: [String]) -> [String] { Set(texts).sorted() }

  private static func record(_ row: SQLRow, _ posts: [SQLRow], _ contact: PersonalState?) throws -> PersonRecord {
    PersonRecord(
      programme: try row.text("programme"), id: try row.text("id"), posts: try posts.map(post),
      isErased: try row.flag("erased"), contact: contact, revision: try row.integer("revision"))
  }

  private static func post(_ row: SQLRow) throws -> Post {
    guard let role = PostRole(rawValue: try row.text("role")) else {
      throw StorageError.column("role", expected: "a known role")
    }
    return Post(
      unit: try row.text("unit"), title: try row.bilingual("title"), role: role, validFrom: try row.day("valid_from"),
      validTo: try row.dayIfPresent("valid_to"))
  }
}
