import Domain
import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireStandard
import WireTupo

@testable import Chassis
@testable import Reporting

@Suite("Supervised items as they are kept")
struct SupervisionHandlerTests {
  @Test("are numbered in their year without gaps, and overdue from the day after the last one")
  func entered() async throws {
    try await SupervisionDesk.with { office in
      let first = try await office.enter("one", due: -2, on: -9)
      #expect(first.number == "督〔\(SupervisionDesk.today.adding(days: -9).civil.year)〕1号" && first.state == .open)
      #expect(first.overdue && first.daysLate == 2 && first.steps.map(\.kind) == [.enter])
      #expect(try await office.enter("two", on: -9).number.hasSuffix("〕2号"))
      let made = try await office.enter("three", on: -9) { $0.demonstration = true }
      #expect(made.number.hasSuffix("〕3号（演示）"))
      let again = await refusal { _ = try await office.enter("one") }
      #expect(again?.code == .alreadyExists)
      #expect(try await !office.enter("four", due: 0).overdue)
    }
  }

  @Test("are due by worked days of the programme's calendar, where so many are given instead of a day")
  func workingDays() async throws {
    try await SupervisionDesk.with { office in
      func enter(_ id: String, _ days: Int32, due: String = "") async throws -> ReportingV1.SupervisedItem {
        try await office.handler.createSupervisedItem(
          .with {
            $0.parent = Desk.parent
            $0.itemId = id
            $0.item = .with {
              $0.origin = .leaderNote
              $0.notedBy = "分管副市长"
              $0.request = .with { $0.zh = "请查明原因。" }
              $0.unit = SupervisionDesk.zone
              $0.enteredOn = "2013-09-27"
              $0.dueOn = due
            }
            $0.workingDays = days
          }, SupervisionDesk.call("office"))
      }
      // Friday; then Sunday in exchange, Monday, and the eighth of October after the holidays.
      let (one, three) = (try await enter("one", 1), try await enter("three", 3))
      #expect(one.dueOn == "2013-09-29" && three.dueOn == "2013-10-08")
      #expect(try await reason { try await enter("none", 251) } == "OUT_OF_RANGE")
      #expect(try await reason { try await enter("none", -1) } == "OUT_OF_RANGE")
      #expect(try await reason { try await enter("none", 2, due: "2013-10-09") } == "DUE_TWICE")
    }
  }

  @Test("get worked days for a return from today on, and more of them from the last day or today on")
  func workingDaysLater() async throws {
    try await SupervisionDesk.with { office in
      let (today, calendar) = (
        SupervisionDesk.today, try await SampleCalendar().calendar("made", call: .init(path: ""))
      )
      func giveBack(_ id: String, _ days: Int32, due: String = "") async throws -> ReportingV1.SupervisedItem {
        try await office.handler.returnReply(
          .with {
            ($0.name, $0.reason, $0.workingDays) = ("\(Desk.parent)/supervisedItems/\(id)", "措施不具体", days)
            $0.dueOn = due
          }, SupervisionDesk.call("office"))
      }
      func extend(_ id: String, _ days: Int32, due: String = "") async throws -> ReportingV1.SupervisedItem {
        try await office.handler.extendItem(
          .with {
            ($0.name, $0.reason, $0.workingDays) = ("\(Desk.parent)/supervisedItems/\(id)", "需会商", days)
            $0.dueOn = due
          }, SupervisionDesk.call("office"))
      }
      try await office.enter("one", due: 9)
      #expect(try await extend("one", 3).dueOn == "\(calendar.adding(3, to: today.adding(days: 9)))")
      try await office.reply("one", by: "clerk")
      #expect(try await giveBack("one", 2).dueOn == "\(calendar.adding(2, to: today))")
      // Of one whose last day has passed, more days count from today.
      try await office.enter("late", due: -30, on: -40)
      #expect(try await extend("late", 1).dueOn == "\(calendar.adding(1, to: today))")

      let day = "\(today.adding(days: 90))"
      for days: Int32 in [-1, 251] {
        #expect(try await reason { try await extend("late", days) } == "OUT_OF_RANGE")
        #expect(try await reason { try await giveBack("one", days) } == "OUT_OF_RANGE")
      }
      #expect(try await reason { try await extend("late", 2, due: day) } == "DUE_TWICE")
      #expect(try await reason { try await giveBack("one", 2, due: day) } == "DUE_TWICE")
      #expect(await refusal { _ = try await extend("late", 0) }?.fields == ["due_on"])
    }
  }

