import RPC
import TestRandom
import TestSupport
import Testing
import Wire
import WireStandard
import WireTupo

@testable import Chassis
@testable import Indicators

/// Requests about enterprises of the small programme.
private enum Firm {
  /// Codes whose check characters are right.
  static let codes = ["91370811730004118X", "91370811730005487A", "91370811730006850F", "913708117300082232"]

  static func name(_ id: String) -> String { "\(SmallProgramme.parent)/enterprises/\(id)" }
  static func zone(_ id: String) -> String { "\(SmallProgramme.parent)/zones/\(id)" }

  static func create(
    _ id: String, code: String = codes[0], zone: String = "a", from: String = "2012-01-01", industry: String = "34",
    edition: Int32 = 2011
  ) -> IndicatorsV1.CreateEnterpriseRequest {
    .with {
      $0.parent = SmallProgramme.parent
      $0.enterpriseId = id
      $0.enterprise = .with {
        $0.code = code
        $0.title = "\(id)机械"
        $0.industryCode = industry
        $0.industryEdition = edition
        $0.aboveScale = true
        $0.placements = [
          .with {
            $0.zone = Self.zone(zone)
            $0.validFrom = from
          }
        ]
      }
    }
  }

  static func move(
    _ id: String, to zone: String, from day: String, etag: String = ""
  ) -> IndicatorsV1.MoveEnterpriseRequest {
    .with {
      $0.name = name(id)
      $0.zone = Self.zone(zone)
      $0.validFrom = day
      $0.reason = "搬迁"
      $0.etag = etag
    }
  }

  static func report(
    _ zone: String, _ values: [(enterprise: String, value: Int64?)], month: String = "2013-06",
    indicator: String = "investment", note: String = "", dryRun: Bool = false, id: String = ""
  ) -> IndicatorsV1.SubmitEnterpriseFiguresRequest {
    .with {
      $0.parent = Self.zone(zone)
      $0.figures = values.map { own in
        .with {
          $0.enterprise = name(own.enterprise)
          $0.indicator = "\(SmallProgramme.parent)/indicators/\(indicator)"
          $0.month = month
          $0.value = own.value
          $0.note = note
        }
      }
      $0.validateOnly = dryRun
      $0.requestId = id
    }
  }

  static func check(_ zone: String? = nil, _ month: String = "2013-06") -> IndicatorsV1.CheckMonthRequest {
    .with {
      $0.parent = zone.map(Self.zone) ?? SmallProgramme.parent
      $0.month = month
    }
  }

  static let table = IndicatorsV1.GetEnterpriseTableRequest.with {
    $0.indicator = "\(SmallProgramme.parent)/indicators/investment"
    $0.month = "2013-06"
  }
}

@Suite("The register of enterprises")
struct EnterpriseRegisterTests {
  @Test("keeps an enterprise by its code, moves it with dates, and closes it")
  func way() async throws {
    try await withProgramme { handlers in
      let made = try await handlers.enterprises.createEnterprise(Firm.create("e1"), anyCall())
      #expect(made.zone == Firm.zone("a") && made.etag == "\(made.recordedIn?.sequence ?? 0)")
      let moved = try await handlers.enterprises.moveEnterprise(
        Firm.move("e1", to: "b", from: "2013-06-15", etag: made.etag), anyCall())
      #expect(moved.placements.map(\.validTo) == ["2013-06-14", ""] && moved.placements.last?.reason == "搬迁")
      let stale = await refusal {
        _ = try await handlers.enterprises.moveEnterprise(
          Firm.move("e1", to: "c", from: "2013-07-15", etag: made.etag), anyCall())
      }
      #expect(stale?.code == .aborted && stale?.reasonName == "ETAG_MISMATCH")
      let closed = try await handlers.enterprises.closeEnterprise(
        .with {
          $0.name = Firm.name("e1")
          $0.closedOn = "2013-12-31"
        }, anyCall())
      #expect(closed.closedOn == "2013-12-31" && closed.zone == Firm.zone("b"))
      #expect(try await handlers.enterprises.getEnterprise(.with { $0.name = Firm.name("e1") }, anyCall()) == closed)
      // As it was before it moved.
      let before = try await handlers.enterprises.getEnterprise(
        .with {
          $0.name = Firm.name("e1")
          $0.read = .with { $0.point = .version(made.recordedIn ?? .init()) }
        }, anyCall())
      #expect(before == made)
    }
  }

