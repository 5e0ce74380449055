import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

@Suite("The catalogue")
struct CatalogueTests {
  @Test("is applied once: the same again changes nothing and writes nothing")
  func idempotent() async throws {
    try await withProgramme { handlers in
      let again = try await handlers.catalogue.applyProgramme(SmallProgramme.request(), anyCall())
      #expect(again.changes.isEmpty && again.version?.sequence == 1)
    }
  }

  @Test("tells in a dry run what would change, and keeps nothing")
  func dryRun() async throws {
    try await withProgramme { handlers in
      let preview = try await handlers.catalogue.applyProgramme(
        SmallProgramme.request(zones: ["a", "d"], dryRun: true), anyCall())
      #expect(preview.changes.contains { $0.resource == "programmes/p/zones/d" && $0.kind == .created })
      #expect(preview.changes.contains { $0.resource == "programmes/p/zones/b" && $0.kind == .removed })
      let zones = try await handlers.catalogue.listZones(.with { $0.parent = "programmes/p" }, anyCall())
      #expect(zones.zones.map(\.name) == ["a", "b", "c"].map { "programmes/p/zones/\($0)" })
    }
  }

  @Test("keeps what was true before: a read at an older version sees the zone that was removed since")
  func olderVersion() async throws {
    try await withProgramme { handlers in
      _ = try await handlers.catalogue.applyProgramme(SmallProgramme.request(zones: ["a"]), anyCall())
      func zones(_ sequence: Int64) async throws -> Int {
        try await handlers.catalogue.listZones(
          .with {
            $0.parent = "programmes/p"
            $0.read = .with {
              $0.point = .version(
                .with {
                  $0.epoch = 1
                  $0.sequence = sequence
                })
            }
          }, anyCall()
        ).zones.count
      }
      #expect(try await zones(1) == 3)
      #expect(try await zones(2) == 1)
      #expect(await refusal { _ = try await zones(3) }?.code == .outOfRange)
    }
  }

  @Test("changes a zone's etag with its dated attributes")
  func etag() async throws {
    try await withProgramme { handlers in
      let before = try await handlers.catalogue.getZone(.with { $0.name = "programmes/p/zones/a" }, anyCall())
      var request = SmallProgramme.request()
      request.zones[0].attributes[1].countyCode = "370811"
      let changes = try await handlers.catalogue.applyProgramme(request, anyCall()).changes
      #expect(changes.map(\.fields) == [["attributes"]])
      let after = try await handlers.catalogue.getZone(.with { $0.name = "programmes/p/zones/a" }, anyCall())
      #expect(after.etag != before.etag && after.attributes.map(\.countyCode) == ["370882", "370811"])
    }
  }

  @Test("names every field that is wrong, and keeps nothing")
  func badInput() async throws {
    try await withProgramme { handlers in
      var request = SmallProgramme.request()
      request.programme?.year = 0
      request.zones[0].attributes[1].validFrom = "2013-11-01"
      request.zones[1].name = "programmes/other/zones/b"
      request.indicators[0].kind = IndicatorsV1.Indicator.Kind(rawValue: 99)
      request.targets[0].goal = nil
      let error = await refusal { _ = try await handlers.catalogue.applyProgramme(request, anyCall()) }
      #expect(error?.code == .invalidArgument)
      for field in [
        "programme.year", "zones[0].attributes", "zones[1].name", "indicators[0].kind", "targets[0].goal",
      ] {
        #expect(error?.fields.contains(field) == true, "\(field) not in \(error?.fields ?? [])")
      }
    }
  }

  @Test("lists targets by zone in protocol order, and those of one zone")
  func targets() async throws {
    try await withProgramme { handlers in
      let all = try await handlers.targets.listTargets(.with { $0.parent = "programmes/p" }, anyCall())
      #expect(all.targets.count == 6 && all.targets.first?.name == "programmes/p/zones/a/targets/added-2013")
      let own = try await handlers.targets.listTargets(.with { $0.parent = "programmes/p/zones/b" }, anyCall())
      #expect(own.targets.count == 2 && own.targets.allSatisfy { $0.goal == .growthBasisPoints(3_000) })
    }
  }
}