  @Test("come from a bulletin or meeting that is there, and go to an office that is there")
  func isThere() async throws {
    try await SupervisionDesk.with { office in
      try await office.enter("meeting") {
        $0.origin = .meeting
        $0.source = "\(Desk.parent)/meetings/site"
      }
      for change: @Sendable (inout ReportingV1.SupervisedItem) -> Void in [
        { $0.unit = "\(Desk.parent)/offices/nobody" },
        {
          $0.origin = .meeting
          $0.source = "\(Desk.parent)/meetings/other"
        },
        {
          $0.origin = .bulletin
          $0.source = "\(Desk.parent)/bulletins/2013-06-1"
        },
      ] {
        let refused = await refusal { _ = try await office.enter("x", change) }
        #expect(refused?.code == .notFound)
      }
    }
  }

  /// What is wrong with an item, by the field that a refusal names.
  private static let wrong: [(field: String, change: @Sendable (inout ReportingV1.SupervisedItem) -> Void)] = [
    ("item.origin", { $0.origin = .unspecified }), ("item.noted_by", { $0.notedBy = " " }),
    ("item.request.zh", { $0.request = nil }), ("item.unit", { $0.unit = "\(Desk.parent)/counties/370882" }),
    ("item.unit", { $0.unit = "programmes/other/zones/a" }), ("item.due_on", { $0.dueOn = "7月26日" }),
    ("item.due_on", { $0.dueOn = "2013-01-01" }), ("item.entered_on", { $0.enteredOn = "2199-01-01" }),
    ("item.source", { $0.origin = .bulletin }),
  ]

  @Test("are refused with each fault by its field", arguments: wrong.indices)
  func faults(_ index: Int) async throws {
    let (field, change) = Self.wrong[index]
    try await SupervisionDesk.with { office in
      let refused = await refusal { _ = try await office.enter("x", change) }
      #expect(refused?.code == .invalidArgument && refused?.fields.contains(field) == true, "\(field)")
    }
  }

  @Test("are answered by their unit, returned, answered again, and struck off by somebody else with a reason")
  func wholeWay() async throws {
    try await SupervisionDesk.with { office in
      try await office.enter("one")
      for name in ["office", "other", "reader"] {
        #expect(await refusal { try await office.reply("one", by: name) }?.code == .permissionDenied, "\(name)")
      }
      #expect(await refusal { try await office.close("one") }?.reason == "WRONG_STATE")
      try await office.reply("one", by: "clerk")
      let back = try await office.giveBack("one", due: 3)
      #expect(back.state == .returned && back.returned == 1 && back.repliedOn.isEmpty)
      #expect(back.dueOn == "\(SupervisionDesk.today.adding(days: 3))")
      #expect(await refusal { try await office.giveBack("one", due: 3) }?.reason == "WRONG_STATE")
      let later = try await office.extend("one", due: 5)
      #expect(later.extended == 1)
      let sooner = await refusal { try await office.extend("one", due: 5) }
      #expect(sooner?.code == .invalidArgument && sooner?.fields == ["due_on"])
      try await office.reply("one", by: "clerk")
      let closed = try await office.close("one")
      #expect(closed.state == .closed && closed.closedOn == "\(SupervisionDesk.today)")
      #expect(closed.steps.map(\.kind) == [.enter, .reply, .return, .extend, .reply, .close])
      #expect(closed.steps.last?.text == "措施已落实" && closed.steps.last?.by?.unit == "city")
      #expect(closed.steps[1].by?.principal == "people/clerk" && closed.steps[1].by?.unit == SupervisionDesk.zone)
      #expect(try await office.get("one") == closed)
      #expect(await refusal { try await office.reply("one", by: "clerk") }?.reason == "WRONG_STATE")
    }
  }