  @Test("changes what a mask names, and answers a repeated request with the first answer")
  func update() async throws {
    try await withProgramme { handlers in
      _ = try await handlers.enterprises.createEnterprise(Firm.create("e1"), anyCall())
      let request = IndicatorsV1.UpdateEnterpriseRequest.with {
        $0.enterprise = .with {
          $0.name = Firm.name("e1")
          $0.title = "新名机械"
          $0.code = "no code"
        }
        $0.updateMask = .with { $0.paths = ["title"] }
        $0.requestId = "018f0a4e-0000-7000-8000-000000000001"
      }
      let changed = try await handlers.enterprises.updateEnterprise(request, anyCall())
      #expect(changed.title == "新名机械" && changed.code == Firm.codes[0] && changed.placements.count == 1)
      _ = try await handlers.enterprises.moveEnterprise(Firm.move("e1", to: "b", from: "2013-06-15"), anyCall())
      #expect(try await handlers.enterprises.updateEnterprise(request, anyCall()) == changed)
    }
  }

  @Test(
    "refuses what is wrong by its field",
    arguments: [
      (Firm.create("e2", code: "91370811730004118Y"), "CODE_INVALID"),
      (Firm.create("e2", code: "9137"), "CODE_INVALID"), (Firm.create("e2", industry: "99"), "INDUSTRY_INVALID"),
      (Firm.create("e2", edition: 2012), "INDUSTRY_INVALID"), (Firm.create("E2"), "ID_INVALID"),
      (Firm.create("e2", from: "2012-02-30"), "DAY_INVALID"), (Firm.create("e2", zone: "x"), "NOT_FOUND"),
      // The organisation code within the unified one is the same enterprise.
      (Firm.create("e2", code: "730004118"), "CODE_TAKEN"), (Firm.create("e2"), "CODE_TAKEN"),
      (Firm.create("e1", code: Firm.codes[1]), "ALREADY_EXISTS"),
    ])
  func refused(request: IndicatorsV1.CreateEnterpriseRequest, reason: String) async throws {
    try await withProgramme { handlers in
      _ = try await handlers.enterprises.createEnterprise(Firm.create("e1"), anyCall())
      let told = await refusal { _ = try await handlers.enterprises.createEnterprise(request, anyCall()) }
      #expect(told?.reasonName == reason)
      let all = try await handlers.enterprises.listEnterprises(.with { $0.parent = SmallProgramme.parent }, anyCall())
      #expect(all.enterprises.map(\.name) == [Firm.name("e1")])
    }
  }

  @Test("refuses moves and closings out of order, and a dry run keeps nothing")
  func outOfOrder() async throws {
    try await withProgramme { handlers in
      var create = Firm.create("e1")
      create.validateOnly = true
      _ = try await handlers.enterprises.createEnterprise(create, anyCall())
      create.validateOnly = false
      _ = try await handlers.enterprises.createEnterprise(create, anyCall())
      let refused: [(IndicatorsV1.MoveEnterpriseRequest, String)] = [
        (Firm.move("e1", to: "a", from: "2013-01-01"), "ALREADY_THERE"),
        (Firm.move("e1", to: "b", from: "2012-01-01"), "TOO_EARLY"),
        (Firm.move("e1", to: "x", from: "2013-01-01"), "NOT_FOUND"),
        (Firm.move("e9", to: "b", from: "2013-01-01"), "NOT_FOUND"),
      ]
      for (request, reason) in refused {
        let told = await refusal { _ = try await handlers.enterprises.moveEnterprise(request, anyCall()) }
        #expect(told?.reasonName == reason)
      }
      let close = IndicatorsV1.CloseEnterpriseRequest.with {
        $0.name = Firm.name("e1")
        $0.closedOn = "2013-12-31"
      }
      _ = try await handlers.enterprises.closeEnterprise(close, anyCall())
      let twice = await refusal { _ = try await handlers.enterprises.closeEnterprise(close, anyCall()) }
      #expect(twice?.reasonName == "ALREADY_CLOSED")
    }
  }

