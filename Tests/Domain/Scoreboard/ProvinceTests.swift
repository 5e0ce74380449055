import Domain
import Testing

/// The real series says what the programme must come out with. Source: National Bureau of Statistics.
@Suite("31 provinces, June 2019")
struct ProvinceTests {
  static let june = Month.of("2019-06")

  @Test("together 61,609.3, up 10.9 %, 28 rising and 3 falling")
  func headline() throws {
    let board = try Scoreboard.compute(Provinces().input(Self.june))
    #expect(board.total.cumulative.value.map { board.indicator.scale.text($0) } == "61609.3")
    #expect(board.total.growth.value.map { Wording.growth($0) } == "增长10.9%")
    #expect(board.counts.directionText == "28升3降")
    #expect(board.counts.reportedText == "31个中31个报送")
    #expect(board.matched.count == 31)
  }

  @Test("with one missing the total stays comparable: +10.7 %, not +3.6 %")
  func oneMissing() throws {
    let board = try Scoreboard.compute(Provinces().input(Self.june, without: ["山东省"]))
    #expect(board.total.growth.value.map { Wording.growth($0) } == "增长10.7%")
    #expect(board.counts.missing == ["山东省"])
    #expect(board.counts.reportedText == "31个中30个报送")
    #expect(board.row("山东省")?.growth.reason == .noValue)
    #expect(board.row("山东省")?.rank == nil)
  }

  @Test("parts of the growth add up to it exactly")
  func contributions() throws {
    let board = try Scoreboard.compute(Provinces().input(Self.june))
    #expect(try Ratio.sum(board.rows.compactMap(\.contribution.value)) == board.total.growth.value)
  }

  @Test("published rates stand beside the computed ones, and are not them")
  func published() throws {
    let board = try Scoreboard.compute(Provinces().input(.of("2019-05")))
    let row = try #require(board.row("西藏自治区"))
    #expect(row.publishedGrowth?.percentText() == "173.5")  // The bureau's base had been revised.
    #expect(row.growth.value?.percentText() == "173.7")
    #expect(row.growth.explained?.sources.contains { if case .reportedGrowth = $0 { true } else { false } } == false)
  }

  @Test("the mean share of the year by June is 44.0 %, not 50 %")
  func usualShare() throws {
    let provinces = try Provinces()
    var shares: [Ratio] = []
    for zone in provinces.zones {
      for year in ["2017", "2018"] {
        let value = provinces.figures.cumulative(zone, Provinces.indicator.key, .of("\(year)-06"))
        let annual = provinces.figures.cumulative(zone, Provinces.indicator.key, .of("\(year)-12"))
        if let value, let annual, let share = value.over(annual) { shares.append(try share.rounded(decimals: 9)) }
      }
    }
    #expect(shares.count == 62)
    let mean = try Ratio.sum(shares).divided(by: Ratio(62))
    #expect(mean.percentText(decimals: 0) == "44")
  }

  @Test("the landing from June is within a few per cent of what came in the median province")
  func landing() throws {
    let provinces = try Provinces()
    var errors: [Ratio] = []
    for zone in provinces.zones {
      let landing = try Landing.seasonalNaive(
        provinces.figures, zone: zone, indicator: Provinces.indicator, month: .of("2018-06"))
      let actual = try #require(provinces.figures.cumulative(zone, Provinces.indicator.key, .of("2018-12")))
      let value = try #require(landing.value)
      errors.append(try value.divided(by: actual.ratio).subtracting(.one).magnitude)
    }
    #expect(errors.sorted()[15].percentText() == "5.5")
  }
}