  @Test("are never struck off by who has replied, nor by the one in whose stead it was")
  func makerIsNotChecker() async throws {
    try await SupervisionDesk.with { office in
      try await office.enter("one")
      try await office.reply("one", by: "both")
      let own = await refusal { try await office.close("one", by: "both") }
      #expect(own?.reason == "MAKER_IS_CHECKER")
      try await office.close("one")
      try await office.enter("two") { $0.unit = "\(Desk.parent)/offices/bureau" }
      let replied = try await office.reply("two", by: "deputy")
      #expect(
        replied.steps.last?.by?.standsFor == "people/bureau" && replied.steps.last?.by?.principal == "people/deputy")
      for name in ["bureau", "deputy"] {
        #expect(await refusal { try await office.close("two", by: name) }?.reason == "MAKER_IS_CHECKER", "\(name)")
      }
    }
  }

  @Test("are entered and struck off for the office by its deputy, who is shown, and who judges no reply of its own")
  func deputyOfTheOffice() async throws {
    try await SupervisionDesk.with { office in
      try await office.enter("one", by: "proxy")
      try await office.reply("one", by: "clerk")
      let closed = try await office.close("one", by: "proxy")
      for step in [closed.steps.first, closed.steps.last] {
        #expect(step?.by?.principal == "people/proxy" && step?.by?.standsFor == "people/office")
        #expect(step?.by?.unit == "city" && step?.by?.delegation == "\(Desk.parent)/delegations/office")
      }
      try await office.enter("two")
      try await office.reply("two", by: "proxy")
      #expect(await refusal { try await office.close("two", by: "proxy") }?.reason == "MAKER_IS_CHECKER")
      try await office.close("two")
    }
  }

  @Test("are found by day, filter and order, and answered by mask")
  func list() async throws {
    try await SupervisionDesk.with { office in
      try await office.enter("a", due: -3, on: -9)
      try await office.enter("b", due: -5, on: -9) { $0.unit = "\(Desk.parent)/offices/bureau" }
      try await office.enter("c", due: 4)
      try await office.reply("a", by: "clerk")
      func list(
        overdueOn day: String = "", filter: String = "", orderBy: String = "", mask: [String] = []
      ) async throws -> [ReportingV1.SupervisedItem] {
        let request = ReportingV1.ListSupervisedItemsRequest.with {
          $0.parent = Desk.parent
          $0.overdueOn = day
          $0.filter = filter
          $0.orderBy = orderBy
          $0.readMask = .with { $0.paths = mask }
        }
        return try await office.handler.listSupervisedItems(request, anyCall()).items
      }
      let ids = { (items: [ReportingV1.SupervisedItem]) in items.map { String($0.name.last ?? " ") } }
      #expect(ids(try await list()) == ["b", "a", "c"])
      #expect(ids(try await list(overdueOn: "\(SupervisionDesk.today)")) == ["b"])
      #expect(ids(try await list(overdueOn: "\(SupervisionDesk.today.adding(days: 5))")) == ["b", "c"])
      #expect(ids(try await list(filter: "state=STATE_REPLIED")) == ["a"])
      #expect(ids(try await list(filter: "unit=\"\(SupervisionDesk.zone)\" due_on>=\(SupervisionDesk.today)")) == ["c"])
      #expect(ids(try await list(orderBy: "due_on desc")) == ["c", "a", "b"])
      let masked = try await list(mask: ["number", "days_late"])
      try #require(masked.count == 3)
      #expect(masked[0].daysLate == 5 && !masked[0].number.isEmpty && masked[0].unit.isEmpty)
    }
  }
}