  @Test("is listed by zone and day, filtered, ordered, masked and by pages")
  func lists() async throws {
    try await withProgramme { handlers in
      for (index, code) in Firm.codes.enumerated() {
        _ = try await handlers.enterprises.createEnterprise(
          Firm.create("e\(index)", code: code, zone: index < 2 ? "a" : "b", industry: index == 3 ? "26" : "34"),
          anyCall())
      }
      _ = try await handlers.enterprises.moveEnterprise(Firm.move("e0", to: "b", from: "2013-06-15"), anyCall())
      func list(_ change: (inout IndicatorsV1.ListEnterprisesRequest) -> Void) async throws -> [String] {
        var request = IndicatorsV1.ListEnterprisesRequest.with { $0.parent = SmallProgramme.parent }
        change(&request)
        var names: [String] = []
        repeat {
          let page = try await handlers.enterprises.listEnterprises(request, anyCall())
          names += page.enterprises.map { String($0.name.split(separator: "/").last ?? "") }
          request.pageToken = page.nextPageToken
        } while !request.pageToken.isEmpty
        return names
      }
      #expect(try await list { $0.pageSize = 1 } == ["e0", "e1", "e2", "e3"])  // By code.
      #expect(try await list { $0.zone = Firm.zone("a") } == ["e0", "e1"])
      #expect(
        try await list {
          $0.zone = Firm.zone("a")
          $0.on = "2013-06-15"
        } == ["e1"])
      #expect(try await list { $0.on = "2011-01-01" }.isEmpty)
      #expect(try await list { $0.filter = "zone=b industry_code=34" } == ["e0", "e2"])
      #expect(try await list { $0.orderBy = "title desc" } == ["e3", "e2", "e1", "e0"])
      let masked = try await handlers.enterprises.listEnterprises(
        .with {
          $0.parent = SmallProgramme.parent
          $0.readMask = .with { $0.paths = ["title"] }
        }, anyCall())
      #expect(masked.enterprises.allSatisfy { $0.code.isEmpty && !$0.title.isEmpty && !$0.name.isEmpty })
    }
  }
}

@Suite("Figures of single enterprises")
struct EnterpriseFigureTests {
  /// Enterprises e0 to e3 in zone a.
  private static func withFirms(_ body: (Handlers) async throws -> Void) async throws {
    try await withProgramme { handlers in
      for (index, code) in Firm.codes.enumerated() {
        _ = try await handlers.enterprises.createEnterprise(Firm.create("e\(index)", code: code), anyCall())
      }
      try await body(handlers)
    }
  }

  @Test("are kept, listed, replaced and taken back; the same again changes nothing")
  func keep() async throws {
    try await Self.withFirms { handlers in
      let request = Firm.report("a", [("e0", 5), ("e1", 0)])
      #expect(try await handlers.enterprises.submitEnterpriseFigures(request, anyCall()).changed == 2)
      #expect(try await handlers.enterprises.submitEnterpriseFigures(request, anyCall()).changed == 0)
      let back = Firm.report("a", [("e0", nil), ("e2", nil)])
      #expect(try await handlers.enterprises.submitEnterpriseFigures(back, anyCall()).changed == 1)
      let list = try await handlers.enterprises.listEnterpriseFigures(.with { $0.parent = Firm.zone("a") }, anyCall())
      #expect(list.figures.map(\.enterprise) == [Firm.name("e1")] && list.figures.first?.value == 0)
      let none = try await handlers.enterprises.listEnterpriseFigures(
        .with {
          $0.parent = SmallProgramme.parent
          $0.filter = "month=2013-05"
        }, anyCall())
      #expect(none.figures.isEmpty)
    }
  }

