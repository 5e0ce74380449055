import RPC
import TestSupport
import Testing
import Wire
import WireStandard
import WireTupo

@testable import Indicators

@Suite("Targets one by one")
struct TargetTests {
  private static let name = SmallProgramme.target("a", "investment").name

  private func update(
    _ handlers: Handlers, _ target: IndicatorsV1.Target, mask: [String] = [], allowMissing: Bool = false
  ) async throws -> IndicatorsV1.Target {
    let request = IndicatorsV1.UpdateTargetRequest.with {
      $0.target = target
      if !mask.isEmpty { $0.updateMask = .with { $0.paths = mask } }
      $0.allowMissing = allowMissing
    }
    return try await handlers.targets.updateTarget(request, anyCall())
  }

  private func get(_ handlers: Handlers, _ name: String = name) async throws -> IndicatorsV1.Target {
    try await handlers.targets.getTarget(.with { $0.name = name }, anyCall())
  }

  @Test("are changed in the fields that a mask names, with an etag that holds")
  func change() async throws {
    try await withProgramme { handlers in
      let kept = try await get(handlers)
      var wanted = IndicatorsV1.Target.with {
        $0.name = Self.name
        $0.goal = .value(5_000)
        $0.wording = "突破5000元"
        $0.etag = kept.etag
      }
      let changed = try await update(handlers, wanted, mask: ["value", "wording"])
      #expect(changed.goal == .value(5_000) && changed.wording == "突破5000元" && changed.operator == .atLeast)
      #expect(try await get(handlers) == changed)
      #expect(await refusal { _ = try await update(handlers, wanted, mask: ["value"]) }?.code == .aborted)
      wanted.etag = ""
      #expect(try await update(handlers, wanted, mask: ["value"]).etag == changed.etag)
      wanted.operator = .greaterThan
      wanted.indicator = changed.indicator
      wanted.year = changed.year
      #expect(try await update(handlers, wanted).operator == .greaterThan)
    }
  }

  @Test("are set where there is none, when that is allowed, for what the programme has")
  func set() async throws {
    try await withProgramme { handlers in
      var wanted = SmallProgramme.target("a", "investment")
      wanted.name = "\(SmallProgramme.parent)/zones/a/targets/investment-2014"
      wanted.year = 2014
      #expect(await refusal { _ = try await update(handlers, wanted) }?.code == .notFound)
      let made = try await update(handlers, wanted, allowMissing: true)
      #expect(try await get(handlers, wanted.name) == made)
      wanted.name = "\(SmallProgramme.parent)/zones/nowhere/targets/jobs-2014"
      wanted.indicator = "\(SmallProgramme.parent)/indicators/jobs"
      wanted.goal = nil
      let error = await refusal { _ = try await update(handlers, wanted, allowMissing: true) }
      #expect(Set(error?.fields ?? []) == ["target.goal", "target.name", "target.indicator"])
    }
  }

  @Test(
    "are of a size that can be, and below nothing only where the programme's checks have that",
    arguments: [
      (.value(1_000_000_000_000_000), nil), (.value(1_000_000_000_000_001), "target.value"),
      (.value(-5), "target.value"), (.growthBasisPoints(-9_999), nil), (.growthBasisPoints(100_000_000), nil),
      (.growthBasisPoints(-20_000), "target.growth_basis_points"),
      (.growthBasisPoints(.max), "target.growth_basis_points"),
    ] as [(IndicatorsV1.Target.Goal, String?)])
  func sizes(goal: IndicatorsV1.Target.Goal, field: String?) async throws {
    try await withProgramme { handlers in
      var wanted = SmallProgramme.target("a", "investment")
      wanted.goal = goal
      let target = wanted
      let fields = await refusal { _ = try await update(handlers, target) }?.fields
      #expect(fields == field.map { [$0] })
      guard goal == .value(-5) else { return }
      var programme = SmallProgramme.request()
      programme.checkRules = [
        .with {
          $0.name = "\(SmallProgramme.parent)/checkRules/negative"
          $0.kind = .range
          $0.severity = .soft
          $0.lowerLimit = "0"
          $0.disabled = true
        }
      ]
      let applied = programme
      _ = try await handlers.catalogue.applyProgramme(applied, anyCall())
      #expect(try await update(handlers, target).goal == goal)
    }
  }

  @Test("have only fields in a mask that can be changed", arguments: ["etag", "name", "year"])
  func masks(path: String) async throws {
    try await withProgramme { handlers in
      let wanted = SmallProgramme.target("a", "investment")
      #expect(await refusal { _ = try await update(handlers, wanted, mask: [path]) }?.fields == ["update_mask"])
    }
  }
}
