import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

@Suite("Checks of a programme")
struct CheckTests {
  private static func rule(
    _ id: String, _ kind: IndicatorsV1.CheckRule.Kind, _ severity: CommonV1.Fault.Severity = .soft,
    _ change: (inout IndicatorsV1.CheckRule) -> Void = { _ in }
  ) -> IndicatorsV1.CheckRule {
    var rule = IndicatorsV1.CheckRule.with {
      $0.name = "\(SmallProgramme.parent)/checkRules/\(id)"
      $0.kind = kind
      $0.severity = severity
    }
    change(&rule)
    return rule
  }

  private static func apply(_ rules: [IndicatorsV1.CheckRule], on handlers: Handlers) async throws -> [CommonV1.Change]
  {
    var request = SmallProgramme.request()
    request.checkRules = rules
    return try await handlers.catalogue.applyProgramme(request, anyCall()).changes
  }

  private static let share = rule("share", .quotient, .hard) {
    $0.indicators = ["\(SmallProgramme.parent)/indicators/added"]
    $0.others = ["\(SmallProgramme.parent)/indicators/investment"]
    $0.upperLimit = "0.6"
    $0.request = .with { $0.zh = "请核对" }
  }

  @Test("lie over the product's own by their ids, and count their versions")
  func rules() async throws {
    try await withProgramme { handlers in
      let fell = Self.rule("cumulative-fell", .cumulativeFell, .hard)
      #expect(try await Self.apply([fell, Self.share], on: handlers).map(\.kind) == [.created, .created])
      #expect(try await Self.apply([fell, Self.share], on: handlers).isEmpty)
      var wider = Self.share
      wider.upperLimit = "0.75"
      #expect(try await Self.apply([fell, wider], on: handlers).flatMap(\.fields) == ["upper_limit"])
      let list = try await handlers.checks.listCheckRules(.with { $0.parent = SmallProgramme.parent }, anyCall())
      let kept = Dictionary(uniqueKeysWithValues: list.checkRules.map { ($0.name, $0) })
      #expect(kept["\(SmallProgramme.parent)/checkRules/cumulative-fell"]?.severity == .hard)
      #expect(kept["\(SmallProgramme.parent)/checkRules/negative"]?.version == 0)
      wider.version = 2
      #expect(kept[wider.name] == wider)
      #expect(list.checkRules.last == wider)
    }
  }

  @Test("refuse what a hard rule finds, with its words, rule and version; a dry run tells it too")
  func hard() async throws {
    try await withProgramme { handlers in
      _ = try await Self.apply([Self.share], on: handlers)
      let figures = [
        SmallProgramme.figure("a", "2013-06", 100_000_000),
        SmallProgramme.figure("a", "2013-06", 61_000_000, of: "added"),
      ]
      for dryRun in [true, false] {
        let error = await refusal {
          _ = try await handlers.figures.submitFigures(SmallProgramme.submit(figures, dryRun: dryRun), anyCall())
        }
        #expect(error?.code == .invalidArgument && error?.reason == "IMPORT_REFUSED")
      }
      let month = try await handlers.checks.checkMonth(
        .with {
          $0.parent = SmallProgramme.parent
          $0.month = "2013-06"
        }, anyCall())
      #expect(month.checked == 0)
    }
  }

  @Test("find in a month what stands already, with the note that came with it")
  func month() async throws {
    try await withProgramme { handlers in
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit(
          [
            SmallProgramme.figure("a", "2013-05", 90_000_000),
            SmallProgramme.figure("a", "2013-06", 80_000_000, note: "核减"),
            SmallProgramme.figure("b", "2013-06", 700_000, base: 5_000_000_000),
            SmallProgramme.figure("b", "2012-06", 6_000_000_000),
          ].map { figure in
            var own = figure
            if figure.reportedBase != nil { own.note = "口径调整" }
            return own
          }), anyCall())
      func check(_ parent: String) async throws -> IndicatorsV1.CheckMonthResponse {
        try await handlers.checks.checkMonth(
          .with {
            $0.parent = parent
            $0.month = "2013-06"
          }, anyCall())
      }
      let all = try await check(SmallProgramme.parent)
      #expect(all.checked == 2)
      #expect(all.findings.compactMap(\.fault?.reason) == ["CUMULATIVE_FELL", "BASE_ADJUSTED", "UNIT_SLIP"])
      #expect(all.findings.map(\.explanation) == ["核减", "口径调整", "口径调整"])
      #expect(all.findings[0].zoneTitle?.zh == "a区" && all.findings[0].indicatorTitle?.zh == "投资")
      #expect(all.findings[1].fault?.severity == .soft)  // Its note releases it.
      #expect(all.findings[2].fault?.suggestion == 7_000_000_000)
      #expect(all.findings[2].fault?.rule == "\(SmallProgramme.parent)/checkRules/unit-slip")
      #expect(try await check("\(SmallProgramme.parent)/zones/a").findings.count == 1)
      let missing = await refusal { _ = try await check("\(SmallProgramme.parent)/zones/x") }
      #expect(missing?.code == .notFound)
    }
  }

  @Test("say what cannot be judged for want of history")
  func history() async throws {
    try await withProgramme { handlers in
      let change = Self.rule("change", .unusualChange) {
        $0.upperLimit = "3.5"
        $0.margin = "0.1"
        $0.least = 24
      }
      _ = try await Self.apply([change], on: handlers)
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit([
          SmallProgramme.figure("a", "2013-06", 80_000_000), SmallProgramme.figure("a", "2012-06", 70_000_000),
          SmallProgramme.figure("a", "2013-05", 60_000_000), SmallProgramme.figure("a", "2012-05", 50_000_000),
        ]), anyCall())
      let month = try await handlers.checks.checkMonth(
        .with {
          $0.parent = SmallProgramme.parent
          $0.month = "2013-06"
        }, anyCall())
      #expect(month.shortHistory.map(\.figures) == [1] && month.findings.isEmpty)
    }
  }

  @Test("refuse rules that make no sense, each fault by its field")
  func faults() async throws {
    try await withProgramme { handlers in
      let wrong = [
        Self.rule("range", .range) { $0.upperLimit = "much" },
        Self.rule("share", .quotient) {
          $0.indicators = ["\(SmallProgramme.parent)/indicators/none"]
          $0.upperLimit = "1"
        },
        Self.rule("share", .unchanged, .unspecified),
      ]
      let error = await refusal { _ = try await Self.apply(wrong, on: handlers) }
      #expect(
        Set(error?.fields ?? []) == [
          "check_rules[0].upper_limit", "check_rules[1].others", "check_rules[1].indicators[0]",
          "check_rules[2].severity",
          "check_rules[2].name",
        ])
    }
  }

  @Test("count first digits")
  func digits() async throws {
    try await withProgramme { handlers in
      _ = try await handlers.figures.submitFigures(
        SmallProgramme.submit([
          SmallProgramme.figure("a", "2013-02", 100), SmallProgramme.figure("b", "2013-02", 250),
          SmallProgramme.figure("a", "2013-03", 1_000),
        ]), anyCall())
      let pattern = try await handlers.checks.getDigitPattern(
        .with { $0.indicator = "\(SmallProgramme.parent)/indicators/investment" }, anyCall())
      #expect(pattern.values == 3 && pattern.conformity == .tooFew)
      #expect(pattern.digits.filter { $0.count > 0 }.map(\.digit) == [1, 2, 9])
      #expect(pattern.digits.first?.expected?.display == "30.1")
    }
  }
}