  @Test(
    "are refused by their fields",
    arguments: [
      (Firm.report("a", []), "COUNT_INVALID"), (Firm.report("x", [("e0", 1)]), "NOT_FOUND"),
      (Firm.report("a", [("e9", 1)]), "NOT_FOUND"), (Firm.report("a", [("e0", 1), ("e0", 2)]), "DUPLICATE"),
      (Firm.report("a", [("e0", 1)], month: "2013-6"), "MONTH_INVALID"),
      (Firm.report("a", [("e0", 1)], indicator: "none"), "UNKNOWN_INDICATOR"),
    ])
  func refused(request: IndicatorsV1.SubmitEnterpriseFiguresRequest, reason: String) async throws {
    try await Self.withFirms { handlers in
      let told = await refusal { _ = try await handlers.enterprises.submitEnterpriseFigures(request, anyCall()) }
      #expect(told?.reasonName == reason)
    }
  }

  @Test("are refused where their indicator is not reported or their zone does not stand, but can be taken back")
  func outOfTime() async throws {
    try await Self.withFirms { handlers in
      let july = Firm.report("a", [("e0", 1)], month: "2013-07")
      _ = try await handlers.enterprises.submitEnterpriseFigures(july, anyCall())
      var request = SmallProgramme.request()
      request.indicators[0].validTo = "2013-06-15"
      request.zones[0].attributes[1].validTo = "2013-12-31"
      let applied = request
      _ = try await handlers.catalogue.applyProgramme(applied, anyCall())
      for (month, fields) in [
        ("2013-07", ["figures[0].indicator"]), ("2014-02", ["figures[0].indicator", "figures[0].month"]),
      ] {
        let told = await refusal {
          _ = try await handlers.enterprises.submitEnterpriseFigures(
            Firm.report("a", [("e0", 2)], month: month), anyCall())
        }
        #expect(told?.fields == fields)
      }
      let back = Firm.report("a", [("e0", nil)], month: "2013-07")
      #expect(try await handlers.enterprises.submitEnterpriseFigures(back, anyCall()).changed == 1)
    }
  }

