import Chassis
import RPC
import Testing
import WireTupo

/// The fields and reasons of what `body` finds wrong.
private func found(_ body: (inout FieldFaults) -> Void) -> [String] {
  var faults = FieldFaults()
  body(&faults)
  return faults.violations.map { "\($0.field) \($0.reason)" }
}

@Suite("Fields")
struct FieldTests {
  @Test("refuse a text of blanks like an empty one", arguments: ["", " ", "\n\t", "\u{3000}"])
  func blank(text: String) {
    let faults = found { $0.text("title", text) }
    #expect(faults == ["title FIELD_REQUIRED"])
  }

  @Test("refuse in a list what would not come back as it was kept")
  func texts() {
    let faults = found { _ = $0.texts("aliases", ["甲", "", "a\u{1F}b"]) }
    #expect(faults == ["aliases[1] FIELD_REQUIRED", "aliases[2] TEXT_INVALID"])
  }

  @Test(
    "take a month and a day in one spelling only",
    arguments: ["201306", "2013-6", "2013/06", "2013年6月", "2013-06 ", "２０１３-06"])
  func months(text: String) {
    let faults = found {
      _ = $0.month("month", text)
      _ = $0.day("on", "\(text)-01")
    }
    #expect(faults == ["month MONTH_INVALID", "on DAY_INVALID"])
  }

  @Test(
    "take a name of their own programme only",
    arguments: [
      ("programmes/p/zones/z", "p", []), ("programmes/q/zones/z", "p", ["zone NAME_INVALID"]),
      ("programmes/q/zones/z", nil, []), ("zones/z", "p", ["zone NAME_INVALID"]),
    ] as [(String, String?, [String])])
  func parents(name: String, parent: String?, faults: [String]) {
    let told = found { _ = $0.name("zone", name, .zone, of: parent) }
    #expect(told == faults)
  }

  @Test("tell what comes twice by the place of its second coming")
  func distinct() {
    let faults = found { $0.distinct(["a", "b", "a"]) { "zones[\($0)].name" } }
    #expect(faults == ["zones[2].name DUPLICATE"])
  }

  @Test("list every value that an enum may have")
  func choices() throws {
    var faults = FieldFaults()
    let convert: (InvestmentV1.Stage) -> Int32? = { (1...2).contains($0.rawValue) ? $0.rawValue : nil }
    let known = faults.choice("stage", InvestmentV1.Stage.clue, convert)
    let unset = faults.optionalChoice("stage", InvestmentV1.Stage.unspecified, convert)
    #expect(known == 1 && unset == nil && faults.violations.isEmpty)
    let required = faults.choice("stage", InvestmentV1.Stage.unspecified, convert)
    let unknown = faults.optionalChoice("stage", InvestmentV1.Stage(rawValue: 99), convert)
    #expect(required == nil && unknown == nil)
    #expect(
      faults.violations.map(\.description) == Array(repeating: "must be one of STAGE_CLUE, STAGE_IN_TALKS.", count: 2))
  }
}

@Suite("Changes")
struct ChangesTests {
  private struct Plot: Sendable {
    var owner = "甲"
    var area = 1
  }
  private let fields: [Changes.Field<Plot>] = [.field("owner", \.owner), .field("area", \.area)]

  @Test("name the fields that differ, and note nothing where none does")
  func fieldNames() {
    var changes = Changes()
    let noted = [
      changes.note("plots/a", kept: Plot(), wanted: Plot(), fields),
      changes.note("plots/b", kept: Plot(), wanted: Plot(area: 2), fields),
      changes.note("plots/c", kept: nil, wanted: Plot(), fields),
    ]
    #expect(noted == [false, true, true])
    changes.removed("plots/d")
    #expect(changes.list.map(\.resource) == ["plots/b", "plots/c", "plots/d"])
    #expect(changes.list.map(\.kind) == [.updated, .created, .removed])
    #expect(changes.list.map(\.fields) == [["area"], [], []])
  }
}
