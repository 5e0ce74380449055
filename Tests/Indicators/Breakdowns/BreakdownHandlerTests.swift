import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Chassis
@testable import Indicators

@Suite("Breakdowns that are kept")
struct BreakdownHandlerTests {
  @Test("are proposed without being kept, then kept as version 1 and read again")
  func first() async throws {
    try await withBreakdowns { all in
      let leaves = [Breakdowns.leaf(Breakdowns.project("x"), 600, person: Breakdowns.person("p1"))]
      let proposal = try await all.propose(by: [.project: leaves])
      #expect(proposal.number == 0 && proposal.annualValue == 1_200 && !proposal.stale && proposal.etag.isEmpty)
      #expect(proposal.nodes.map(\.cumulative) == [200, 300, 400, 500, 600, 700, 800, 900, 1_000, 1_100, 1_200])
      #expect(await refusal { _ = try await all.get() }?.code == .notFound)

      let kept = try await all.keep(proposal)
      #expect(kept.number == 1 && kept.recordedIn?.sequence == 3 && kept.etag == "3" && kept.method == .equal)
      #expect(kept.madeBy?.principal == "local" && kept.madeBy?.unit == "city" && kept.lock == nil)
      #expect(try await all.get() == kept)
      #expect(try await all.get(1) == kept)
      #expect(
        kept.nodes.last?.partitions.first?.leaves == leaves && kept.nodes.last?.partitions.first?.undivided == 600)
      #expect(try await all.store.check(rebuilding: true).isSound)
    }
  }

  @Test("get versions with reasons when they are re-negotiated, and older ones are read as they were")
  func versions() async throws {
    try await withBreakdowns { all in
      let first = try await all.keep(all.propose(Breakdowns.name))
      #expect(try await all.keep(first).number == 1)  // The same again is no new version.
      let weights: [Int64] = [0, 0, 0, 0, 1, 3]
      let proposal = try await all.propose(Breakdowns.name, .custom, keep: "2013-06", weights: weights)
      #expect(proposal.nodes.map(\.cumulative) == [200, 300, 400, 500, 600, 600, 600, 600, 600, 750, 1_200])
      let silent = await refusal { _ = try await all.keep(proposal) }
      #expect(silent?.code == .invalidArgument && silent?.fields == ["breakdown.reason"])
      let second = try await all.keep(proposal, reason: "汛期停工，任务后移", etag: first.etag)
      #expect(second.number == 2 && second.reason == "汛期停工，任务后移")
      #expect(await refusal { _ = try await all.keep(first, reason: "x", etag: first.etag) }?.reason == "ETAG_MISMATCH")
      #expect(try await all.get(1).nodes == first.nodes)
      #expect(try await all.get().nodes == second.nodes)
      #expect(try await all.get(at: 3).number == 1)
      #expect(await refusal { _ = try await all.get(3) }?.code == .notFound)
      let listed = try await all.service.listBreakdownVersions(
        .with {
          $0.parent = Breakdowns.name
          $0.orderBy = "number desc"
        }, anyCall())
      #expect(listed.versions.map(\.number) == [2, 1] && listed.versions[0].reason == second.reason)
    }
  }

  @Test("keep their divisions in the order given, so that the same again is no new version")
  func order() async throws {
    try await withBreakdowns { all in
      try await all.enter("e", zone: "a")
      let proposal = try await all.propose(by: [
        .project: [Breakdowns.leaf(Breakdowns.project("x"), 600)],
        .enterprise: [Breakdowns.leaf(Breakdowns.enterprise("e"), 1_000)],
      ])
      let kept = try await all.keep(proposal)
      #expect(kept.nodes == proposal.nodes && kept.nodes[0].partitions.map(\.kind) == [.project, .enterprise])
      #expect(try await all.get() == kept)
      #expect(try await all.keep(proposal).number == 1)
    }
  }

  @Test("are divided among enterprises of the register that lie in the zone in the year, and no others")
  func enterprises() async throws {
    try await withBreakdowns { all in
      try await all.enter("here", zone: "a", from: "2013-12-31")
      try await all.enter("left", zone: "a", code: Breakdowns.codes[1])
      try await all.enter("later", zone: "a", from: "2014-01-01", code: Breakdowns.codes[2])
      try await all.enter("there", zone: "b", code: Breakdowns.codes[3])
      _ = try await EnterpriseHandler(store: all.store).moveEnterprise(
        .with {
          $0.name = Breakdowns.enterprise("left")
          $0.zone = "\(SmallProgramme.parent)/zones/b"
          $0.validFrom = "2013-01-02"
          $0.reason = "搬迁"
        }, anyCall())
      let lawful = ["here", "left"].map { Breakdowns.leaf(Breakdowns.enterprise($0), 100) }
      let proposal = try await all.propose(by: [.enterprise: lawful])
      #expect(try await all.keep(proposal).number == 1)

      let wrong = ["later", "here", "nowhere", "there"].map { Breakdowns.leaf(Breakdowns.enterprise($0), 100) }
      let refused = await refusal { _ = try await all.propose(by: [.enterprise: wrong]) }
      #expect(refused?.code == .invalidArgument)
      #expect(refused?.fields == [0, 2, 3].map { "divisions[0].leaves[\($0)].subject" })
      var other = proposal
      for node in other.nodes.indices { other.nodes[node].partitions[0].leaves[1].subject = wrong[3].subject }
      other.nodes[4].partitions[0].leaves[0].subject = wrong[2].subject
      other.reason = "改分解"
      let kept = await refusal { _ = try await all.keep(other) }
      let nodes = "breakdown.nodes"
      let told = Set(kept?.fields ?? [])
      #expect(told.contains("\(nodes)[0].partitions[0].leaves[1].subject"))
      #expect(told.contains("\(nodes)[4].partitions[0].leaves[0].subject"))
      #expect(!told.contains("\(nodes)[1].partitions[0].leaves[1].subject"))  // Told once.
      #expect(try await all.get().number == 1)
    }
  }

  @Test("have all their faults told by field, and nothing is kept")
  func faults() async throws {
    try await withBreakdowns { all in
      var wrong = try await all.propose(by: [.project: [Breakdowns.leaf(Breakdowns.project("x"), 600)]])
      wrong.nodes[3].cumulative = 399
      wrong.nodes[4].partitions[0].leaves[0].cumulative += 1
      wrong.nodes[10].cumulative = 1_201
      wrong.nodes[10].partitions[0].undivided += 1
      wrong.nodes[10].person = Breakdowns.person("nobody")
      let error = await refusal { _ = try await all.keep(wrong) }
      #expect(error?.code == .invalidArgument)
      #expect(
        error?.fields == [
          "breakdown.nodes[3]", "breakdown.nodes[3].partitions[0]", "breakdown.nodes[4].partitions[0]",
          "breakdown.nodes[10]", "breakdown.nodes",
        ])
      wrong.nodes[0].month = "2013-13"
      wrong.nodes[0].partitions[0].kind = .unspecified
      wrong.nodes[1].partitions[0].leaves[0].subject = Breakdowns.person("p1")
      let converted = await refusal { _ = try await all.keep(wrong) }
      #expect(
        Set(converted?.fields ?? []) == [
          "breakdown.nodes[0].month", "breakdown.nodes[0].partitions[0].kind",
          "breakdown.nodes[1].partitions[0].leaves[0].subject",
        ])
      #expect(try await all.store.head().size == 2)
      #expect(try await all.keep(all.propose(Breakdowns.name), dryRun: true).number == 1)
      #expect(try await all.store.head().size == 2)
    }
  }

  @Test("of a value stay when the base is revised, of growth follow it and are stale")
  func bases() async throws {
    try await withBreakdowns { all in
      let none = await refusal { _ = try await all.propose(Breakdowns.growing) }
      #expect(none?.code == .failedPrecondition && none?.reason == "NOT_DIVISIBLE")
      let base = [SmallProgramme.figure("a", "2012-12", 900), SmallProgramme.figure("b", "2012-12", 1_001)]
      _ = try await all.figures.submitFigures(SmallProgramme.submit(base), anyCall())
      let growing = try await all.keep(all.propose(Breakdowns.growing))
      #expect(growing.annualValue == 1_302 && !growing.stale)  // 1,301.3: the least whole value that fulfils it.
      _ = try await all.keep(all.propose(Breakdowns.name))
      let revised = [SmallProgramme.figure("a", "2012-12", 950), SmallProgramme.figure("b", "2012-12", 1_000)]
      _ = try await all.figures.submitFigures(SmallProgramme.submit(revised), anyCall())
      let listed = try await all.service.listBreakdowns(.with { $0.parent = SmallProgramme.parent }, anyCall())
      #expect(listed.breakdowns.map(\.stale) == [false, true])
      #expect(listed.breakdowns.map(\.annualValue) == [1_200, 1_300])
      let lock = await refusal {
        _ = try await all.service.lockBreakdown(.with { $0.name = Breakdowns.growing }, anyCall())
      }
      #expect(lock?.reason == "STALE")
      let old = await refusal { _ = try await all.keep(growing, reason: "x") }
      #expect(old?.fields == ["breakdown.nodes[10]"])
    }
  }

  @Test("are spread as last year's months were, when all of them are on record")
  func lastYear() async throws {
    try await withBreakdowns { all in
      let missing = await refusal { _ = try await all.propose(Breakdowns.name, .lastYear) }
      #expect(missing?.code == .failedPrecondition && missing?.reason == "HISTORY_MISSING")
      let figures = (2...12).map { month -> IndicatorsV1.Figure in
        let text = month < 10 ? "0\(month)" : "\(month)"
        return SmallProgramme.figure("a", "2012-\(text)", month == 12 ? 600 : Int64(month) * 10)
      }
      _ = try await all.figures.submitFigures(SmallProgramme.submit(figures), anyCall())
      for method in [IndicatorsV1.SpreadMethod.lastYear, .usualSeason] {
        let proposal = try await all.propose(Breakdowns.name, method)
        #expect(proposal.nodes.map(\.cumulative) == [40, 60, 80, 100, 120, 140, 160, 180, 200, 220, 1_200])
      }
    }
  }

  @Test(
    "cannot be proposed of what is not divided",
    arguments: [
      ("programmes/p/zones/a/targets/investment-2014/breakdown", RPCError.Code.notFound, "NOT_FOUND"),
      ("programmes/p/zones/a/targets/investment/breakdown", .invalidArgument, "NAME_INVALID"),
      ("programmes/p/zones/a/targets/investment-2013", .invalidArgument, "NAME_INVALID"),
    ])
  func unknown(name: String, code: RPCError.Code, reason: String) async throws {
    try await withBreakdowns { all in
      let error = await refusal { _ = try await all.propose(name) }
      #expect(error?.code == code && error?.reason == reason)
    }
  }

  @Test("of a level are refused: only what flows is divided")
  func levels() async throws {
    try await withBreakdowns { all in
      var programme = Breakdowns.programme
      programme.indicators[0].kind = .stock
      _ = try await all.catalogue.applyProgramme(programme, anyCall())
      #expect(await refusal { _ = try await all.propose(Breakdowns.name) }?.reason == "NOT_DIVISIBLE")
    }
  }

  @Test("answer a repeated request as the first time")
  func repeated() async throws {
    try await withBreakdowns { all in
      let proposal = try await all.propose(Breakdowns.name)
      let id = "01HZY3K4M5N6P7Q8R9S0T1V2W3"
      let first = try await all.keep(proposal, id: id)
      #expect(try await all.keep(proposal, id: id) == first)
      #expect(try await all.store.head().size == 3)
    }
  }

  @Test("without a guard are locked and opened by anybody, once, with a reason")
  func locks() async throws {
    try await withBreakdowns { all in
      _ = try await all.keep(all.propose(Breakdowns.name))
      let locked = try await all.service.lockBreakdown(
        .with {
          $0.name = Breakdowns.name
          $0.reason = "7月专题会议定"
        }, anyCall())
      #expect(locked.lock?.resource == Breakdowns.name && locked.lock?.openers == ["city"])
      let twice = await refusal {
        _ = try await all.service.lockBreakdown(.with { $0.name = Breakdowns.name }, anyCall())
      }
      #expect(twice?.reason == "LOCKED")
      let silent = await refusal {
        _ = try await all.service.unlockBreakdown(.with { $0.name = Breakdowns.name }, anyCall())
      }
      #expect(silent?.fields == ["reason"])
      let unlock = IndicatorsV1.UnlockBreakdownRequest.with {
        $0.name = Breakdowns.name
        $0.reason = "年中调整"
      }
      #expect(try await all.service.unlockBreakdown(unlock, anyCall()).lock == nil)
      #expect(await refusal { _ = try await all.service.unlockBreakdown(unlock, anyCall()) }?.reason == "NOT_LOCKED")
      #expect(try await all.get().lock == nil)
      let past = try await all.get(at: 4)
      #expect(past.lock == locked.lock && past.steps == locked.steps)
      _ = try await all.keep(
        all.propose(Breakdowns.name, .custom, weights: [Int64](repeating: 1, count: 10) + [2]), reason: "x")
      let versions = try await all.service.listBreakdownVersions(.with { $0.parent = Breakdowns.name }, anyCall())
        .versions
      #expect(versions.map { $0.steps.map(\.kind) } == [[.lock, .unlock], []])
      #expect(versions[0].steps.map(\.reason) == ["7月专题会议定", "年中调整"])
      #expect(versions[0].steps[0].by == locked.lock?.lockedBy && versions[0].steps[1].by?.unit == "city")
      #expect(try await all.store.check(rebuilding: true).isSound)
    }
  }

  @Test("that a service locked for somebody say who that is, since nobody else opens them")
  func lockedOnBehalf() async throws {
    try await withBreakdowns { all in
      _ = try await all.keep(all.propose(Breakdowns.name))
      let call = anyCall()
      call.identify(Caller(name: "services/gateway", onBehalfOf: "people/office", rights: []))
      let lock = try await all.service.lockBreakdown(.with { $0.name = Breakdowns.name }, call).lock
      #expect(lock?.lockedBy?.principal == "services/gateway" && lock?.lockedBy?.onBehalfOf == "people/office")
      for text in [lock?.reason?.zh ?? "", lock?.reason?.en ?? ""] {
        #expect(text.contains("people/office") && !text.contains("services/gateway"))
      }
    }
  }
}