  @Test("of one that two zones count are found, with its name, both zones and the numbers")
  func countedTwice() async throws {
    try await Self.withFirms { handlers in
      _ = try await handlers.enterprises.moveEnterprise(Firm.move("e2", to: "b", from: "2013-01-01"), anyCall())
      let first = Firm.report("a", [("e0", 120_000_000), ("e1", 7)])
      #expect(try await handlers.enterprises.submitEnterpriseFigures(first, anyCall()).findings.isEmpty)
      let second = Firm.report("b", [("e2", 1), ("e0", 95_000_000)])
      let told = try await handlers.enterprises.submitEnterpriseFigures(second, anyCall()).findings
      #expect(told.map(\.reason) == ["COUNTED_TWICE"] && told.first?.column == "figures[1].value")
      #expect(
        told.first?.text?.zh
          == "e0机械（91370811730004118X）2013年6月在2个单位重复计入：b新区 0.95亿元，a新区 1.2亿元；名录中月末在a新区，请核对企业归属，剔除重复。")
      let month = try await handlers.checks.checkMonth(Firm.check(), anyCall())
      #expect(month.findings.map(\.zoneTitle?.zh) == ["a区", "b区"])
      #expect(try await handlers.checks.checkMonth(Firm.check("b"), anyCall()).findings.count == 1)
      #expect(try await handlers.checks.checkMonth(Firm.check("c"), anyCall()).findings.isEmpty)
      #expect(try await handlers.checks.checkMonth(Firm.check(nil, "2013-05"), anyCall()).findings.isEmpty)
      // Taken back by one of them, there is nothing to find.
      _ = try await handlers.enterprises.submitEnterpriseFigures(Firm.report("b", [("e0", nil)]), anyCall())
      #expect(try await handlers.checks.checkMonth(Firm.check(), anyCall()).findings.isEmpty)
    }
  }

  @Test("of one that has moved in the month, or lies in each zone in another month, are not")
  func moved() async throws {
    try await Self.withFirms { handlers in
      _ = try await handlers.enterprises.moveEnterprise(Firm.move("e0", to: "b", from: "2013-06-15"), anyCall())
      _ = try await handlers.enterprises.moveEnterprise(Firm.move("e1", to: "b", from: "2013-06-01"), anyCall())
      _ = try await handlers.enterprises.submitEnterpriseFigures(Firm.report("a", [("e0", 500)]), anyCall())
      _ = try await handlers.enterprises.submitEnterpriseFigures(
        Firm.report("a", [("e1", 700)], month: "2013-05"), anyCall())
      for request in [Firm.report("b", [("e0", 90)]), Firm.report("b", [("e1", 800)])] {
        #expect(try await handlers.enterprises.submitEnterpriseFigures(request, anyCall()).findings.isEmpty)
      }
      #expect(try await handlers.checks.checkMonth(Firm.check(), anyCall()).findings.isEmpty)
    }
  }

  @Test("of one that the register has in another zone, or not yet, are found, with where it has it")
  func elsewhere() async throws {
    try await Self.withFirms { handlers in
      let told = try await handlers.enterprises.submitEnterpriseFigures(
        Firm.report("b", [("e0", 95_000_000)]), anyCall()
      ).findings
      #expect(told.map(\.reason) == ["PLACED_ELSEWHERE"] && told.first?.column == "figures[0].value")
      #expect(
        told.first?.text?.zh
          == "e0机械（91370811730004118X）2013年6月计入b新区 0.95亿元，而名录中该期不在该单位；名录中月末在a新区，请核对企业归属，剔除重复。")
      let early = try await handlers.enterprises.submitEnterpriseFigures(
        Firm.report("a", [("e1", 5)], month: "2011-12"), anyCall()
      ).findings
      #expect(early.map(\.reason) == ["PLACED_ELSEWHERE"])
      for (zone, count) in [(nil, 1), ("b", 1), ("a", 0)] as [(String?, Int)] {
        #expect(try await handlers.checks.checkMonth(Firm.check(zone), anyCall()).findings.count == count)
      }
    }
  }

  @Test("are refused where a programme weighs it hard; nothing of them is kept")
  func hard() async throws {
    try await Self.withFirms { handlers in
      var programme = SmallProgramme.request()
      programme.checkRules = [
        .with {
          $0.name = "\(SmallProgramme.parent)/checkRules/counted-twice"
          $0.kind = .countedTwice
          $0.severity = .hard
          $0.releasedByNote = true
        }
      ]
      _ = try await handlers.catalogue.applyProgramme(programme, anyCall())
      _ = try await handlers.enterprises.submitEnterpriseFigures(Firm.report("a", [("e0", 5)]), anyCall())
      let told = await refusal {
        _ = try await handlers.enterprises.submitEnterpriseFigures(Firm.report("b", [("e1", 1), ("e0", 6)]), anyCall())
      }
      #expect(told?.code == .invalidArgument)
      let kept = try await handlers.enterprises.listEnterpriseFigures(.with { $0.parent = Firm.zone("b") }, anyCall())
      #expect(kept.figures.isEmpty)
      let released = Firm.report("b", [("e0", 6)], note: "在建项目分属两区")
      #expect(try await handlers.enterprises.submitEnterpriseFigures(released, anyCall()).changed == 1)
    }
  }

  @Test("are told to those only who may see them")
  func secret() async throws {
    try await Self.withFirms { handlers in
      for zone in ["a", "b"] {
        _ = try await handlers.enterprises.submitEnterpriseFigures(Firm.report(zone, [("e0", 5)]), anyCall())
      }
      func found(_ zone: String?, by name: String) async throws -> Int {
        try await handlers.checks.checkMonth(Firm.check(zone), WorkflowDesk.call(name)).findings.count
      }
      #expect(try await found(nil, by: "office") == 2)
      #expect(try await found("a", by: "clerk-a") == 1)
      #expect(try await found("a", by: "county") == 1)
      // A bureau may look at the whole month, and sees no single enterprise.
      // Each zone is told who counts it too, and not how much.
      func text(by name: String) async throws -> String {
        let parent = name == "office" ? nil : "a"
        return try await handlers.checks.checkMonth(Firm.check(parent), WorkflowDesk.call(name)).findings.first?
          .fault?.text?.zh ?? ""
      }
      #expect(try await text(by: "clerk-a").contains("a新区 0.00000005亿元，b新区；"))
      for name in ["county", "office"] {
        #expect(try await text(by: name).contains("a新区 0.00000005亿元，b新区 0.00000005亿元；"))
      }
      #expect(try await found(nil, by: "statistician") == 0)
      #expect(try await found("a", by: "statistician") == 0)
    }
  }
}

