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

@Suite("Lists of texts in a column")
struct TextListTests {
  @Test("come back as they were kept", arguments: [[], ["甲"], ["甲", "", "乙"], ["a,b", "c\nd"]] as [[String]])
  func roundTrip(texts: [String]) throws {
    var column: String?
    if case .text(let text) = TextList.value(texts) { column = text }
    #expect(TextList.texts(try #require(column)) == texts)
  }
}
