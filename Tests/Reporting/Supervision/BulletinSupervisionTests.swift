import Chassis
import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Reporting

@Suite("What bulletins ask")
struct BulletinSupervisionTests {
  private static func items(_ desk: Desk) async throws -> [ReportingV1.SupervisedItem] {
    try await SupervisionHandler(store: desk.store, calendars: SampleCalendar()).listSupervisedItems(
      .with {
        $0.parent = Desk.parent
        $0.orderBy = "name"
      }, desk.call
    ).items
  }

  private static func text(_ bulletin: ReportingV1.Bulletin, of section: String) throws -> String {
    let document = Document(try #require(bulletin.document))
    for case .heading(let heading) in document.blocks where heading.title == section {
      return heading.text.plainText
    }
    return ""
  }

  @Test("enters supervision when they are published: an item for each unit, with its day in worked days")
  func enters() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      desk.source.missing = ["b", "c"]
      _ = try await desk.publish { $0.validateOnly = true }
      #expect(try await Self.items(desk).isEmpty)
      let bulletin = try await desk.publish()
      let items = try await Self.items(desk)
      #expect(items.map(\.unit) == ["\(Desk.parent)/zones/b", "\(Desk.parent)/zones/c"])
      #expect(items.map(\.number) == ["督〔2013〕1号（演示）", "督〔2013〕2号（演示）"])
      let first = try #require(items.first)
      #expect(first.origin == .bulletin && first.source == bulletin.name && first.state == .open)
      #expect(first.request?.zh == "补报2013年6月数据：固定资产投资")
      // Signed on Friday 19 July: two worked days later is Tuesday.
      #expect(first.enteredOn == "2013-07-19" && first.dueOn == "2013-07-23" && first.demonstration)
      #expect(first.steps.map(\.kind) == [.enter])
    }
  }

  @Test("of a party that is no zone or office has no item, which the check before and the publishing tell")
  func unsupervised() async throws {
    try await Desk.with { desk in
      try await desk.apply {
        $0.offices = [
          .with {
            $0.name = "\(Desk.parent)/offices/commerce"
            $0.title = .with { ($0.zh, $0.en) = ("市商务局", "Commerce Bureau") }
          }
        ]
      }
      desk.source.responsible = ["市商务局", "青岛海关", ""]
      let checked = try await desk.publish { $0.validateOnly = true }
      #expect(checked.findings.map(\.reason) == ["PARTY_UNSUPERVISED", "NOBODY_RESPONSIBLE"])
      #expect(checked.findings.map(\.cell) == ["青岛海关", ""] && checked.findings.allSatisfy { $0.severity == .soft })
      let text = checked.findings.first?.text
      #expect(text?.zh.hasPrefix("“青岛海关”不是本方案的单位或部门，不进入督办：报送到期事项") == true)
      #expect(text?.zh.contains("第2步") == true && text?.en.hasPrefix("\"青岛海关\" is no zone or office") == true)
      #expect(checked.findings.last?.text?.zh.hasPrefix("未写明责任单位，不进入督办：") == true)

      let published = try await desk.publish()
      #expect(published.findings == checked.findings)
      #expect(try await Self.items(desk).map(\.unit) == ["\(Desk.parent)/offices/commerce"])
      // They are of that call alone: what was published stays as it is.
      #expect(try await desk.publish().findings.isEmpty)
      desk.source.responsible = ["市商务局"]
      #expect(try await desk.publish("2013-05") { $0.validateOnly = true }.findings.isEmpty)
    }
  }

  @Test("is not entered twice: by a second call, nor by a correction that asks the same")
  func once() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      desk.source.missing = ["b"]
      _ = try await desk.publish()
      _ = try await desk.publish()
      #expect(try await Self.items(desk).count == 1)
      desk.source.missing = ["b", "c"]
      desk.source.value = 13_000_000_000
      let second = try await desk.publish(correcting: 1)
      let items = try await Self.items(desk)
      #expect(items.map(\.unit) == ["\(Desk.parent)/zones/b", "\(Desk.parent)/zones/c"])
      #expect(items.last?.source == second.name)
    }
  }

  @Test("is told by the next one while it is not answered, and no longer when it is")
  func told() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      desk.source.missing = ["b", "c"]
      _ = try await desk.publish("2013-05")
      desk.source.missing = []
      let told = try Self.text(try await desk.publish("2013-06") { $0.validateOnly = true }, of: "督办事项")
      #expect(told.hasPrefix("逾期未回复2项：") && told.contains("应于6月21日前回复，逾期28天"))
      #expect(told.contains("补报2013年5月数据：固定资产投资（督〔2013〕1号"))
      // Its own requests are in its own section, and a correction does not tell them as unanswered.
      desk.source.missing = ["b"]
      _ = try await desk.publish("2013-06")
      desk.source.value = 13_000_000_000
      let corrected = try Self.text(try await desk.publish("2013-06", correcting: 1), of: "督办事项")
      #expect(corrected.hasPrefix("逾期未回复2项：") && !corrected.contains("6月数据"))
    }
  }

  @Test("counts as answered from the day of the reply on, and as asked again from its return on")
  func asOfSigning() async throws {
    try await Desk.with { desk in
      try await desk.apply()
      desk.source.missing = ["b"]
      _ = try await desk.publish("2013-05")
      let handler = SupervisionHandler(store: desk.store, calendars: SampleCalendar())
      let name = try #require(try await Self.items(desk).first).name
      func unanswered(on day: Day) async throws -> [Unanswered] {
        try await desk.store.read(at: nil, call: desk.call) {
          try SupervisedItem.unanswered("made", on: day, besides: Month("2013-12") ?? SampleInput.june, in: $0)
        }.value
      }
      let today = SupervisionDesk.today
      _ = try await handler.replyToItem(
        .with {
          $0.name = name
          $0.text = "已补报"
        }, desk.call)
      #expect(try await unanswered(on: today.adding(days: -1)).count == 1)
      #expect(try await unanswered(on: today).isEmpty)
      _ = try await handler.returnReply(
        .with {
          $0.name = name
          $0.reason = "数据不全"
          $0.dueOn = "\(today.adding(days: 3))"
        }, SupervisionDesk.call("office"))
      #expect(try await unanswered(on: today).map(\.dueOn) == [today.adding(days: 3)])
      #expect(try await unanswered(on: SampleInput.day("2013-06-18")).isEmpty)
    }
  }
}