@Suite("Enterprises by zone and industry")
struct EnterpriseTableTests {
  typealias State = IndicatorsV1.EnterpriseTable.State

  /// A code after GB 11714 that is right, for a number.
  private static func code(_ number: Int) -> String {
    let digits = String("\(73_000_000 + number)")
    let sum = zip(digits, [3, 7, 9, 10, 5, 8, 4, 2]).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
    return digits + String(Array("0123456789X")[(11 - sum % 11) % 11])
  }

  @Test("shows all to the city's office, and to others no cell of fewer than three, told apart from an empty one")
  func states() async throws {
    try await withProgramme { handlers in
      let counts: [(String, String, Int)] = [
        ("a", "34", 4), ("a", "26", 2), ("b", "34", 5), ("b", "26", 3), ("c", "34", 3), ("c", "26", 4),
      ]
      var number = 0
      for (zone, industry, count) in counts {
        for _ in 0..<count {
          number += 1
          _ = try await handlers.enterprises.createEnterprise(
            Firm.create("e\(number)", code: Self.code(number), zone: zone, industry: industry), anyCall())
          _ = try await handlers.enterprises.submitEnterpriseFigures(
            Firm.report(zone, [("e\(number)", Int64(number))]), anyCall())
        }
      }
      let whole = try await handlers.enterprises.getEnterpriseTable(Firm.table, WorkflowDesk.call("office"))
      #expect(whole.whole && whole.industries.map(\.code) == ["26", "34"])
      let all = try #require(whole.total?.total)
      #expect(all.value == 231 && all.contributors == 21)
      let first: [Int64?] = whole.rows.first?.cells.map(\.value) ?? []
      #expect(first == [11, 10])
      let seen = try await handlers.enterprises.getEnterpriseTable(Firm.table, WorkflowDesk.call("clerk-b"))
      #expect(!seen.whole && seen.rows.first?.cells.first?.state == .withheld)
      #expect(seen.rows.first?.cells.first?.value == nil && seen.rows.first?.cells.first?.contributors == 0)
      // Everybody without the right sees the same.
      for name in ["clerk-a", "statistician", "county"] {
        #expect(try await handlers.enterprises.getEnterpriseTable(Firm.table, WorkflowDesk.call(name)) == seen)
      }
    }
  }

