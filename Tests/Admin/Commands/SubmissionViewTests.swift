import Chassis
import Testing
import Wire
import WireTupo

@testable import Admin

@Suite("A submission in tables")
struct SubmissionViewTests {
  private static let names = CatalogueNames(
    zones: [
      .with {
        $0.name = "programmes/p/zones/z"
        $0.attributes = [.with { $0.shortTitle = .with { $0.zh = "甲区" } }]
      }
    ],
    indicators: [
      .with {
        $0.name = "programmes/p/indicators/i"
        $0.title = .with { $0.zh = "财政收入" }
        ($0.displayUnit, $0.displayScale, $0.displayDecimals) = ("亿元", 100_000_000, 1)
        $0.growthBasis = .nominal
      }
    ],
    offices: [
      .with {
        $0.name = "programmes/p/offices/o"
        $0.title = .with { $0.zh = "市财政局" }
      }
    ])

  private static func actor(_ principal: String, _ unit: String, _ micros: Int64) -> CommonV1.Actor {
    .with {
      ($0.principal, $0.unit) = (principal, unit)
      $0.at = .init(micros: micros)
    }
  }

  private static func values(_ cumulative: Int64?, base: Int64? = nil) -> IndicatorsV1.SubmissionCell.Values {
    .with { ($0.cumulative, $0.base) = (cumulative, base) }
  }

  private static let cell = IndicatorsV1.SubmissionCell.with {
    ($0.indicator, $0.state) = ("programmes/p/indicators/i", .reported)
    $0.reported = values(535_000_000, base: 500_000_000)
    ($0.lastSubmitted, $0.submittedBefore) = (values(535_000_000), values(540_000_000))
    $0.expectations = [
      .with { ($0.month, $0.expected, $0.errorBasisPoints) = ("2013-05", 500_000_000, 700) },
      .with { ($0.month, $0.expected, $0.ofYear) = ("2013-05", 1_100_000_000, true) },
    ]
    ($0.expectedNextMonth, $0.expectedYearEnd) = (610_000_000, 1_200_000_000)
    $0.remarks = [
      .with {
        $0.text = "请核实"
        $0.madeBy = actor("people/county", "programmes/p/counties/370812", 7)
      }
    ]
    $0.publications = [
      .with { ($0.revision, $0.values, $0.bulletin) = (1, values(540_000_000), "programmes/p/bulletins/2013-06-1") },
      .with { ($0.revision, $0.values, $0.bulletin) = (2, values(535_000_000), "programmes/p/bulletins/2013-06-2") },
    ]
  }

  private static let own = IndicatorsV1.Submission.with {
    ($0.name, $0.form) = ("programmes/p/zones/z/submissions/f", "programmes/p/forms/f")
    ($0.state, $0.revision, $0.demonstration) = (.submitted, 2, true)
    $0.cells = [cell]
    $0.findings = [.with { ($0.id, $0.state, $0.indicators) = ("f1", .open, ["programmes/p/indicators/i"]) }]
    $0.countersignatures = [.with { ($0.bureau, $0.decision) = ("programmes/p/offices/o", .pending) }]
    $0.receipts = [
      .with {
        $0.number = "2013-06-0007"
        $0.receivedAt = .init(micros: 1_373_000_000_000_000)
      }
    ]
    $0.steps = [
      .with {
        ($0.kind, $0.reason) = (.return, "请核实")
        $0.by = actor("people/county", "programmes/p/counties/370812", 7)
      },
      .with {
        $0.kind = .countersign
        $0.by = actor("people/finance", "programmes/p/offices/o", 8)
      },
    ]
  }

  private func shown(_ table: Table, _ key: String) throws -> String {
    let column = try #require(table.columns.firstIndex { $0.key == key })
    return table.rows[0][column].shown
  }

