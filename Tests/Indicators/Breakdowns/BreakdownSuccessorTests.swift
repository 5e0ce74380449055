import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Chassis
@testable import Indicators

@Suite("A locked breakdown whose approver has left")
struct BreakdownSuccessorTests {
  private static let county = AccessScope.county("\(SmallProgramme.parent)/counties/370812")
  private static let now = StoreOptions.systemClock() / 1_000_000

  /// The book while some have their roles no more: the city's office with a colleague, two of the county, one of the next
  /// county, and whoever stands in for one of the county.
  private static func book(without gone: Set<String> = [], until end: Int64? = nil) -> AccessBook {
    let next = AccessScope.county("\(SmallProgramme.parent)/counties/370881")
    let roles: [(name: String, role: AccessRole, scope: AccessScope)] = [
      ("office", .cityOffice, .city), ("colleague", .cityOffice, .city), ("county", .county, county),
      ("heir", .county, county), ("next", .county, next),
    ]
    let grants = roles.compactMap { own -> AccessGrant? in
      let isGone = gone.contains(own.name)
      if isGone && end == nil { return nil }
      return AccessGrant(
        principal: "people/\(own.name)", role: own.role, scope: own.scope, until: isGone ? end : nil)
    }
    let standIns = [("deputy", "county"), ("helper", "heir")].map { deputy, delegator in
      StandIn(
        delegation: "\(SmallProgramme.parent)/delegations/\(deputy)", delegator: "people/\(delegator)",
        deputy: "people/\(deputy)", role: .county, scope: county, from: 0, until: gone.contains(deputy) ? 1 : .max)
    }
    return AccessBook(
      grants: grants, memberships: [.init(zone: "\(SmallProgramme.parent)/zones/a", county: county.text)],
      standIns: standIns)
  }

  private static func call(_ name: String, _ board: AccessBoard) -> CallContext {
    WorkflowDesk.call(name, board.current, at: now)
  }

  /// Locks version 1 by somebody, changes who has which role, and opens it by somebody. Answers the version.
  private func open(
    _ all: Breakdowns, _ board: AccessBoard, lockedBy locker: String, by opener: String, _ book: AccessBook
  ) async throws -> IndicatorsV1.Breakdown {
    _ = try await all.keep(all.propose(Breakdowns.name))
    _ = try await all.service.lockBreakdown(.with { $0.name = Breakdowns.name }, Self.call(locker, board))
    board.replace(book)
    return try await all.service.unlockBreakdown(
      .with {
        $0.name = Breakdowns.name
        $0.reason = "人员变动"
      }, Self.call(opener, board))
  }

  @Test(
    "is opened by who has the very role now, and the step tells in whose stead, also when read again",
    arguments: [
      ("office", "colleague", "office", Int64?.none), ("county", "heir", "county", .none),
      ("county", "heir", "county", .some(1)), ("deputy", "heir", "county", .none),
    ])
  func successor(locker: String, opener: String, left: String, end: Int64?) async throws {
    let board = AccessBoard(Self.book())
    try await withBreakdowns(decidingBy: board) { all in
      let book = Self.book(without: [left], until: end)
      let opened = try await open(all, board, lockedBy: locker, by: opener, book)
      let by = try #require(opened.steps.last?.by)
      #expect(opened.lock == nil && by.principal == "people/\(opener)")
      #expect(by.standsFor == "people/\(left)" && by.delegation.isEmpty)
      #expect(by.unit == opened.steps.first?.by?.unit)
      #expect(try await all.get().steps == opened.steps)
      #expect(try await all.store.check(rebuilding: true).isSound)
    }
  }

  @Test(
    "is opened by nobody else: while the approver has the role, by another role or unit, or in a successor's stead",
    arguments: [
      ("office", "colleague", []), ("office", "county", ["office"]), ("county", "heir", []),
      ("county", "colleague", ["county"]), ("county", "next", ["county"]), ("county", "helper", ["county"]),
      ("county", "deputy", ["county"]), ("deputy", "heir", ["deputy"]),
    ])
  func others(locker: String, opener: String, gone: [String]) async throws {
    let board = AccessBoard(Self.book())
    try await withBreakdowns(decidingBy: board) { all in
      let refused = await refusal {
        _ = try await open(all, board, lockedBy: locker, by: opener, Self.book(without: Set(gone)))
      }
      #expect(refused?.code == .permissionDenied && refused?.reasonName == "LOCKED")
      let kept = try await all.get()
      #expect(kept.steps.map(\.kind) == [.lock] && kept.lock != nil && kept.lock == refused?.lock)
    }
  }

  @Test("is opened by the approver, in nobody's stead, when the role was given back")
  func back() async throws {
    let board = AccessBoard(Self.book())
    try await withBreakdowns(decidingBy: board) { all in
      let without = Self.book(without: ["office"])
      #expect(await refusal { _ = try await open(all, board, lockedBy: "office", by: "office", without) } != nil)
      board.replace(Self.book())
      let opened = try await all.service.unlockBreakdown(
        .with {
          $0.name = Breakdowns.name
          $0.reason = "年中调整"
        }, Self.call("office", board))
      #expect(opened.steps.last?.by?.standsFor.isEmpty == true)
    }
  }
}
