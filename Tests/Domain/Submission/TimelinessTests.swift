import Domain
import TestRandom
import Testing

@Suite("Who is late")
struct TimelinessTests {
  @Test("is ranked by timeliness, then completeness; equals share the better place")
  func ranks() {
    let units: [String: Timeliness] = [
      "a": Timeliness(due: 4, received: 4, inTime: 4), "b": Timeliness(due: 8, received: 8, inTime: 6),
      "c": Timeliness(due: 4, received: 3, inTime: 3), "d": Timeliness(due: 12, received: 12, inTime: 9),
      "e": Timeliness(due: 4), "f": Timeliness(),
    ]
    #expect(Timeliness.ranks(units) == ["a": 1, "b": 2, "d": 2, "c": 4, "e": 5])
  }

  @Test("does not depend on the order of units")
  func permutation() {
    var random = SplitMix(seed: 7)
    for _ in 0..<200 {
      var units: [Int: Timeliness] = [:]
      for unit in 0..<random.int(1...12) {
        let due = random.below(4)
        let received = random.below(due + 1)
        units[unit] = Timeliness(due: due, received: received, inTime: random.below(received + 1))
      }
      let renamed = Dictionary(uniqueKeysWithValues: units.map { (100 - $0.key, $0.value) })
      let ranks = Timeliness.ranks(units)
      #expect(Timeliness.ranks(renamed) == Dictionary(uniqueKeysWithValues: ranks.map { (100 - $0.key, $0.value) }))
      #expect(ranks.count == units.values.count { $0.due > 0 })
      if let best = ranks.values.min() { #expect(best == 1) }
    }
  }

  @Test("is added up before it is divided")
  func sums() {
    let sum = Timeliness(due: 1, received: 1, inTime: 1) + Timeliness(due: 3, received: 1, returned: 2, revised: 1)
    #expect(sum == Timeliness(due: 4, received: 2, inTime: 1, returned: 2, revised: 1))
    #expect(sum.completeness == Ratio(1, over: 2) && sum.timeliness == Ratio(1, over: 4))
    #expect(Timeliness().completeness == nil)
  }

  @Test(
    "is told in words that can be sent as they stand",
    arguments: [
      (
        2, false, "兖州工业园区：6月份月报已于2013-07-10截止，逾期2个工作日，尚未报送：投资、财政收入。请尽快办理。",
        "Yanzhou: 6月份月报, due on 2013-07-10, 2 working days ago; not sent in: investment, 财政收入. Please see to it."
      ),
      (
        0, true, "兖州工业园区：6月份月报今日截止，退回待修改：投资、财政收入。请尽快办理。",
        "Yanzhou: 6月份月报, due today; returned, to be mended: investment, 财政收入. Please see to it."
      ),
      (
        -3, false, "兖州工业园区：6月份月报2013-07-10截止，还有3个工作日，尚未报送：投资、财政收入。请尽快办理。",
        "Yanzhou: 6月份月报, due on 2013-07-10, in 3 working days; not sent in: investment, 财政收入. Please see to it."
      ),
    ])
  func words(late: Int, isReturned: Bool, zh: String, en: String) throws {
    let reminder = Reminder(
      zone: Bilingual(zh: "兖州工业园区", en: "Yanzhou"), form: Bilingual(zh: "6月份月报"),
      deadline: try #require(Day(year: 2013, month: 7, day: 10)),
      owed: [Bilingual(zh: "投资", en: "investment"), Bilingual(zh: "财政收入")], isReturned: isReturned,
      workingDaysLate: late)
    #expect(reminder.text == Bilingual(zh: zh, en: en))
  }
}
