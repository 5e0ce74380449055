import Domain
import TestRandom
import Testing

@Suite("Promotion")
struct PromotionTests {
  @Test("stages go forward by any step, back only with a reason, days never back")
  func stages() throws {
    var history = StageHistory(first: StageMove(.clue, on: .of("2013-03-01")))
    try history.append(StageMove(.signed, on: .of("2013-05-01")))  // Over 在谈.
    #expect(throws: StageRefusal.unchanged(.signed)) { try history.append(StageMove(.signed, on: .of("2013-06-01"))) }
    #expect(throws: StageRefusal.earlierThanLast(.of("2013-04-30"), last: .of("2013-05-01"))) {
      try history.append(StageMove(.registered, on: .of("2013-04-30")))
    }
    #expect(throws: StageRefusal.reasonMissing(from: .signed, to: .inTalks)) {
      try history.append(StageMove(.inTalks, on: .of("2013-06-01"), reason: "　"))
    }
    try history.append(StageMove(.inTalks, on: .of("2013-06-01"), reason: "投资方变更"))
    #expect(history.current.stage == .inTalks)
    #expect(history.stage(on: .of("2013-05-31")) == .signed)
    #expect(history.stage(on: .of("2013-02-28")) == nil)
    #expect(history.reached(.inTalks, by: .of("2013-12-31")) == .of("2013-05-01"))
    #expect(history.reached(.inProduction, by: .of("2013-12-31")) == nil)
  }

  @Test("a stored history is checked again")
  func stored() throws {
    #expect(try StageHistory(moves: []) == nil)
    let moves = [StageMove(.signed, on: .of("2013-05-01")), StageMove(.clue, on: .of("2013-05-02"))]
    #expect(throws: StageRefusal.reasonMissing(from: .signed, to: .clue)) { try StageHistory(moves: moves) }
  }

  @Test("summaries add up along both sides", arguments: 0..<50)
  func summary(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let items = (0..<random.int(0...40)).map { index in
      PromotionItem(
        id: "\(index)", channel: Channel.allCases[random.int(0...4)], stage: Stage.allCases[random.int(0...5)],
        amount: random.int(0...3) == 0 ? nil : Amount(random.int64(0...1_000_000_000)))
    }
    let summary = try PromotionSummary(items)
    for channel in Channel.allCases {
      let cells = Stage.allCases.map { summary[channel, $0] }
      #expect(cells.reduce(0) { $0 + $1.count } == summary[channel].count)
      #expect(try Amount.sum(cells.map(\.amount)) == summary[channel].amount)
    }
    #expect(try Amount.sum(Stage.allCases.map { summary[$0].amount }) == summary.total.amount)
    #expect(summary.total.count == items.count)
    #expect(summary.total.withoutAmount == items.count { $0.amount == nil })
  }

  @Test("five channels and six stages, in the notice's words")
  func words() {
    #expect(Channel.allCases.map(\.chineseText) == ["产业链招商", "央企招商", "战略投资者招商", "重点区域招商", "现有企业招商"])
    #expect(Stage.allCases.map(\.chineseText) == ["线索", "在谈", "签约", "注册", "在建", "投产"])
  }
}
