import Domain
import RPC
import Storage
import TestSupport
import Wire
import WireTupo

@testable import Chassis
@testable import Reporting

/// The city's office with a unit, a bureau, and people who play their parts.
struct SupervisionDesk {
  let handler: SupervisionHandler

  static let zone = "\(Desk.parent)/zones/a"
  static let today = Day(inChinaAt: StoreOptions.systemClock())

  private static let book = AccessBook(
    grants: [
      AccessGrant(principal: "people/office", role: .cityOffice, scope: .city),
      AccessGrant(principal: "people/clerk", role: .zoneReporter, scope: .zone(zone)),
      AccessGrant(principal: "people/other", role: .zoneReporter, scope: .zone("\(Desk.parent)/zones/b")),
      AccessGrant(principal: "people/reader", role: .leader, scope: .city),
      AccessGrant(principal: "people/both", role: .cityOffice, scope: .city),
      AccessGrant(principal: "people/both", role: .zoneReporter, scope: .zone(zone)),
      AccessGrant(principal: "people/bureau", role: .cityOffice, scope: .city),
      AccessGrant(principal: "people/deputy", role: .cityOffice, scope: .city),
      AccessGrant(principal: "people/proxy", role: .zoneReporter, scope: .zone(zone)),
      AccessGrant(principal: "people/bureau", role: .department, scope: .office("\(Desk.parent)/offices/bureau")),
    ],
    standIns: [
      StandIn(
        delegation: "\(Desk.parent)/delegations/away", delegator: "people/bureau", deputy: "people/deputy",
        role: .department, scope: .office("\(Desk.parent)/offices/bureau"), from: 0, until: 100),
      StandIn(
        delegation: "\(Desk.parent)/delegations/office", delegator: "people/office", deputy: "people/proxy",
        role: .cityOffice, scope: .city, from: 0, until: 100),
    ])

  static func call(_ name: String) -> CallContext {
    let call = CallContext(path: "/test")
    call.identify(book.caller("people/\(name)", at: 50))
    return call
  }

  /// Runs a test in an office of its own; the programme has an office and a meeting.
  static func with(_ body: (SupervisionDesk) async throws -> Void) async throws {
    try await Desk.with { desk in
      try await desk.apply {
        $0.offices = [
          .with {
            $0.name = "\(Desk.parent)/offices/bureau"
            $0.title = .with { $0.zh = "市财政局" }
          }
        ]
        $0.meetings = [
          .with {
            $0.name = "\(Desk.parent)/meetings/site"
            $0.title = .with { $0.zh = "现场推进会" }
          }
        ]
      }
      try await body(SupervisionDesk(handler: SupervisionHandler(store: desk.store, calendars: SampleCalendar())))
    }
  }

  // MARK: - Steps, each by who usually takes it

  /// Enters a leader's note; days count from today.
  @discardableResult
  func enter(
    _ id: String, due: Int = 7, on entered: Int = 0, by name: String = "office",
    _ change: (inout ReportingV1.SupervisedItem) -> Void = { _ in }
  ) async throws -> ReportingV1.SupervisedItem {
    var item = ReportingV1.SupervisedItem.with {
      $0.origin = .leaderNote
      $0.notedBy = "分管副市长"
      $0.request = .with { $0.zh = "请查明增速回落原因，提出措施。" }
      $0.unit = Self.zone
      $0.enteredOn = "\(Self.today.adding(days: entered))"
      $0.dueOn = "\(Self.today.adding(days: due))"
    }
    change(&item)
    return try await handler.createSupervisedItem(
      .with {
        $0.parent = Desk.parent
        $0.itemId = id
        $0.item = item
      }, Self.call(name))
  }

  @discardableResult
  func reply(_ id: String, by name: String) async throws -> ReportingV1.SupervisedItem {
    try await handler.replyToItem(
      .with {
        $0.name = Self.name(id)
        $0.text = "已制定措施"
        $0.evidence = "济开发〔2013〕9号"
      }, Self.call(name))
  }

  @discardableResult
  func giveBack(_ id: String, due: Int) async throws -> ReportingV1.SupervisedItem {
    try await handler.returnReply(
      .with {
        $0.name = Self.name(id)
        $0.reason = "措施不具体"
        $0.dueOn = "\(Self.today.adding(days: due))"
      }, Self.call("office"))
  }

  @discardableResult
  func extend(_ id: String, due: Int) async throws -> ReportingV1.SupervisedItem {
    try await handler.extendItem(
      .with {
        $0.name = Self.name(id)
        $0.reason = "需会商"
        $0.dueOn = "\(Self.today.adding(days: due))"
      }, Self.call("office"))
  }

  @discardableResult
  func close(_ id: String, by name: String = "office") async throws -> ReportingV1.SupervisedItem {
    try await handler.closeItem(
      .with {
        $0.name = Self.name(id)
        $0.reason = "措施已落实"
      }, Self.call(name))
  }

  func get(_ id: String) async throws -> ReportingV1.SupervisedItem {
    try await handler.getSupervisedItem(.with { $0.name = Self.name(id) }, Self.call("reader"))
  }

  private static func name(_ id: String) -> String { "\(Desk.parent)/supervisedItems/\(id)" }
}

extension RPCError {
  /// The stable name of a refusal.
  var reason: String {
    for case .errorInfo(let reason, _, _) in details { return reason }
    return ""
  }
}

/// Weekends, and the whole first week of October off; Sunday 29 September 2013 is worked in exchange.
struct SampleCalendar: CalendarSource {
  func calendar(_ programme: String, call: CallContext) async throws -> WorkingCalendar {
    guard programme == "made" else { throw Failure.notFound("programmes/\(programme)") }
    return WorkingCalendar(
      holidays: Set((1...7).compactMap { Day("2013-10-0\($0)") }),
      workedWeekends: Set([Day("2013-09-29")].compactMap { $0 }))
  }
}
