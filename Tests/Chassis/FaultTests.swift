import Chassis
import RPC
import Testing

@testable import Storage

@Suite("Refusals")
struct FaultTests {
  @Test("tell every fault at once, each by its field, in both languages")
  func allAtOnce() throws {
    var faults = FieldFaults()
    #expect(faults.month("month", "2013-13") == nil)
    #expect(faults.day("on", "2013-02-29") == nil)
    #expect(faults.name("name", "zones/x", .zone) == nil)
    #expect(faults.text("title", "") == nil)
    let error = try #require(throws: Failure.self) { try faults.check() }.rpcError
    #expect(error.code == .invalidArgument)
    #expect(error.reason == "MONTH_INVALID")
    #expect(error.message.contains("不是月份") && error.message.contains("is not a month"))
    #expect(error.message.contains("另有3处") && error.message.contains("and 3 more"))
    var violations: [FieldViolation] = []
    for case .badRequest(let found) in error.details { violations = found }
    #expect(violations.map(\.field) == ["month", "on", "name", "title"])
    #expect(violations.allSatisfy { $0.localized?.locale == "zh-CN" && !$0.description.isEmpty })
  }

  static let storage: [(fault: StorageError, code: RPCError.Code, reason: String, isToBeRetried: Bool)] = [
    (.walPinned(bytes: 1 << 30), .resourceExhausted, "WAL_PINNED", true),
    (.diskFull, .resourceExhausted, "STORAGE_FULL", false),
    (.unreachable("only reads"), .unavailable, "DATABASE_UNREACHABLE", true),
    (.sql(SQLFault(code: 7, message: "m", sql: "s", state: "40001")), .aborted, "WRITE_CONTENDED", true),
    (.sql(SQLFault(code: 7, message: "m", sql: "s", state: "40P01")), .aborted, "WRITE_CONTENDED", true),
    (.sql(SQLFault(code: 7, message: "m", sql: "s", state: "55P03")), .aborted, "WRITE_CONTENDED", true),
    (.sql(SQLFault(code: 7, message: "m", sql: "s", state: "42601")), .internal, "STORAGE_FAULT", false),
  ]

  @Test("of storage tell what became of the call, and whether to try again", arguments: storage.indices)
  func ofStorage(index: Int) {
    let (fault, code, reason, isToBeRetried) = Self.storage[index]
    let error = fault.rpcError
    #expect(error.code == code && error.reason == reason)
    let isTold = error.details.contains { if case .retryInfo = $0 { true } else { false } }
    #expect(isTold == isToBeRetried)
  }

  @Test("say nothing when nothing is wrong")
  func nothing() throws {
    var faults = FieldFaults()
    #expect(faults.month("month", "2013-06") != nil)
    #expect(faults.optionalDay("on", "") == nil)
    try faults.check()
  }
}

@Suite("Resource names")
struct ResourcePatternTests {
  @Test(
    "match their pattern or nothing",
    arguments: [
      ("programmes/p-1/zones/z", ["p-1", "z"]), ("programmes/p/zones/", nil), ("programmes/P/zones/z", nil),
      ("programmes/p/zones/z/", nil), ("zones/z", nil), ("programmes/p/parks/z", nil), ("programmes/p q/zones/z", nil),
      ("programmes/\(String(repeating: "a", count: 64))/zones/z", nil),
    ] as [(String, [String]?)])
  func matching(name: String, ids: [String]?) {
    #expect(ResourcePattern.zone.match(name) == ids)
  }

  @Test("are made from their ids")
  func making() {
    #expect(ResourcePattern.zone.name("p", "z") == "programmes/p/zones/z")
  }
}

@Suite("Pages")
struct PageTests {
  private func page(_ size: Int32, _ token: String = "") throws -> Page {
    var faults = FieldFaults()
    let page = Page(size: size, token: token, default: 2, max: 3, &faults)
    try faults.check()
    return page
  }

  @Test("go through a whole list, whatever is inserted meanwhile")
  func walk() throws {
    var items = ["a", "c", "e", "g"]
    func rest(_ page: Page) -> [String] { Array(items.drop { $0 <= page.after ?? "" }.prefix(page.size + 1)) }
    let first = try page(2).cut(rest(page(2))) { $0 }
    #expect(first.items == ["a", "c"])
    items.insert("b", at: 1)
    items.append("h")
    let second = try page(2, first.nextToken).cut(rest(page(2, first.nextToken))) { $0 }
    #expect(second.items == ["e", "g"])
    let last = try page(2, second.nextToken).cut(rest(page(2, second.nextToken))) { $0 }
    #expect(last.items == ["h"] && last.nextToken.isEmpty)
  }

  @Test("have a standard size and a largest one", arguments: [(0, 2), (1, 1), (3, 3), (4, 3)] as [(Int32, Int)])
  func sizes(asked: Int32, given: Int) throws {
    #expect(try page(asked).size == given)
  }

  @Test("refuse what was never given", arguments: [(-1, ""), (1, "xyz"), (1, "f"), (1, "ff")] as [(Int32, String)])
  func refused(size: Int32, token: String) throws {
    #expect(throws: Failure.self) { try page(size, token) }
  }
}

@Suite("Lists of texts in a column")
struct TextListTests {
  @Test("come back as they were kept", arguments: [[], ["甲"], ["甲", "", "乙"], ["a,b", "c\nd"]] as [[String]])
  func roundTrip(texts: [String]) throws {
    var column: String?
    if case .text(let text) = TextList.value(texts) { column = text }
    #expect(TextList.texts(try #require(column)) == texts)
  }
}
