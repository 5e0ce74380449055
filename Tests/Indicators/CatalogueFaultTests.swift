import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

/// A way to spoil the small programme, and the one fault that it is to get.
struct Spoiling: Sendable, CustomTestStringConvertible {
  var field: String
  var reason: String
  var spoil: @Sendable (inout IndicatorsV1.ApplyProgrammeRequest) -> Void
  var testDescription: String { "\(field) \(reason)" }

  init(
    _ field: String, _ reason: String, _ spoil: @escaping @Sendable (inout IndicatorsV1.ApplyProgrammeRequest) -> Void
  ) {
    (self.field, self.reason, self.spoil) = (field, reason, spoil)
  }
}

@Suite("A programme with one fault")
struct CatalogueFaultTests {
  private static let threshold = IndicatorsV1.ThresholdTarget.with {
    $0.name = "programmes/p/thresholds/t"
    $0.title = .with { $0.zh = "超百亿" }
    $0.indicator = "programmes/p/indicators/investment"
    $0.year = 2013
    $0.value = 10
    $0.operator = .greaterThan
    $0.count = 1
    $0.zones = ["programmes/p/zones/a", "programmes/p/zones/b"]
  }

  private static let spoilings: [Spoiling] = [
    Spoiling("programme.name", "NAME_INVALID") { $0.programme?.name = "programmes/" },
    Spoiling("programme.year", "YEAR_INVALID") { $0.programme?.year = -1 },
    Spoiling("programme.title.zh", "FIELD_REQUIRED") { $0.programme?.title?.zh = " " },
    Spoiling("programme.calendar.holidays[0]", "DAY_INVALID") {
      $0.programme?.calendar = .with { $0.holidays = ["x"] }
    },
    Spoiling("programme.margins", "MARGIN_NEGATIVE") { $0.programme?.margins?.nearBasisPoints = .min },
    Spoiling("programme.clauses[1].id", "DUPLICATE") {
      $0.programme?.clauses = [.with { $0.id = "A1" }, .with { $0.id = "A1" }]
    },
    Spoiling("zones[3].name", "DUPLICATE") { $0.zones.append($0.zones[0]) },
    Spoiling("zones[0].aliases[0]", "FIELD_REQUIRED") { $0.zones[0].aliases = [""] },
    Spoiling("zones[0].protocol_order", "PLACE_NEGATIVE") { $0.zones[0].protocolOrder = .min },
    Spoiling("zones[0].attributes", "FIELD_REQUIRED") { $0.zones[0].attributes = [] },
    Spoiling("zones[0].attributes", "DATES_OVERLAP") { $0.zones[0].attributes[0].validTo = "2013-11-29" },
    Spoiling("zones[0].attributes[0].valid_to", "DATES_REVERSED") {
      $0.zones[0].attributes[0].validFrom = "2013-11-29"
    },
    Spoiling("zones[0].attributes[1].level", "CHOICE_INVALID") {
      $0.zones[0].attributes[1].level = IndicatorsV1.Zone.Level(rawValue: -1)
    },
    Spoiling("indicators[0].display_scale", "SCALE_INVALID") { $0.indicators[0].displayScale = 0 },
    Spoiling("indicators[0].display_decimals", "DECIMALS_INVALID") { $0.indicators[0].displayDecimals = 7 },
    Spoiling("indicators[0].deadlines[1].month", "DUPLICATE") {
      $0.indicators[0].deadlines += $0.indicators[0].deadlines
    },
    Spoiling("indicators[0].definitions[0].formula", "FORMULA_TOO_LONG") {
      let formula = Array(repeating: "investment", count: 2_000).joined(separator: "+")
      $0.indicators[0].definitions = [.with { $0.formula = formula }]
    },
    Spoiling("indicators[0].valid_to", "DAY_INVALID") { $0.indicators[0].validTo = "2013-02-30" },
    Spoiling("indicators[0].valid_to", "DATES_REVERSED") {
      ($0.indicators[0].validFrom, $0.indicators[0].validTo) = ("2013-02-01", "2013-01-31")
    },
    Spoiling("indicators[0].direction", "CHOICE_INVALID") {
      $0.indicators[0].direction = IndicatorsV1.Indicator.Direction(rawValue: 9)
    },
    Spoiling("indicators[0].source_office", "NAME_INVALID") {
      $0.indicators[0].sourceOffice = "programmes/q/offices/statistics-bureau"
    },
    Spoiling("indicators[1].aliases[0].name", "ALIAS_TAKEN") { $0.indicators[1].aliases = [.with { $0.name = "投资" }] },
    Spoiling("indicators[0].aliases[0].name", "FIELD_REQUIRED") { $0.indicators[0].aliases = [.init()] },
    Spoiling("zones[0].dated_aliases[0].valid_to", "DATES_REVERSED") {
      $0.zones[0].datedAliases = [.with { ($0.name, $0.validFrom, $0.validTo) = ("甲", "2013-02-01", "2013-01-31") }]
    },
    Spoiling("zones[0].dated_aliases", "TOO_MANY") {
      $0.zones[0].datedAliases = (0...100).map { number in .with { $0.name = "甲\(number)" } }
    },
    Spoiling("targets[1].goal", "FIELD_REQUIRED") { $0.targets[1].goal = nil },
    Spoiling("targets[1].value", "NUMBER_TOO_LARGE") { $0.targets[1].goal = .value(.max) },
    Spoiling("targets[1].value", "VALUE_NEGATIVE") { $0.targets[1].goal = .value(-5) },
    Spoiling("targets[1].growth_basis_points", "GROWTH_OUT_OF_RANGE") {
      $0.targets[1].goal = .growthBasisPoints(-10_000)
    },
    Spoiling("targets[1].growth_basis_points", "GROWTH_OUT_OF_RANGE") {
      $0.targets[1].goal = .growthBasisPoints(100_000_001)
    },
    Spoiling("thresholds[0].value", "NUMBER_TOO_LARGE") { $0.thresholds[0].value = .min },
    Spoiling("targets[1].name", "NAME_INVALID") { $0.targets[1].year = 2014 },
    Spoiling("targets[1].indicator", "UNKNOWN_REFERENCE") {
      $0.targets[1].name = "programmes/p/zones/a/targets/x-2013"
      $0.targets[1].indicator = "programmes/p/indicators/x"
    },
    Spoiling("thresholds[0].name", "NAME_INVALID") { $0.thresholds[0].name = "programmes/q/thresholds/t" },
    Spoiling("thresholds[0].year", "YEAR_INVALID") { $0.thresholds[0].year = 0 },
    Spoiling("thresholds[0].count", "COUNT_INVALID") { $0.thresholds[0].count = 3 },
    Spoiling("thresholds[0].zones[1]", "DUPLICATE") { $0.thresholds[0].zones[1] = $0.thresholds[0].zones[0] },
    Spoiling("thresholds[0].zones[1]", "UNKNOWN_REFERENCE") { $0.thresholds[0].zones[1] = "programmes/p/zones/x" },
  ]

