import RPC
import Storage
import TestRandom
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Chassis

@Suite("A list's query")
struct ListQueryTests {
  @Test("finds what the filter says, whatever it says, and harms nothing")
  func filters() async throws {
    try await withStore(Shelf.migrations) { store in
      var random = SplitMix(seed: 7)
      let rows = Shelf.rows(&random, count: 60)
      try await Shelf.put(rows, to: store)
      for _ in 0..<400 {
        let filter = random.filter(depth: 3)
        let text = filter.description
        if text.count > FilterParser.charactersMax || text.contains(#"owner:"""#) || text.contains(#"title:"""#) {
          continue
        }
        let found = try await Self.all(in: store, filter: text, size: 1_000)
        #expect(Set(found) == Set(rows.filter(filter.holds).map(\.id)), "\(text)")
        #expect(try Self.all(of: rows, filter: text, size: 1_000) == found, "\(text) of books at hand")
      }
      #expect(try await Self.all(in: store, filter: "", size: 1_000).count == rows.count)
    }
  }

  @Test(
    "gives every row once in its order, page by page",
    arguments: [
      "", "pages", "pages desc", "title desc, pages", "colour, owner desc, pages", "owner, title", "name desc",
      "owner desc",
    ])
  func pages(order: String) async throws {
    try await withStore(Shelf.migrations) { store in
      var random = SplitMix(seed: 3)
      let rows = Shelf.rows(&random, count: 47)
      try await Shelf.put(rows, to: store)
      let whole = try await Self.all(in: store, order: order, size: 1_000)
      #expect(whole.count == 47)
      for size in [1, 7, 46, 47] {
        #expect(try await Self.all(in: store, order: order, size: size) == whole)
      }
      let keys = order.split(separator: ",").map { $0.split(separator: " ") }
      let byID = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
      for (first, second) in zip(whole, whole.dropFirst()) {
        guard let first = byID[first], let second = byID[second] else { continue }
        #expect(Self.isInOrder(first, second, keys.map { (String($0[0]), $0.count > 1) }))
      }
    }
  }

  @Test("gives the pages of what is at hand as a table's")
  func atHand() async throws {
    try await withStore(Shelf.migrations) { store in
      var random = SplitMix(seed: 11)
      let rows = Shelf.rows(&random, count: 47)
      try await Shelf.put(rows, to: store)
      let filter = "pages>=-3 OR owner:* OR colour=RED"
      for order in [
        "", "pages", "pages desc", "title desc, pages", "colour, owner desc, pages", "owner, title", "name desc",
        "owner desc",
      ] {
        let kept = try await Self.all(in: store, filter: filter, order: order, size: 1_000)
        for size in [1, 7, 46, 1_000] {
          #expect(try Self.all(of: rows.reversed(), filter: filter, order: order, size: size) == kept, "\(order)")
        }
      }
    }
  }

  @Test("keeps the moment of the first page beside its version, where the list is of one")
  func moment() throws {
    var random = SplitMix(seed: 2)
    let (rows, version) = (Shelf.rows(&random, count: 5), DataVersion(epoch: 2, sequence: 9))
    let first = try Self.query().query
    #expect(first.moment == nil && first.point(nil) == nil)
    for moment in [nil, 0, -1, Int64.max] {
      let token = first.page(of: rows, Shelf.columns, at: version, moment: moment).nextToken
      let asked = try Self.query(token: token)
      #expect(asked.reasons == [] && asked.query.moment == moment)
      #expect(asked.query.point(nil)?.point == .version(CommonV1.DataVersion(version)))
    }
  }

  @Test("reads all pages at the first page's version, whatever is written in between")
  func snapshot() async throws {
    try await withStore(Shelf.migrations) { store in
      var random = SplitMix(seed: 5)
      let rows = Shelf.rows(&random, count: 20)
      try await Shelf.put(rows, to: store)
      let whole = try await Self.all(in: store, order: "title, pages desc", size: 100)
      let paged = try await Self.all(in: store, order: "title, pages desc", size: 3) { page in
        try await Village.write(to: store) { transaction in
          try Shelf.book.remove([.text("s"), .text("b\(page)")], in: transaction)
          var moved = rows[19 - page % 20]
          moved.title = "new\(page)"
          try Shelf.book.put(moved.values, in: transaction)
          moved.id = "new\(page)"
          try Shelf.book.put(moved.values, in: transaction)
        }
      }
      #expect(paged == whole)
    }
  }

  @Test("has a standard size and a largest one", arguments: [(0, 10), (1, 1), (999, 999), (1_001, 1_000)])
  func sizes(asked: Int, given: Int) throws {
    let query = try Self.query(size: asked)
    #expect(query.reasons == [] && query.query.size == given)
  }

  @Test("is not of fewer than no rows")
  func negative() throws {
    let faults = try Self.query(size: -1).faults
    #expect(faults.violations.map(\.field) == ["page_size"])
  }

