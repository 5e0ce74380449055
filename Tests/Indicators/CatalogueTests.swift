import RPC
import TestSupport
import Testing
import Wire
import WireStandard
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

  @Test("lists targets and thresholds as they are asked for: filtered, ordered, in parts and in pages")
  func targetLists() async throws {
    try await withProgramme { handlers in
      var request = IndicatorsV1.ListTargetsRequest()
      request.parent = "programmes/p"
      request.filter = "growth_basis_points = 3000 AND operator = OPERATOR_AT_LEAST AND NOT zone = c"
      request.orderBy = "indicator desc, zone desc"
      request.readMask = .with { $0.paths = ["year"] }
      request.pageSize = 1
      var found: [IndicatorsV1.Target] = []
      repeat {
        let page = try await handlers.targets.listTargets(request, anyCall())
        found += page.targets
        request.pageToken = page.nextPageToken
      } while !request.pageToken.isEmpty
      let expected = ["b/targets/investment", "a/targets/investment", "b/targets/added", "a/targets/added"]
      #expect(found.map(\.name) == expected.map { "programmes/p/zones/\($0)-2013" })
      #expect(found.allSatisfy { $0.indicator.isEmpty && $0.year == 2_013 })
      var programme = SmallProgramme.request()
      programme.thresholds = (1...3).map(Self.threshold)
      _ = try await handlers.catalogue.applyProgramme(programme, anyCall())
      let thresholds = try await handlers.targets.listThresholdTargets(
        .with {
          $0.parent = "programmes/p"
          $0.filter = "value >= 20 AND operator = OPERATOR_GREATER_THAN"
          $0.orderBy = "value desc"
        }, anyCall())
      #expect(thresholds.thresholds.map(\.value) == [30, 20])
    }
  }

  private static func threshold(_ number: Int) -> IndicatorsV1.ThresholdTarget {
    .with {
      $0.name = "programmes/p/thresholds/t\(number)"
      $0.title = .with { $0.zh = "超百亿" }
      $0.indicator = "programmes/p/indicators/investment"
      $0.year = 2013
      $0.value = Int64(number * 10)
      $0.operator = .greaterThan
      $0.count = 1
      $0.zones = ["programmes/p/zones/a"]
    }
  }

  @Test("of a time before the first entry is refused, and neither empty nor unknown")
  func beforeTheFirstEntry() async throws {
    try await withProgramme { handlers in
      let past = CommonV1.ReadPoint.with { $0.point = .time(.with { $0.seconds = 1_373_000_000 }) }
      let list = await refusal {
        _ = try await handlers.catalogue.listIndicators(
          .with {
            $0.parent = SmallProgramme.parent
            $0.read = past
          }, anyCall())
      }
      let board = await refusal {
        _ = try await handlers.analysis.getScoreboard(
          .with {
            $0.indicator = "\(SmallProgramme.parent)/indicators/investment"
            $0.month = "2013-06"
            $0.read = past
          }, anyCall())
      }
      #expect(list?.code == .outOfRange && list?.reason == "BEFORE_FIRST_ENTRY")
      #expect(board?.reason == "BEFORE_FIRST_ENTRY")
    }
  }

  @Test("lists targets by zone, and those of one zone")
  func targets() async throws {
    try await withProgramme { handlers in
      let all = try await handlers.targets.listTargets(.with { $0.parent = "programmes/p" }, anyCall())
      #expect(all.targets.count == 6 && all.targets.first?.name == "programmes/p/zones/a/targets/added-2013")
      let own = try await handlers.targets.listTargets(.with { $0.parent = "programmes/p/zones/b" }, anyCall())
      #expect(own.targets.count == 2 && own.targets.allSatisfy { $0.goal == .growthBasisPoints(3_000) })
    }
  }
}