  @Test("is refused with that fault, by its field, and with no other", arguments: spoilings)
  func oneFault(spoiling: Spoiling) async throws {
    try await withProgramme { handlers in
      var request = SmallProgramme.request()
      request.thresholds = [Self.threshold]
      spoiling.spoil(&request)
      let error = await refusal { _ = try await handlers.catalogue.applyProgramme(request, anyCall()) }
      #expect(error?.code == .invalidArgument && error?.reason == spoiling.reason)
      #expect(error?.fields == [spoiling.field])
    }
  }

  @Test("names faults by their own places, also behind an item that is wrong as a whole")
  func placesHold() async throws {
    try await withProgramme { handlers in
      var request = SmallProgramme.request()
      request.zones[0].name = "zones/a"
      request.targets[0].name = "targets/a"
      request.targets[3].goal = nil
      let error = await refusal { _ = try await handlers.catalogue.applyProgramme(request, anyCall()) }
      #expect(error?.fields == ["zones[0].name", "targets[0].name", "targets[3].goal", "targets[1].name"])
    }
  }

  @Test("refuses a reference into another programme")
  func otherProgramme() async throws {
    try await withProgramme { handlers in
      var request = SmallProgramme.request()
      request.thresholds = [Self.threshold]
      request.thresholds[0].zones[0] = "programmes/q/zones/a"
      request.targets[0].indicator = "programmes/q/indicators/investment"
      let error = await refusal { _ = try await handlers.catalogue.applyProgramme(request, anyCall()) }
      #expect(error?.fields.contains("thresholds[0].zones[0]") == true)
      #expect(error?.fields.contains("targets[0].indicator") == true)
      let filtered = await refusal {
        _ = try await handlers.figures.listFigures(
          .with {
            $0.parent = SmallProgramme.parent
            $0.indicator = "programmes/q/indicators/investment"
          }, anyCall())
      }
      #expect(filtered?.fields == ["indicator"])
    }
  }

  @Test("tells what changed of a target by the contract's names")
  func changedFields() async throws {
    try await withProgramme { handlers in
      var request = SmallProgramme.request()
      request.targets[0].operator = .greaterThan
      request.targets[1].wording = "30%以上"
      request.programme?.clauses = [.with { $0.id = "A1" }]
      let before = try await handlers.catalogue.getProgramme(.with { $0.name = SmallProgramme.parent }, anyCall())
      let changes = try await handlers.catalogue.applyProgramme(request, anyCall()).changes
      #expect(changes.map(\.fields) == [["clauses"], ["operator"], ["wording"]])
      let after = try await handlers.catalogue.getProgramme(.with { $0.name = SmallProgramme.parent }, anyCall())
      #expect(after.etag != before.etag && after.clauses.map(\.id) == ["A1"])
    }
  }

  @Test("lists zones page by page in protocol order, also when the last one given has gone")
  func pages() async throws {
    try await withProgramme { handlers in
      func page(_ token: String) async throws -> IndicatorsV1.ListZonesResponse {
        try await handlers.catalogue.listZones(
          .with {
            $0.parent = SmallProgramme.parent
            $0.pageSize = 2
            $0.pageToken = token
          }, anyCall())
      }
      let first = try await page("")
      #expect(first.zones.map { $0.name.suffix(1) } == ["a", "b"])
      var request = SmallProgramme.request(zones: ["a", "c"])
      request.zones[1].protocolOrder = 3
      _ = try await handlers.catalogue.applyProgramme(request, anyCall())
      let second = try await page(first.nextPageToken)
      #expect(second.zones.map { $0.name.suffix(1) } == ["c"] && second.nextPageToken.isEmpty)
    }
  }
}