  @Test(
    "withholds a total from which a county, or who answers for several zones, could take what it knows",
    arguments: [true, false])
  func coalition(isCounty: Bool) async throws {
    try await withStore(IndicatorsService.migrations) { store in
      var programme = SmallProgramme.request()
      if isCounty { programme.zones[2].attributes[0].countyCode = "370883" }
      let catalogue = CatalogueHandler(store: store)
      _ = try await catalogue.applyProgramme(programme, anyCall())
      let enterprises = EnterpriseHandler(store: store)
      for (number, zone) in ["a", "a", "b", "b", "c"].enumerated() {
        _ = try await enterprises.createEnterprise(
          Firm.create("e\(number)", code: Self.code(number), zone: zone), anyCall())
        _ = try await enterprises.submitEnterpriseFigures(Firm.report(zone, [("e\(number)", 5)]), anyCall())
      }
      func total() async throws -> IndicatorsV1.EnterpriseTable.State? {
        try await enterprises.getEnterpriseTable(Firm.table, WorkflowDesk.call("statistician")).total?.total?.state
      }
      // One county holds all three zones, and knows each of them: the total tells it nothing.
      #expect(try await total() == (isCounty ? .withheld : .shown))
      guard !isCounty else { return }
      let access = AccessHandler(store: store, board: AccessBoard())
      for zone in ["a", "b"] {
        _ = try await access.createGrant(
          .with {
            $0.grant = .with {
              $0.principal = "people/both"
              $0.role = .zoneReporter
              $0.scope = Firm.zone(zone)
            }
          }, anyCall())
      }
      #expect(try await total() == .withheld)
    }
  }

  /// Whatever is reported. That nothing withheld follows at all, Domain's tests show by linear algebra.
  @Test("serves no cell of one or two, nor leaves one withheld alone in its row or column", arguments: 0..<6)
  func property(seed: UInt64) async throws {
    try await withProgramme { handlers in
      var random = SplitMix(seed: seed)
      let (zones, industries) = (["a", "b", "c"], ["13", "26", "34"])
      var number = 0
      for zone in zones {
        var figures: [(enterprise: String, value: Int64?)] = []
        for industry in industries {
          for _ in 0..<random.int(0...5) {
            number += 1
            _ = try await handlers.enterprises.createEnterprise(
              Firm.create("e\(number)", code: Self.code(number), zone: zone, industry: industry), anyCall())
            figures.append(("e\(number)", Int64(random.int(1...1_000_000))))
          }
        }
        if !figures.isEmpty {
          _ = try await handlers.enterprises.submitEnterpriseFigures(Firm.report(zone, figures), anyCall())
        }
      }
      let whole = try await handlers.enterprises.getEnterpriseTable(Firm.table, WorkflowDesk.call("office"))
      let seen = try await handlers.enterprises.getEnterpriseTable(Firm.table, WorkflowDesk.call("statistician"))
      let (real, shown) = (Self.grid(whole), Self.grid(seen))
      for (realLine, shownLine) in zip(real, shown) {
        for (cell, own) in zip(realLine, shownLine) { Self.compare(own, with: cell) }
        // A withheld cell of one or two is not alone in its row.
        let hidden = zip(realLine, shownLine).filter { $0.1.state == .withheld }.map(\.0.contributors)
        #expect(hidden.count != 1 || hidden[0] >= 3)
      }
      for column in shown[0].indices {
        let hidden = zip(real, shown).filter { $0.1[column].state == .withheld }.map { $0.0[column].contributors }
        #expect(hidden.count != 1 || hidden[0] >= 3)
      }
    }
  }

  private static func compare(
    _ own: IndicatorsV1.EnterpriseTable.Cell, with cell: IndicatorsV1.EnterpriseTable.Cell
  ) {
    let expected: Set<State> =
      cell.contributors == 0 ? [.empty] : cell.contributors < 3 ? [.withheld] : [.withheld, .shown]
    #expect(expected.contains(own.state))
    #expect(own.value == (own.state == .shown ? cell.value : nil))
    if own.state == .withheld { #expect(own.contributors == 0) }
  }

  private static func grid(_ table: IndicatorsV1.EnterpriseTable) -> [[IndicatorsV1.EnterpriseTable.Cell]] {
    (table.rows + [table.total ?? .init()]).map { $0.cells + [$0.total ?? .init()] }
  }
}
