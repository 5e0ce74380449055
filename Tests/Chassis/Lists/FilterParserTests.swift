import TestRandom
import Testing

@testable import Chassis

@Suite("A filter's text")
struct FilterParserTests {
  @Test(
    "is read as AIP-160 says",
    arguments: [
      ("a=1", #"a="1""#), (" a = 1 ", #"a="1""#), ("a:\"x y\"", #"a:"x y""#), ("a!='it''", nil),
      ("a='it\\'s'", #"a="it's""#), ("a=\"q\\\"q\"", #"a="q\"q""#), ("a:*", "a:*"), ("a:\"*\"", #"a:"*""#),
      ("a=1 b=2", #"a="1" AND b="2""#), ("a=1 AND b=2 OR c=3", #"a="1" AND b="2" OR c="3""#),
      ("(a=1 AND b=2) OR c=3", #"(a="1" AND b="2") OR c="3""#), ("-a=1", #"NOT a="1""#),
      ("NOT (a=1 b=2)", #"NOT (a="1" AND b="2")"#), ("a<-5", #"a<"-5""#), ("a >= 2013-06-30", #"a>="2013-06-30""#),
      ("title.zh:曲阜", #"title.zh:"曲阜""#), ("zone=programmes/p/zones/z", #"zone="programmes/p/zones/z""#), ("", ""),
      ("  ", ""), ("((a=1))", #"a="1""#), ("a=\"AND\"", #"a="AND""#),
    ] as [(String, String?)])
  func read(text: String, wanted: String?) throws {
    guard let wanted else {
      #expect(throws: FilterFault.self) { try FilterParser.parse(text) }
      return
    }
    #expect(try FilterParser.parse(text)?.description ?? "" == wanted)
  }

  @Test(
    "is refused with the place of its fault",
    arguments: [
      ("a", 2, "expected after"), ("a=", 3, "a value"), ("=1", 1, "a field"), ("a=1 AND", 8, "a field"),
      ("a=1)", 4, "nothing is open"), ("(a=1", 1, "not closed"), ("a=\"x", 3, "quote"), ("a=1; b=2", 4, "no place"),
      ("AND a=1", 1, "a field"), ("a=1 OR OR b=2", 8, "a field"), ("a = AND", 5, "a value"), ("a!1", 2, "no place"),
      ("a=1 --", 7, "a field"), ("曲=阜 ；", 5, "no place"), ("a=1 /* b */ = 2", 8, "expected after"),
      ("()", 2, "a field"),
    ])
  func refused(text: String, place: Int, words: String) {
    let fault = #expect(throws: FilterFault.self) { try FilterParser.parse(text) }
    #expect(fault?.position == place && fault?.en.contains(words) == true, "\(String(describing: fault))")
    #expect(fault?.zh.isEmpty == false)
  }

  @Test("is bounded in length, depth and comparisons")
  func bounds() throws {
    func parse(_ text: String) throws -> Filter? { try FilterParser.parse(text) }
    let deep = FilterParser.depthMax - 1
    #expect(try parse(String(repeating: "(", count: deep) + "a=1" + String(repeating: ")", count: deep)) != nil)
    #expect(throws: FilterFault.self) { try parse(String(repeating: "(", count: deep + 1) + "a=1") }
    #expect(throws: FilterFault.self) { try parse(String(repeating: "NOT ", count: 1_000) + "a=1") }
    #expect(try parse(String(repeating: "a=1 ", count: FilterParser.termsMax)) != nil)
    #expect(throws: FilterFault.self) { try parse(String(repeating: "a=1 ", count: FilterParser.termsMax + 1)) }
    #expect(throws: FilterFault.self) { try parse("a=" + String(repeating: "x", count: FilterParser.charactersMax)) }
  }

  @Test("says the same when it is written out and read again", arguments: 1...500)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let filter = random.filter(depth: 4)
    let text = filter.description
    if text.count <= FilterParser.charactersMax { #expect(try FilterParser.parse(text) == filter, "\(text)") }
  }

  @Test("of any characters is read or refused, and what is read is a fixed point", arguments: 1...500)
  func hostile(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let pieces = [
      "a", "b", "=", "!=", ":", "<", "(", ")", "\"", "'", "\\", " AND ", " OR ", "NOT ", "-", "*", ";", "--", "\0",
      "\u{1F}",
      "?1", "$1", "'; DROP TABLE zone; --", "曲阜", "1", " ", "\u{202E}", "\u{301}", "/*", "%", "_",
    ]
    let text = (0..<random.int(1...14)).map { _ in pieces[random.int(0...pieces.count - 1)] }.joined()
    guard let filter = try? FilterParser.parse(text) else { return }
    #expect(try FilterParser.parse(filter.description) == filter, "\(text)")
  }
}
