import Domain
import Testing
import Wire
import WireTupo

@testable import Reporting

/// The city's own total on the board of an indicator.
@Suite("The city's own total in a bulletin") struct CityTableTests {
  private static let name = "programmes/made/zones/city"
  private static let figure = "\(name)/indicators/investment/figures/2013-06"

  /// 80,000 亿元 after 64,000; the units have 6,000 together.
  private static func city(
    _ change: (inout IndicatorsV1.CityTotal) -> Void = { _ in }
  ) -> IndicatorsV1.CityTotal {
    var wire = IndicatorsV1.CityTotal.with {
      $0.zone = name
      $0.figure = figure
      $0.title = .with { $0.zh = "全市" }
      $0.cumulative = 8_000_000_000_000
      $0.base = 6_400_000_000_000
      $0.growth = .with {
        $0.exact = "1/4"
        $0.display = "25.0"
        $0.explanation = .with {
          $0.sources = [
            .with {
              $0.label = "全市2013年1—6月份固定资产投资"
              $0.value = "80000亿元"
              $0.reference = figure
            },
            .with {
              $0.label = "全市2012年1—6月份固定资产投资"
              $0.value = "64000亿元"
            },
          ]
        }
      }
      $0.beyondZones = 7_400_000_000_000
      $0.source = "市统计局统计月报"
    }
    change(&wire)
    return wire
  }

  private static func board(_ change: (inout IndicatorsV1.CityTotal) -> Void = { _ in }) -> Board {
    var board = SampleInput.investment
    board.rows[0].rank = 1
    board.rows[0].annualTarget = Amount(600_000_000_000)
    board.city = Board.City(city(change), month: "2013-06", indicator: board.title, board.scale)
    return board
  }

  private static func table(_ board: Board) -> Table {
    BoardTable(board: board, input: SampleInput.input(boards: [board]), printsRules: false).table
  }

  private static func texts(_ row: Table.Row) -> [String] { row.cells.map(\.content.plainText) }

  @Test("stands beside the units' total with value, base and growth, and with nothing that is judged")
  func row() {
    let table = Self.table(Self.board())
    #expect(table.rows.map(\.kind) == [.total, .total, .unit, .unit, .unit, .unit])
    let dashes = Array(repeating: "", count: table.columns.count - 4)
    #expect(Self.texts(table.rows[1]) == ["全市", "80000.0", "64000.0", "25.0"] + dashes)
    #expect(table.rows[1].cells[4].reason == "不列此项")
  }

  @Test("changes none of the other lines, no chart and no sentence")
  func numbers() {
    var without = Self.board()
    without.city = nil
    let (with, input) = (Self.board(), SampleInput.input())
    #expect(Self.table(with).rows.filter { Self.texts($0)[0] != "全市" } == Self.table(without).rows)
    #expect(GrowthChart(board: with, input: input).chart == GrowthChart(board: without, input: input).chart)
    let words = [with, without].map { IndicatorParagraph(board: $0, input: input).words.plainText }
    #expect(words[0] == words[1])
    let problems = [with, without].map { Problems(input: SampleInput.input(boards: [$0])).section }
    #expect(problems[0] == problems[1])
  }

  @Test(
    "a note gives its source and how far it is from the units' total",
    arguments: [
      (7_400_000_000_000, "市统计局统计月报", "", "全市（来源：市统计局统计月报；比合计多74000.0亿元）是另一口径，不计入合计、位次和个数。"),
      (-120_000_000, "", "快报数。", "全市（说明：快报数；比合计少1.2亿元）是另一口径，不计入合计、位次和个数。"),
      (4_000_000, "", "", "全市（比合计多0.04亿元）是另一口径，不计入合计、位次和个数。"),
      (0, "年鉴", "", "全市（来源：年鉴；与合计相同）是另一口径，不计入合计、位次和个数。"),
      (nil, "", "", "全市是另一口径，不计入合计、位次和个数。"),
    ] as [(Int64?, String, String, String)])
  func note(beyond: Int64?, source: String, said: String, text: String) {
    let board = Self.board { ($0.beyondZones, $0.source, $0.note) = (beyond, source, said) }
    #expect(Self.table(board).notes.map(\.plainText) == [text])
  }

  @Test("every number of it tells where it comes from")
  func sources() throws {
    let cells = Self.table(Self.board()).rows[1].cells.prefix(4).dropFirst()
    let sources = cells.flatMap(\.content).map { inline -> [String] in
      if case .figure(let figure) = inline { figure.sources.map { $0.label + "：" + $0.detail } } else { [] }
    }
    let own = "全市2013年1—6月份固定资产投资：80000亿元 · \(Self.figure)"
    let last = "全市2012年1—6月份固定资产投资：64000亿元"
    #expect(sources == [[own], [last], [own, last]])
  }

  @Test("without a growth the reason is told")
  func noGrowth() {
    let board = Self.board {
      ($0.base, $0.growth) = (nil, nil)
      $0.growthAbsent = .with { $0.zh = "无上年同期数" }
    }
    let cells = Self.table(board).rows[1].cells
    #expect(cells[2].isEmpty && cells[3].isEmpty && cells[3].reason == "无上年同期数")
  }

  @Test("a programme without one has no line and no note of it")
  func none() {
    let table = Self.table(SampleInput.investment)
    #expect(table.rows.map(\.kind) == [.total, .unit, .unit, .unit, .unit] && table.notes.isEmpty)
    #expect(Board(.init(), of: nil, notes: [:]).city == nil)
  }

  @Test("comes with the board from tupo-indicators, and is drawn in every form, kept or not")
  func drawn() throws {
    let wire = IndicatorsV1.Scoreboard.with {
      $0.title = .with { $0.zh = "固定资产投资" }
      ($0.month, $0.displayUnit, $0.displayScale, $0.displayDecimals) = ("2013-06", "亿元", 100_000_000, 1)
      $0.city = Self.city()
    }
    #expect(Board(wire, of: nil, notes: [:]).city == Self.board().city)
    let composed = BulletinComposer(SampleInput.input(boards: [Self.board()])).document
    let kept = Document(try ReportingV1.Document(decoding: ReportingV1.Document(composed).encoded()))
    let note = "全市（来源：市统计局统计月报；比合计多74000.0亿元）是另一口径，不计入合计、位次和个数。"
    for document in [composed, kept] {
      let text = TextRenderer(width: 200).render(document)
      #expect(text.squeezed.contains(note) && text.contains("80000.0"))
      let page = HTMLRenderer().render(document)
      #expect(page.withoutTags.contains(note) && page.contains("80000.0"))
      #expect(page.occurrences(of: "<tbody class=\"total\">") == 1)
    }
  }
}
