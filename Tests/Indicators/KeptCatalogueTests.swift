import Chassis
import Domain
import Storage
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

/// What is kept is what the tables say, whatever part of a programme has changed.
@Suite("A catalogue in memory")
struct KeptCatalogueTests {
  private static let changes: [(name: String, change: @Sendable (inout IndicatorsV1.ApplyProgrammeRequest) -> Void)] = [
    ("nothing", { _ in }), ("its margins", { $0.programme?.margins?.lowBaseBasisPoints = 4_000 }),
    ("a zone's alias", { $0.zones[0].aliases = ["甲园"] }), ("a zone less", { takeZone(from: &$0) }),
    ("an indicator's direction", { $0.indicators[0].direction = .lowerIsBetter }),
    ("an indicator's alias", { $0.indicators[0].aliases = [.with { $0.name = "固投" }] }),
    (
      "a check rule",
      {
        $0.checkRules.append(
          .with {
            $0.name = "\(SmallProgramme.parent)/checkRules/range"
            ($0.kind, $0.severity) = (.range, .hard)
            $0.lowerLimit = "0"
          })
      }
    ),
  ]

  private static func takeZone(from request: inout IndicatorsV1.ApplyProgrammeRequest) {
    let gone = request.zones.removeLast().name
    request.targets.removeAll { $0.name.hasPrefix(gone) }
  }

  @Test("is that of its version, at the head and of any past one", arguments: changes.map(\.name))
  func equal(name: String) async throws {
    let change = try #require(Self.changes.first { $0.name == name }).change
    try await withProgramme { handlers in
      let (kept, store) = (KeptCatalogues(), handlers.analysis.store)
      func found(at point: ReadPoint = .latest) async throws -> (kept: Catalogue?, told: Catalogue?) {
        try await store.read(at: point) { (try kept.find("p", in: $0), try CatalogueStore.find("p", in: $0)) }.value
      }
      let (before, first) = (try await store.version(), try await found())
      #expect(first.kept != nil && first.kept == first.told)
      var request = SmallProgramme.request()
      change(&request)
      let answer = try await handlers.catalogue.applyProgramme(request, anyCall())
      let second = try await found()
      #expect(second.kept == second.told && (second.kept == first.kept) == answer.changes.isEmpty)
      let past = try await found(at: .version(before))
      #expect(past.kept == first.kept && past.told == first.kept)
      #expect(try await found().kept == second.told, "a look at the past displaces nothing")
      #expect(try await store.read { try kept.find("q", in: $0) }.value == nil)
    }
  }

  @Test("is not that of a write that was given up")
  func uncommitted() async throws {
    struct GivenUp: Error {}
    try await withProgramme { handlers in
      let (kept, store) = (KeptCatalogues(), handlers.analysis.store)
      var request = SmallProgramme.request()
      Self.takeZone(from: &request)
      let plan = try ProgrammePlan(request)
      let call = anyCall()
      await #expect(throws: GivenUp.self) {
        _ = try await store.write(
          request, IndicatorsV1.CatalogueServiceMethods.applyProgramme, resource: "programmes/p",
          requestID: "00000000-0000-4000-8000-000000000001", call: call
        ) { transaction -> Reply<IndicatorsV1.ApplyProgrammeResponse> in
          _ = try plan.apply(in: transaction)
          #expect(try kept.find("p", in: transaction)?.zones.count == 2)
          throw GivenUp()
        }
      }
      #expect(try await store.read { try kept.find("p", in: $0) }.value?.zones.count == 3)
    }
  }
}
