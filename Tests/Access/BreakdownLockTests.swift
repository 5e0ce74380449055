import Indicators
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Chassis

@Suite("Locks of breakdowns, by who calls")
struct BreakdownLockTests {
  private static let name = "\(Requests.own)/targets/investment-2013/breakdown"

  /// Runs `body` with a target of 1,200 yuan.
  private func withTarget(_ body: (IndicatorsV1.BreakdownServiceClient) async throws -> Void) async throws {
    let served = try await ServedService(IndicatorsService.self)
    do {
      let office = ServedService.options("system:cityoffice")
      var programme = SmallProgramme.request()
      programme.targets[0].goal = .value(1_200)
      _ = try await IndicatorsV1.CatalogueServiceClient(served.channel).applyProgramme(programme, options: office)
      try await body(IndicatorsV1.BreakdownServiceClient(served.channel))
    } catch { Issue.record(error) }
    await served.close()
  }

  private func make(
    _ service: IndicatorsV1.BreakdownServiceClient, as role: String, reason: String = ""
  ) async throws -> IndicatorsV1.Breakdown {
    let options = ServedService.options("system:\(role)")
    var proposal = try await service.proposeBreakdown(
      .with {
        $0.name = Self.name
        $0.method = .equal
      }, options: options)
    proposal.reason = reason
    proposal.agreement = reason
    return try await service.updateBreakdown(.with { $0.breakdown = proposal }, options: options)
  }

  private func lock(_ service: IndicatorsV1.BreakdownServiceClient, as role: String) async throws
    -> IndicatorsV1.Breakdown
  {
    try await service.lockBreakdown(
      .with { $0.name = Self.name }, options: ServedService.options("system:\(role)"))
  }

  private func unlock(_ service: IndicatorsV1.BreakdownServiceClient, as role: String) async throws
    -> IndicatorsV1.Breakdown
  {
    try await service.unlockBreakdown(
      .with {
        $0.name = Self.name
        $0.reason = "年中调整"
      }, options: ServedService.options("system:\(role)"))
  }

  @Test("whoever made a version does not approve it")
  func makerIsNotChecker() async throws {
    try await withTarget { service in
      #expect(try await make(service, as: "county").madeBy?.unit == "\(SmallProgramme.parent)/counties/370812")
      let error = await refusal { _ = try await lock(service, as: "county") }
      #expect(error?.code == .failedPrecondition && error?.reason == "MAKER_IS_CHECKER")
      let locked = try await lock(service, as: "cityoffice")
      #expect(locked.lock?.openers == ["city"] && locked.lock?.kind == .approved)
      #expect(locked.lock?.lockedBy?.principal == "systems/cityoffice")
    }
  }

  @Test(
    "only who locked opens it again, and others are told who that is, colleagues too",
    arguments: [
      ("cityoffice", "county"), ("cityoffice", "colleague"), ("county", "cityoffice"), ("cityoffice", "deputy"),
    ])
  func onlyTheLocker(locker: String, other: String) async throws {
    try await withTarget { service in
      _ = try await make(service, as: "zonereporter")
      let lock = try #require(try await lock(service, as: locker).lock)
      let error = await refusal { _ = try await unlock(service, as: other) }
      #expect(error?.code == .permissionDenied && error?.reason == "LOCKED" && error?.lock == lock)
      let change = await refusal { _ = try await make(service, as: "zonereporter", reason: "调整") }
      #expect(change?.code == .failedPrecondition && change?.reason == "LOCKED" && change?.lock == lock)
      #expect(try await unlock(service, as: locker).lock == nil)
      #expect(try await make(service, as: "zonereporter", reason: "调整").number == 2)
    }
  }

  @Test(
    "a deputy opens what was locked by whom it stands in for, and the other way round, and each step says so",
    arguments: [("county", "deputy"), ("deputy", "county"), ("deputy", "deputy")])
  func deputies(locker: String, opener: String) async throws {
    try await withTarget { service in
      _ = try await make(service, as: "zonereporter")
      _ = try await lock(service, as: locker)
      let steps = try await unlock(service, as: opener).steps
      #expect(steps.map(\.kind) == [.lock, .unlock] && steps.map(\.reason) == ["", "年中调整"])
      #expect(steps.map { $0.by?.principal ?? "" } == [locker, opener].map { "systems/\($0)" })
      #expect(steps.map { $0.by?.standsFor ?? "" } == [locker, opener].map { $0 == "deputy" ? "systems/county" : "" })
      #expect(Set(steps.map { $0.by?.unit ?? "" }) == ["\(SmallProgramme.parent)/counties/370812"])
    }
  }

  @Test(
    "a deputy does not approve what was made by whom it stands in for, nor the other way round",
    arguments: [("county", "deputy"), ("deputy", "county")])
  func deputyIsNotChecker(maker: String, checker: String) async throws {
    try await withTarget { service in
      _ = try await make(service, as: maker)
      let error = await refusal { _ = try await lock(service, as: checker) }
      #expect(error?.code == .failedPrecondition && error?.reason == "MAKER_IS_CHECKER")
    }
  }
}

extension RPCError {
  fileprivate var reason: String? {
    for case .errorInfo(let reason, _, _) in details { return reason }
    return nil
  }

  /// The lock among the details.
  fileprivate var lock: IndicatorsV1.Lock? {
    for case .other("type.googleapis.com/tupo.indicators.v1.Lock", let value) in details {
      return try? IndicatorsV1.Lock(decoding: value)
    }
    return nil
  }
}
