import Domain
import Testing

@Suite("Documents")
struct DocumentTests {
  @Test("numbers stand in hexagonal brackets, without 第 and leading zeros")
  func number() throws {
    let number = try #require(DocumentNumber(series: "开调通", year: 2013, number: 2, isDemonstration: true))
    #expect(number.description == "开调通〔2013〕2号（演示）")
    #expect(
      DocumentNumber(series: "济政办字", year: 2013, number: 75, isDemonstration: false)?.description == "济政办字〔2013〕75号")
    #expect(DocumentNumber(series: "", year: 2013, number: 2, isDemonstration: true) == nil)
    #expect(DocumentNumber(series: "开调通", year: 2013, number: 0, isDemonstration: true) == nil)
  }

  @Test("the series restarts with the year of signing")
  func next() throws {
    let given = [3, 1, 2].compactMap {
      DocumentNumber(series: "开调通", year: 2013, number: $0, isDemonstration: true)
    }
    func next(_ day: String) -> Int? {
      DocumentNumber.next(series: "开调通", signedOn: .of(day), isDemonstration: true, after: given)?.number
    }
    #expect(next("2013-12-31") == 4)
    #expect(next("2014-01-20") == 1)  // December's bulletin carries the next year.
    #expect(given.sorted().map(\.number) == [1, 2, 3])
  }

  @Test("words for differences, ranks and lists")
  func words() {
    #expect(Wording.points(.of(14, 1000), against: "目标") == "高于目标1.4个百分点")
    #expect(Wording.points(.of(-55, 1000), against: "序时进度") == "低于序时进度5.5个百分点")
    #expect(Wording.points(.zero, against: "目标") == "与目标持平")
    #expect(Wording.points(.of(-4, 10_000), against: "目标") == "低于目标0.04个百分点")
    #expect(Wording.growth(.of(-31, 1000)) == "下降3.1%")
    #expect(Wording.growth(.zero) == "持平")
    #expect(Wording.rank(1, of: 14) == "居首位")
    #expect(Wording.rank(14, of: 14) == "居末位")
    #expect(Wording.rank(4, of: 14) == "居第4位")
    #expect(
      [RankMovement.up(2), .down(1), .unchanged, .none].map(Wording.movement) == ["位次前移2位", "位次后移1位", "位次持平", ""])
    #expect(Wording.list(["甲", "乙", "丙"]) == "甲、乙、丙")
    #expect(Wording.matchedNote(expected: 15, reported: 14, matched: 14) == "15个中14个报送，合计与增速按14个可比口径计算")
  }

  @Test("zones have the name of the day: the map changed in November 2013")
  func dated() {
    let zone = Zone(
      key: "yanzhou",
      history: [
        ZoneAttributes(validFrom: .of("2013-11-29"), nameChinese: "兖州工业园区", county: "兖州区", countyCode: "370812"),
        ZoneAttributes(nameChinese: "兖州工业园区", county: "兖州市", countyCode: "370882"),
      ])
    #expect(zone.attributes(on: .of("2013-11-28"))?.county == "兖州市")
    #expect(zone.attributes(on: .of("2013-11-29"))?.county == "兖州区")
    let gone = Zone(key: "old", history: [ZoneAttributes(validTo: .of("2013-12-31"), nameChinese: "旧区")])
    #expect(gone.attributes(on: .of("2014-01-01")) == nil)
    #expect(gone.shortName(on: .of("2014-01-01")) == "old")
    let ordered = Zone(key: "first", history: [ZoneAttributes(nameChinese: "首", protocolOrder: -1)])
    #expect(Zone.inProtocolOrder([zone, gone, ordered], on: .of("2014-06-01")).map(\.key) == ["first", "yanzhou"])
  }
}