  @Test("shows every digit, what is expected, and what was published")
  func cells() throws {
    let table = SubmissionsView.cells(Self.own, Self.names, .zh)
    for (key, value) in [
      ("cumulative", "5.35"), ("base", "5"), ("last_submitted", "5.35"), ("published", "5.35"),
      ("expected_next_month", "6.1"), ("expected_year_end", "12"),
    ] { #expect(try shown(table, key) == value, "\(key)") }
    #expect(table.caption == "甲区 · f · 已上报 · 第2版")
    #expect(table.notes.contains("财政收入历次通报：5.4（2013-06-1，第1版）；5.35（2013-06-2，第2版）"))
    #expect(table.notes.contains { $0.hasPrefix("回执：2013-06-0007  2013-07-0") })
    #expect(table.notes.last == "演示数据 · 非公文")
  }

  @Test(
    "shows what the zone has answered: in its table, on the page of all, on the form to be stamped, and to programs")
  func answers() throws {
    var own = Self.own
    own.cells[0].remarks = [
      .with { ($0.text, $0.answer) = ("请核实", "已核实，系新项目入统") }, .with { $0.text = "请补充说明" },
    ]
    let (table, page) = (
      SubmissionsView.cells(own, Self.names, .zh), SubmissionPageView.table([own], Self.names, .zh)
    )
    for each in [table, page] { #expect(try shown(each, "answer") == "“请核实”：已核实，系新项目入统") }
    #expect(try shown(table, "remark") == "请补充说明")
    #expect(table.json.text().contains(#""answer":"已核实，系新项目入统""#))
    let stamped = StampedForm(own, form: .init(), zone: nil, units: CellUnits([]), signatures: .init())
    #expect(stamped.lines[0].explanation == "“请核实”：已核实，系新项目入统")
  }

  @Test("says in its steps the cells that these tell, whatever was done with them since")
  func toldCells() {
    var own = Self.own
    own.steps = [
      .with {
        ($0.kind, $0.reason, $0.indicators) = (.accept, "同意", ["programmes/p/indicators/i"])
        $0.by = Self.actor("people/county", "programmes/p/counties/370812", 5)
      }
    ]
    let notes = SubmissionsView.cells(own, Self.names, .zh).notes
    #expect(notes.contains { $0.hasSuffix("认可说明  people/county  财政收入：同意") })
  }

  @Test("says in its steps which cells and which bureau they are about")
  func steps() {
    let notes = SubmissionsView.cells(Self.own, Self.names, .zh).notes
    #expect(notes.contains { $0.hasSuffix("退回  people/county  财政收入：请核实") })
    #expect(notes.contains { $0.hasSuffix("会签  市财政局  people/finance") })
    #expect(notes.contains("待会签：市财政局"))
  }

  @Test("stands in a list by its names, and by ids for programs")
  func list() throws {
    let table = SubmissionsView.table([Self.own], Self.names, .zh)
    #expect(try shown(table, "zone") == "甲区")
    #expect(try shown(table, "pending") == "市财政局")
    #expect(table.notes == ["演示数据 · 非公文"])
    #expect(table.json.text().contains(#""zone":"z""#) && table.json.text().contains(#""pending":"o""#))
  }

  @Test("tells what had been expected of its values, and how far that was off")
  func expectations() {
    let notes = SubmissionsView.cells(Self.own, Self.names, .zh).notes
    #expect(notes.contains("财政收入：2013-05预计本月累计5，偏差7.00%"))
    #expect(notes.contains("财政收入：2013-05预计全年11"))
  }

  @Test(
    "stands on the page of all with the difference to what was sent in before: while the zone has it, the last time",
    arguments: [IndicatorsV1.SubmissionState.submitted, .returned])
  func page(state: IndicatorsV1.SubmissionState) throws {
    var own = Self.own
    own.state = state
    if state == .returned { own.cells[0].lastSubmitted = Self.values(540_000_000) }
    let table = SubmissionPageView.table([own], Self.names, .zh)
    for (key, value) in [
      ("zone", "甲区"), ("indicator", "财政收入"), ("reported", "5.35"), ("last_submitted", "5.4"),
      ("difference", "-0.05"), ("growth_basis_points", "7.00"), ("findings", "1"),
    ] { #expect(try shown(table, key) == value, "\(key)") }
    #expect(table.json.text().contains(#""difference":-5000000"#))
  }

  @Test("leaves what is not due off the page")
  func notDue() {
    var own = Self.own
    own.cells[0].state = .notDue
    #expect(SubmissionPageView.table([own], Self.names, .zh).rows.isEmpty)
  }
}
