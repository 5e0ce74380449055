import Domain
import Testing

@Suite("The city's own total")
struct CityTotalTests {
  private static func input(_ figures: [Figure]) -> ScoreboardInput {
    ScoreboardInput(
      indicator: BoardTests.indicator, month: .of("2013-06"), zones: ["a", "b"], figures: FigureBook(figures),
      calendar: BoardTests.calendar, asOf: .end)
  }

  private static let zones = [
    BoardTests.figure("a", "2013-06", 60), BoardTests.figure("a", "2012-06", 50),
    BoardTests.figure("b", "2013-06", 50), BoardTests.figure("b", "2012-06", 50),
  ]

  @Test("stands beside the board with its own growth and its difference to the zones' total, and changes no number")
  func beside() throws {
    let city = [BoardTests.figure("city", "2013-06", 150), BoardTests.figure("city", "2012-06", 120)]
    let input = Self.input(Self.zones + city)
    let board = try Scoreboard.compute(input)
    #expect(try board == Scoreboard.compute(Self.input(Self.zones)))
    let total = try #require(try CityTotal(of: "city", beside: board, input))
    #expect(total.row.growth.value == .of(1, 4) && total.beyondZones.value == BoardTests.yuan(40))
    #expect(total.beyondZones.explained?.arithmetic == "15 − 11 = 4 亿元")
    #expect(total.row.rank == nil && total.row.contribution.value == nil)
  }

  @Test("is none where the city has no figure, and no difference where one of both is missing")
  func missing() throws {
    let input = Self.input(Self.zones)
    let board = try Scoreboard.compute(input)
    #expect(try CityTotal(of: "city", beside: board, input) == nil)
    let rate = Figure(
      key: FigureKey(zone: "city", indicator: "i", month: .of("2013-06")), reportedGrowth: 1_200)
    let alone = try CityTotal(of: "city", beside: board, Self.input(Self.zones + [rate]))
    #expect(alone?.row.growth.value == .of(12, 100) && alone?.beyondZones.value == nil)
    let only = Self.input([BoardTests.figure("city", "2013-06", 150)])
    let without = try CityTotal(of: "city", beside: Scoreboard.compute(only), only)
    #expect(without?.row.cumulative.value == BoardTests.yuan(150) && without?.beyondZones.value == nil)
  }
}
