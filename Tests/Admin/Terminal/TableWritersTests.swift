import Testing

@testable import Admin

@Suite("A table for programs")
struct TableWritersTests {
  private static let board: Table = {
    var table = Table([.text("title", "单位", "zone"), .number("cumulative", "累计", "cumulative"), .hidden("zone")])
    table.facts = [("month", .string("2013-06"))]
    table.rows = [
      [.text("甲,\"区\""), Table.Cell(shown: "612.4", value: .integer(61_240_000_000)), .text("a")],
      [.text("乙\n区"), .missing, .text("b")],
    ]
    return table
  }()

  @Test("is JSON with stable keys, stored values, and null for what is missing")
  func json() {
    let expected =
      #"{"month":"2013-06","rows":[{"title":"甲,\"区\"","cumulative":61240000000,"zone":"a"},"#
      + #"{"title":"乙\n区","cumulative":null,"zone":"b"}]}"#
    #expect(Self.board.json.text() == expected)
  }

  @Test("is CSV after RFC 4180: CRLF, doubled quotes, empty for what is missing")
  func csv() {
    #expect(Self.board.csv == "title,cumulative,zone\r\n\"甲,\"\"区\"\"\",61240000000,a\r\n\"乙\n区\",,b\r\n")
  }

  @Test(
    "escapes what JSON cannot hold",
    arguments: [
      ("\"", #""\"""#), ("\\", #""\\""#), ("\u{1}", #""\u0001""#), ("\u{1F}", #""\u001f""#), ("\t", #""\t""#),
      ("济", "\"济\""),
    ])
  func escapes(_ text: String, _ expected: String) {
    #expect(JSONValue.string(text).text() == expected)
  }

  @Test("indents objects and leaves empty lists on one line")
  func indented() {
    let value = JSONValue.members([("a", .array([.integer(1)])), ("b", .array([])), ("c", .decimal("0.10"))])
    #expect(value.text(indented: true) == "{\n  \"a\": [\n    1\n  ],\n  \"b\": [],\n  \"c\": 0.10\n}")
  }
}