  @Test("refuses a token of another query, and one that it did not give")
  func tokens() async throws {
    try await withStore(Shelf.migrations) { store in
      var random = SplitMix(seed: 5)
      try await Shelf.put(Shelf.rows(&random, count: 5), to: store)
      let given = try await Self.page(in: store, filter: "pages>=-5 OR NOT pages:*", order: "title", size: 2).nextToken
      #expect(try Self.query(filter: "pages >= '-5'  OR -pages:*", order: "title", token: given).reasons == [])
      let other = "PAGE_TOKEN_OF_OTHER_QUERY"
      #expect(try Self.query(filter: "pages>=-6 OR NOT pages:*", order: "title", token: given).reasons == [other])
      #expect(try Self.query(filter: "pages>=-5 OR NOT pages:*", order: "title desc", token: given).reasons == [other])
      let shelf = try Self.query(filter: "pages>=-5 OR NOT pages:*", order: "title", token: given, shelf: "t")
      #expect(shelf.reasons == [other])
      for token in ["x", "f", "ff", "00", String(given.dropLast(2)), given + "61", String(given.reversed())] {
        let told = try Self.query(filter: "pages>=-5 OR NOT pages:*", order: "title", token: token).reasons
        #expect(told == ["PAGE_TOKEN_INVALID"] || told == [other] || token == given + "61", "\(token)")
      }
    }
  }

  @Test(
    "is refused with the field, the place and what is allowed",
    arguments: [
      ("filter", "FILTER_FIELD_UNKNOWN", "pages=1 shelf=\"s\"", "", "at character 9"),
      ("filter", "FILTER_COMPARISON_INVALID", "tags=A1", "", "use: :"),
      ("filter", "FILTER_VALUE_INVALID", "pages=many", "", "a whole number"),
      ("filter", "FILTER_VALUE_INVALID", "colour=GREEN", "", "RED, BLUE"),
      ("filter", "FILTER_VALUE_INVALID", "title:\"\"", "", "a text"),
      ("filter", "FILTER_VALUE_INVALID", "title=\"a\0b\"", "", "a text"),
      ("filter", "FILTER_INVALID", "pages", "", "title"),
      ("order_by", "ORDER_INVALID", "", "shelf", "name, title"),
      ("order_by", "ORDER_INVALID", "", "tags", "name, title"),
      ("order_by", "ORDER_INVALID", "", "pages down", "desc"),
      ("order_by", "ORDER_INVALID", "", "pages, pages desc", "once"),
      ("order_by", "ORDER_INVALID", "", "pages;", "name"), ("order_by", "ORDER_INVALID", "", "pages,", "name"),
    ])
  func refused(field: String, reason: String, filter: String, order: String, words: String) throws {
    let faults = try Self.query(filter: filter, order: order).faults
    #expect(faults.violations.map(\.field) == [field] && faults.violations.map(\.reason) == [reason])
    #expect(faults.violations.first?.description.contains(words) == true)
    #expect(faults.violations.first?.localized?.locale == "zh-CN")
  }

  private struct Asked {
    let query: ListQuery
    let faults: FieldFaults
    var reasons: [String] { faults.violations.map(\.reason) }
  }

  private static func query(
    filter: String = "", order: String = "", size: Int = 2, token: String = "", shelf: String = "s"
  ) throws -> Asked {
    var faults = FieldFaults()
    let request = CommonV1.ListHeadsRequest.with {
      ($0.filter, $0.orderBy, $0.pageSize, $0.pageToken) = (filter, order, Int32(size), token)
    }
    let query = ListQuery(request, bound: [shelf], Shelf.fields, default: 10, max: 1_000, &faults)
    return Asked(query: query, faults: faults)
  }

  private static func page(
    in store: Store, filter: String, order: String, size: Int, token: String = ""
  ) async throws -> ListPage<String> {
    let asked = try query(filter: filter, order: order, size: size, token: token)
    try asked.faults.check()
    let query = asked.query
    return try await store.read(at: query.point(nil), call: anyCall()) { transaction in
      try query.page(of: Shelf.book, where: .init("shelf = ?1", [.text("s")]), in: transaction) {
        try $0.text("id")
      }
    }.value
  }

  private static func all(
    in store: Store, filter: String = "", order: String = "", size: Int,
    between: (Int) async throws -> Void = { _ in }
  ) async throws -> [String] {
    var (found, token, number): ([String], String, Int) = ([], "", 0)
    repeat {
      let page = try await page(in: store, filter: filter, order: order, size: size, token: token)
      (found, token, number) = (found + page.items, page.nextToken, number + 1)
      try await between(number)
    } while !token.isEmpty
    return found
  }

  /// The same of books at hand.
  private static func all(of rows: [Shelf.Row], filter: String = "", order: String = "", size: Int) throws -> [String] {
    var (found, token): ([String], String) = ([], "")
    repeat {
      let asked = try query(filter: filter, order: order, size: size, token: token)
      try asked.faults.check()
      let page = asked.query.page(of: rows, Shelf.columns, at: DataVersion(epoch: 1, sequence: 1))
      (found, token) = (found + page.items.map(\.id), page.nextToken)
    } while !token.isEmpty
    return found
  }

  /// Absent values come last in both directions.
  private static func isInOrder(_ first: Shelf.Row, _ second: Shelf.Row, _ keys: [(field: String, desc: Bool)]) -> Bool
  {
    for key in keys {
      switch (first.value(key.field), second.value(key.field)) {
      case (let one, let other) where one == other: continue
      case (.null, _): return false
      case (_, .null): return true
      case (.integer(let one), .integer(let other)): return (one < other) != key.desc
      case (.text(let one), .text(let other)): return (Bytes(one) < Bytes(other)) != key.desc
      default: return false
      }
    }
    return Bytes(first.id) < Bytes(second.id) || keys.contains { $0.field == "name" }
  }
}
