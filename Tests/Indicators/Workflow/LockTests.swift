import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

@Suite("Every lock of a form")
struct LockTests {
  /// A way to run into a lock, and what is to be told of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var form = WorkflowDesk.create()
    /// Leads there, and gives what is refused.
    let run: @Sendable (WorkflowDesk) async throws -> RPCError?
    let reason: String
    let kind: IndicatorsV1.Lock.Kind
    var openers = ["city"]
    var opensOn = ""
    var openUntil = ""
    var lockedBy = ""
  }

  private static let zone = "\(SmallProgramme.parent)/zones/a"
  private static let county = "\(SmallProgramme.parent)/counties/370812"
  private static func day(_ days: Int) -> String { "\(Desk.today.adding(days: days))" }

  static let cases: [Case] = [
    Case(
      testDescription: "not open yet", form: Desk.create(opens: 3, due: 9),
      run: { desk in await refusal { try await desk.fill("a", 1) } }, reason: "LOCKED", kind: .notOpen, openers: [],
      opensOn: day(3)),
    Case(
      testDescription: "closed by its calendar", form: Desk.create(opens: -60, due: -50, grace: 0),
      run: { desk in await refusal { try await desk.fill("a", 1) } }, reason: "LOCKED", kind: .deadlinePassed,
      openUntil: day(-50)),
    Case(
      testDescription: "sent in",
      run: { desk in
        try await desk.fill("a", 1)
        try await desk.submit("a")
        return await refusal { try await desk.fill("a", 2) }
      }, reason: "LOCKED", kind: .underReview, openers: [zone, county, Desk.statistics, "city"],
      lockedBy: "people/clerk-a"),
    Case(
      testDescription: "looked at, and not to be withdrawn",
      run: { desk in
        try await desk.fill("a", 1)
        try await desk.submit("a")
        try await desk.review("a")
        return await refusal {
          _ = try await desk.submissions.withdrawSubmission(
            .with {
              $0.name = Desk.submission("a")
              $0.reason = "有误"
            }, Desk.call("clerk-a"))
        }
      }, reason: "UNDER_REVIEW", kind: .underReview, openers: [county, Desk.statistics, "city"],
      lockedBy: "people/clerk-a"),
    Case(
      testDescription: "approved",
      run: { desk in
        try await desk.wholeWay("a", 1)
        return await refusal { try await desk.fill("a", 2) }
      }, reason: "LOCKED", kind: .approved, lockedBy: "people/office"),
    Case(
      testDescription: "frozen",
      run: { desk in
        try await desk.freeze(without: ["a", "b", "c"])
        return await refusal { try await desk.fill("a", 2) }
      }, reason: "LOCKED", kind: .frozen, lockedBy: "people/office"),
    Case(
      testDescription: "frozen, and not to be extended",
      run: { desk in
        try await desk.freeze(without: ["a", "b", "c"])
        return await refusal {
          _ = try await desk.forms.extendForm(
            .with {
              $0.name = Desk.form
              $0.extension = .with { ($0.zone, $0.until, $0.reason) = (zone, day(60), "系统故障") }
            }, Desk.call("office"))
        }
      }, reason: "FORM_FROZEN", kind: .frozen, lockedBy: "people/office"),
    Case(
      testDescription: "published",
      run: { desk in
        try await published(desk)
        return await refusal { try await desk.fill("a", 2) }
      }, reason: "LOCKED", kind: .published, lockedBy: "people/office"),
    Case(
      testDescription: "published, and not to be frozen",
      run: { desk in
        try await published(desk)
        return await refusal { try await desk.freeze() }
      }, reason: "BULLETIN_PUBLISHED", kind: .published),
    Case(
      testDescription: "kept inside by its bureau",
      run: { desk in
        try await desk.freeze(without: ["a", "b", "c"])
        return await refusal { try await desk.publish() }
      }, reason: "UNRELEASED", kind: .unreleased, openers: [Desk.statistics, "city"]),
    Case(
      testDescription: "kept inside until a day",
      run: { desk in
        try await desk.freeze(without: ["a", "b", "c"])
        _ = try await desk.forms.releaseIndicators(
          .with {
            $0.name = Desk.form
            $0.indicators = [Desk.indicator("investment")]
            $0.releasedOn = day(4)
            $0.publication = "统计月报"
          }, Desk.call("office"))
        return await refusal { try await desk.publish() }
      }, reason: "UNRELEASED", kind: .unreleased, openers: [Desk.statistics, "city"], opensOn: day(4)),
  ]

  private static func published(_ desk: WorkflowDesk) async throws {
    try await desk.wholeWay("a", 1)
    try await desk.freeze(without: ["b", "c"])
    try await desk.release()
    try await desk.publish()
  }

  @Test("says which it is, who opens it and until when", arguments: cases)
  func told(_ own: Case) async throws {
    try await withDesk(own.form) { desk in
      let refused = try #require(try await own.run(desk))
      #expect(refused.reasonName == own.reason && refused.code == .failedPrecondition)
      let lock = try #require(refused.lock)
      #expect(lock.kind == own.kind && lock.openers == own.openers)
      #expect(lock.opensOn == own.opensOn && lock.openUntil == own.openUntil)
      #expect(lock.lockedBy?.principal ?? "" == own.lockedBy)
      #expect(lock.resource == Desk.form || lock.resource == Desk.submission("a"))
      // Somebody opens it, or a day does; and the words say so.
      #expect(!lock.openers.isEmpty || !lock.opensOn.isEmpty)
      let reason = try #require(lock.reason)
      for text in [reason.zh, reason.en] { #expect(!text.isEmpty && text.contains(own.opensOn + own.openUntil)) }
    }
  }

  @Test("is told by the form itself, or the submission, as it is by a refusal", arguments: cases)
  func shown(_ own: Case) async throws {
    try await withDesk(own.form) { desk in
      let lock = try #require(try await own.run(desk)?.lock)
      guard lock.kind != .unreleased else { return }
      if lock.resource == Desk.submission("a") {
        #expect(try await desk.get("a").locks == [lock])
      } else {
        #expect(try await desk.forms.getForm(.with { $0.name = Desk.form }, Desk.call("office")).lock == lock)
      }
    }
  }

  @Test("is one of those that there are, and each of them is met")
  func complete() {
    let known = IndicatorsV1.Lock.Kind.knownValues.filter { $0 != .unspecified }
    #expect(Set(Self.cases.map(\.kind)) == Set(known))
  }

  @Test("opens: a form that takes reports has none")
  func open() async throws {
    try await withDesk { desk in
      let form = try await desk.forms.getForm(.with { $0.name = Desk.form }, Desk.call("office"))
      let submission = try await desk.get("a")
      #expect(form.lock == nil && submission.locks.isEmpty)
    }
  }
}
