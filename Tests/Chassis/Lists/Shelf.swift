import Chassis
import Storage
import TestRandom

@testable import Chassis

/// A table of books, to be listed by the database and, beside it, by a model in memory.
enum Shelf {
  static let book = VersionedTable(
    "book", key: [.text("shelf"), .text("id")],
    columns: [.text("title"), .integer("pages").optional, .integer("colour"), .text("tags"), .text("owner").optional])
  static let migrations = [Migration("0001 create book", creating: book)]

  static let fields = ListFields(
    [
      ListField("name", .resource(ResourcePattern("books/{book}")), column: "id"), ListField("title", .text),
      ListField("pages", .integer, isOptional: true),
      ListField("colour", .choice([("RED", .integer(1)), ("BLUE", .integer(2))])), ListField("tags", .list),
      ListField("owner", .text, isOptional: true),
    ], order: ["id"], unique: ["id"])

  static let words: [String: [String]] = [
    "name": ["a", "b1", "books/b2", "none"], "title": ["曲阜", "O'Hara", "x\"y", "' OR 1=1 --", "", "x"],
    "pages": ["0", "-3", "7", "9223372036854775807", "40"], "colour": ["RED", "BLUE"],
    "tags": ["A1", "A", "A12", "'); DELETE FROM book; --"], "owner": ["", "li", "王"],
  ]

  /// The same of books that are at hand.
  static let columns: [String: ListQuery.Column<Row>] = [
    "id": { .text($0.id) }, "title": { .text($0.title) }, "pages": { SQLValue($0.pages) },
    "colour": { .integer($0.colour) }, "tags": { TextList.value($0.tags) }, "owner": { SQLValue($0.owner) },
  ]

  struct Row: Sendable, Hashable {
    var id: String
    var title: String
    var pages: Int64?
    var colour: Int64
    var tags: [String]
    var owner: String?

    var values: [SQLValue] {
      [
        .text("s"), .text(id), .text(title), SQLValue(pages), .integer(colour), TextList.value(tags), SQLValue(owner),
      ]
    }

    func value(_ field: String) -> SQLValue {
      switch field {
      case "name": .text(id)
      case "title": .text(title)
      case "pages": SQLValue(pages)
      case "colour": .integer(colour)
      default: SQLValue(owner)
      }
    }
  }

  static func rows(_ random: inout SplitMix, count: Int) -> [Row] {
    (0..<count).map { number in
      Row(
        id: "b\(number)", title: random.pick(words["title"] ?? []) + random.pick(["", "x", "曲"]),
        pages: random.pick([nil, -3, 0, 7, 40]), colour: random.pick([1, 2]),
        tags: random.pick([[], ["A1"], ["A12", "A"], ["'); DELETE FROM book; --"]]),
        owner: random.pick([nil, "", "li", "王"]))
    }
  }

  static func put(_ rows: [Row], to store: Store) async throws {
    try await Village.write(to: store) { transaction in
      for row in rows { try book.put(row.values, in: transaction) }
    }
  }
}

extension Filter {
  /// Whether it holds for a row: what SQL is held against.
  func holds(for row: Shelf.Row) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.holds(for: row) }
    case .any(let parts): parts.contains { $0.holds(for: row) }
    case .not(let part): !part.holds(for: row)
    case .term(let term): term.holds(for: row)
    }
  }
}

extension Filter.Term {
  fileprivate func holds(for row: Shelf.Row) -> Bool {
    if field == "tags" { return isAny ? !row.tags.isEmpty : row.tags.contains(value) }
    let own = row.value(field)
    if isAny { return own != .null && own != .text("") }
    guard let wanted = Shelf.fields.byName[field]?.value(value) else { return false }
    switch (own, wanted) {
    case (.null, _): return comparison == .notEqual
    case (.integer(let own), .integer(let wanted)): return compare(own, wanted)
    case (.text(let own), .text(let wanted)):
      if comparison == .has && field != "name" { return !wanted.isEmpty && own.contains(wanted) }
      return compare(Bytes(own), Bytes(wanted))
    default: return false
    }
  }

  private func compare<Value: Comparable>(_ own: Value, _ wanted: Value) -> Bool {
    switch comparison {
    case .equal, .has: own == wanted
    case .notEqual: own != wanted
    case .less: own < wanted
    case .atMost: own <= wanted
    case .greater: own > wanted
    case .atLeast: own >= wanted
    }
  }
}

/// A text in the order of its bytes, as both engines keep texts.
struct Bytes: Comparable, Hashable {
  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  static func < (left: Bytes, right: Bytes) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}
