import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireStandard
import WireTupo

@testable import Chassis
@testable import Indicators

private typealias Desk = DelegationDesk

@Suite("Delegations as they are kept")
struct DelegationHandlerTests {
  @Test("are entered by the delegator or an administrator, and by nobody else")
  func whose() async throws {
    try await withDelegations { desk in
      for name in ["wang", "clerk-b", "office", "county"] {
        let refused = await refusal { try await desk.delegate(by: name) }
        #expect(refused?.code == .permissionDenied && refused?.reasonName == "NOT_YOURS", "\(name)")
      }
      let made = try await desk.delegate()
      #expect(made.state == .inForce && made.grantedBy?.principal == "people/clerk-a")
      #expect(made.grantedBy?.unit == Desk.zone && made.revokedBy == nil)
      let other = try await desk.delegate(
        Desk.create("b", of: "clerk-b", scope: "\(SmallProgramme.parent)/zones/b"), by: "chief")
      #expect(other.grantedBy?.unit == "city")
    }
  }

  @Test("hand over what the delegator has by a grant, for that role and scope, and cannot be handed on")
  func withinOwn() async throws {
    try await withDelegations { desk in
      for request in [
        Desk.create(scope: "\(SmallProgramme.parent)/zones/b"), Desk.create(role: .zoneApprover),
        Desk.create(of: "wang", to: "zhao"),
      ] {
        let refused = await refusal { try await desk.delegate(request, by: "chief") }
        #expect(refused?.code == .failedPrecondition && refused?.reasonName == "ROLE_NOT_HELD")
      }
      try await desk.delegate()
      let chain = await refusal { try await desk.delegate(Desk.create("on", of: "wang", to: "zhao")) }
      #expect(chain?.reasonName == "ROLE_NOT_HELD")
    }
  }

  @Test(
    "are refused with each fault by its field",
    arguments: [
      (Desk.create(from: -1), "delegation.valid_from"), (Desk.create(days: 0), "delegation.valid_to"),
      (Desk.create(days: 93), "delegation.valid_to"), (Desk.create(to: "clerk-a"), "delegation.deputy"),
      (Desk.create(role: .cityOffice), "delegation.scope"), (Desk.create(scope: "city"), "delegation.scope"),
      (Desk.create(role: .leader), "delegation.scope"),
      (Desk.create(scope: "programmes/other/zones/a"), "delegation.scope"),
      (Desk.create("A"), "delegation_id"), (Desk.create(role: .unspecified), "delegation.role"),
    ])
  func faults(_ request: IndicatorsV1.CreateDelegationRequest, _ field: String) async throws {
    try await withDelegations { desk in
      let refused = await refusal { try await desk.delegate(request, by: "chief") }
      #expect(refused?.code == .invalidArgument && refused?.fields.contains(field) == true)
      let request = IndicatorsV1.ListDelegationsRequest.with { $0.parent = SmallProgramme.parent }
      let kept = try await desk.delegations.listDelegations(request, anyCall())
      #expect(kept.delegations.isEmpty)
    }
  }

  @Test("do not overlap; one that was revoked makes room, and cannot be revoked again")
  func overlap() async throws {
    try await withDelegations { desk in
      try await desk.delegate()
      let refused = await refusal { try await desk.delegate(Desk.create("two", to: "zhao", from: 4)) }
      #expect(refused?.reasonName == "DELEGATION_OVERLAPS")
      try await desk.delegate(Desk.create("later", to: "zhao", from: 5))
      #expect(await refusal { try await desk.revoke(by: "wang") }?.reasonName == "NOT_YOURS")
      let revoked = try await desk.revoke()
      #expect(revoked.state == .revoked && revoked.revokedBecause == "提前返岗")
      #expect(await refusal { try await desk.revoke() }?.reasonName == "ALREADY_ENDED")
      try await desk.delegate(Desk.create("two", to: "zhao", from: 4, days: 1))
    }
  }

  @Test("of the city's office do not overlap in another programme either, since the office is the same in all")
  func overlapOfCity() async throws {
    try await withDelegations { desk in
      var other = IndicatorsV1.ApplyProgrammeRequest()
      other.programme = SmallProgramme.request().programme
      other.programme?.name = "programmes/q"
      let applied = other
      _ = try await CatalogueHandler(store: desk.desk.store).applyProgramme(applied, anyCall())
      let first = try await desk.delegate(Desk.create(of: "office", role: .cityOffice, scope: "city"))
      #expect(first.scope == "city" && first.state == .inForce && first.grantedBy?.principal == "people/office")
      var second = Desk.create("two", of: "office", to: "zhao", role: .cityOffice, scope: "city", from: 4)
      second.parent = "programmes/q"
      let asked = second
      let refused = await refusal { try await desk.delegate(asked) }
      #expect(refused?.reasonName == "DELEGATION_OVERLAPS" && refused?.message.contains(first.name) == true)
    }
  }

  @Test("are found by day, filter and order, and answered by mask")
  func list() async throws {
    try await withDelegations { desk in
      try await desk.delegate()
      try await desk.delegate(Desk.create("later", to: "zhao", from: 10))
      try await desk.delegate(
        Desk.create("bureau", of: "statistician", role: .department, scope: WorkflowDesk.statistics))
      try await desk.revoke()
      func list(
        on day: String = "", filter: String = "", orderBy: String = "", mask: [String] = []
      ) async throws -> [IndicatorsV1.Delegation] {
        let request = IndicatorsV1.ListDelegationsRequest.with {
          $0.parent = SmallProgramme.parent
          $0.on = day
          $0.filter = filter
          $0.orderBy = orderBy
          $0.readMask = .with { $0.paths = mask }
        }
        return try await desk.delegations.listDelegations(request, anyCall()).delegations
      }
      let ids = { (found: [IndicatorsV1.Delegation]) in
        found.map { $0.name.split(separator: "/").last.map(String.init) }
      }
      #expect(ids(try await list()) == ["away", "bureau", "later"])
      #expect(ids(try await list(on: "\(Desk.today)")) == ["bureau"])
      #expect(ids(try await list(filter: "revoked=false deputy=\"people/zhao\"")) == ["later"])
      #expect(ids(try await list(filter: "role=ROLE_ZONE_REPORTER")) == ["away", "later"])
      #expect(ids(try await list(orderBy: "valid_to desc")).first == "later")
      let masked = try await list(mask: ["deputy"])
      try #require(masked.count == 3)
      #expect(masked[2].deputy == "people/zhao" && masked[2].delegator.isEmpty && !masked[2].name.isEmpty)
    }
  }
}

@Suite("A deputy")
struct DeputyTests {
  @Test("fills in and sends in for the delegator: both names stand with every step, also when read again")
  func steps() async throws {
    try await withDelegations { desk in
      let early = await refusal { try await fill(desk, by: "wang") }
      #expect(early?.reasonName == "NOT_YOURS")
      let made = try await desk.delegate()
      try await fill(desk, by: "wang")
      try await submit(desk, by: "wang")
      let steps = try await desk.desk.get("a").steps
      #expect(steps.map(\.kind) == [.fill, .submit])
      for step in steps {
        #expect(step.by?.principal == "people/wang" && step.by?.standsFor == "people/clerk-a")
        #expect(step.by?.delegation == made.name && step.by?.unit == Desk.zone)
      }
      try await desk.revoke()
      #expect(await refusal { try await fill(desk, by: "wang") }?.reasonName == "NOT_YOURS")
      #expect(try await desk.desk.get("a").steps.map { $0.by?.standsFor } == ["people/clerk-a", "people/clerk-a"])
    }
  }

  @Test("of the maker checks in nobody's stead, and neither does the maker")
  func makerIsNotChecker() async throws {
    try await withDelegations { desk in
      let county = "\(SmallProgramme.parent)/counties/370812"
      try await desk.delegate()
      try await desk.delegate(Desk.create("review", of: "county", role: .county, scope: county))
      try await fill(desk, by: "wang")
      try await submit(desk, by: "wang")
      let deputy = await refusal { try await review(desk, by: "wang") }
      #expect(deputy?.reasonName == "MAKER_IS_CHECKER" && deputy?.message.contains("people/wang") == true)
      // Who was away made it too: the clerk gets the county's role to try.
      try await desk.delegate(Desk.create("back", of: "all", to: "clerk-a", role: .county, scope: county))
      let maker = await refusal { try await review(desk, by: "clerk-a") }
      #expect(maker?.reasonName == "MAKER_IS_CHECKER" && maker?.message.contains("people/clerk-a") == true)
      try await review(desk, by: "county")
    }
  }

  @Test("of the checker does not check what the checker has made")
  func checkerIsNotMaker() async throws {
    try await withDelegations { desk in
      let county = "\(SmallProgramme.parent)/counties/370812"
      try await desk.delegate(Desk.create("review", of: "all", role: .county, scope: county))
      try await fill(desk, by: "all")
      try await submit(desk, by: "all")
      let refused = await refusal { try await review(desk, by: "wang") }
      #expect(refused?.reasonName == "MAKER_IS_CHECKER" && refused?.message.contains("people/all") == true)
      #expect(try await desk.desk.get("a").state == .submitted)
    }
  }

  @Test("of a bureau countersigns and releases for it, and the countersignature says for whom")
  func bureau() async throws {
    try await withDelegations { desk in
      try await desk.delegate(
        Desk.create("bureau", of: "statistician", role: .department, scope: WorkflowDesk.statistics))
      try await fill(desk, by: "clerk-a")
      try await submit(desk, by: "clerk-a")
      let signed = try await desk.desk.submissions.countersignSubmission(
        .with {
          $0.name = WorkflowDesk.submission("a")
          $0.bureau = WorkflowDesk.statistics
        }, desk.call("wang"))
      #expect(signed.countersignatures.first?.decidedBy?.standsFor == "people/statistician")
      #expect(try await desk.desk.get("a").countersignatures.first?.decidedBy?.standsFor == "people/statistician")
      let released = try await desk.desk.forms.releaseIndicators(
        .with {
          $0.name = WorkflowDesk.form
          $0.indicators = [WorkflowDesk.indicator("investment")]
          $0.releasedOn = "\(Desk.today)"
          $0.publication = "统计月报"
        }, desk.call("wang"))
      #expect(released.releases.first?.releasedBy?.standsFor == "people/statistician")
      let kept = try await desk.desk.forms.getForm(.with { $0.name = WorkflowDesk.form }, anyCall())
      #expect(kept.releases.first?.releasedBy?.standsFor == "people/statistician")
    }
  }

  @Test("of the city's office approves, returns, gives more time, freezes and publishes for it, and each step says so")
  func cityOffice() async throws {
    try await withDelegations { desk in
      let made = try await desk.delegate(Desk.create(of: "office", role: .cityOffice, scope: "city"))
      let forms = desk.desk.forms
      let extended = try await forms.extendForm(
        .with {
          $0.name = WorkflowDesk.form
          $0.extension = .with {
            ($0.zone, $0.until, $0.reason) = (Desk.zone, "\(Desk.today.adding(days: 60))", "系统故障")
          }
        }, desk.call("wang"))
      let released = try await forms.releaseIndicators(
        .with {
          $0.name = WorkflowDesk.form
          $0.indicators = [WorkflowDesk.indicator("investment")]
          ($0.releasedOn, $0.publication) = ("\(Desk.today)", "统计月报")
        }, desk.call("wang"))
      try await sendIn(desk, by: "clerk-a")
      try await approve(desk, by: "wang")
      try await giveBack(desk, by: "wang")
      try await sendIn(desk, by: "clerk-a", answering: "已核实")
      try await approve(desk, by: "wang")
      let frozen = try await forms.freezeForm(
        .with {
          $0.name = WorkflowDesk.form
          $0.withoutZones = ["b", "c"].map { "\(SmallProgramme.parent)/zones/\($0)" }
        }, desk.call("wang"))
      _ = try await desk.desk.submissions.publishForm(
        .with {
          $0.name = WorkflowDesk.form
          $0.bulletin = "\(SmallProgramme.parent)/bulletins/7"
        }, desk.call("wang"))
      let steps = try await desk.desk.get("a").steps.filter { $0.by?.unit == "city" }
      #expect(steps.map(\.kind) == [.approve, .return, .approve, .publish])
      let actors =
        steps.map(\.by)
        + [extended.extensions.first?.grantedBy, released.releases.first?.releasedBy, frozen.lock?.lockedBy]
      for actor in actors {
        #expect(actor?.principal == "people/wang" && actor?.standsFor == "people/office")
        #expect(actor?.delegation == made.name && actor?.unit == "city")
      }
    }
  }

  @Test(
    "of the city's office does not approve what it or the delegator has made, whoever it was made for",
    arguments: [
      // Who makes it, who then approves it in whose stead, and who is told to have made it.
      ("wang", "wang", "office", "wang"), ("clerk-a", "clerk-a", "office", "clerk-a"), ("all", "wang", "all", "all"),
    ])
  func cityMakerIsNotChecker(maker: String, checker: String, away: String, told: String) async throws {
    try await withDelegations { desk in
      if maker == "wang" { try await desk.delegate() }
      try await desk.delegate(Desk.create("city", of: away, to: checker, role: .cityOffice, scope: "city"))
      try await sendIn(desk, by: maker)
      let refused = await refusal { try await approve(desk, by: checker) }
      #expect(refused?.reasonName == "MAKER_IS_CHECKER" && refused?.message.contains("people/\(told)") == true)
      let returned = await refusal { try await giveBack(desk, by: checker) }
      #expect(returned?.reasonName == "MAKER_IS_CHECKER")
      try await approve(desk, by: "verifier")
    }
  }

  @Test("who has the right too acts by it: nobody else is named")
  func ownRight() async throws {
    try await withDelegations { desk in
      try await desk.delegate(Desk.create(to: "all"))
      try await fill(desk, by: "all")
      #expect(try await desk.desk.get("a").steps.last?.by?.standsFor == "")
    }
  }

  @Test("stands in the list of reminders, with the telephone")
  func reminders() async throws {
    try await withDelegations { desk in
      let persons = PersonHandler(store: desk.desk.store)
      _ = try await persons.createPerson(
        Persons.create(posts: [Persons.post(from: "2012-01-01", to: "")]), anyCall())
      try await desk.delegate(Desk.create(person: Persons.name("p1")))
      let found = try await TimelinessHandler(store: desk.desk.store).listReminders(
        .with {
          $0.parent = WorkflowDesk.form
          $0.on = "\(Desk.today)"
        }, desk.call("office")
      ).reminders
      try #require(found.count == 3)
      let deputies = found.map(\.deputies)
      #expect(deputies.map(\.count) == [1, 0, 0])
      #expect(deputies[0].first?.principal == "people/wang" && deputies[0].first?.standsFor == "people/clerk-a")
      #expect(deputies[0].first?.person == Persons.name("p1") && deputies[0].first?.telephone == "0537-2967018")
      let unknown = await refusal {
        try await desk.delegate(
          Desk.create("x", of: "clerk-b", scope: "\(SmallProgramme.parent)/zones/b", person: Persons.name("p9")))
      }
      #expect(unknown?.code == .notFound)
    }
  }

  // MARK: - Steps

  @discardableResult
  private func fill(
    _ desk: DelegationDesk, by name: String, answering answer: String = ""
  ) async throws -> IndicatorsV1.Submission {
    try await desk.desk.submissions.updateSubmission(
      .with {
        $0.submission = .with {
          $0.name = WorkflowDesk.submission("a")
          $0.cells = [("investment", 120), ("added", 5)].map { id, value in
            .with {
              $0.indicator = WorkflowDesk.indicator(id)
              $0.reported = .with { $0.cumulative = Int64(value) }
              $0.answer = answer
            }
          }
        }
      }, desk.call(name))
  }

  private func submit(_ desk: DelegationDesk, by name: String) async throws {
    _ = try await desk.desk.submissions.submitSubmission(
      .with { $0.name = WorkflowDesk.submission("a") }, desk.call(name))
  }

  private func review(_ desk: DelegationDesk, by name: String) async throws {
    _ = try await desk.desk.submissions.reviewSubmission(
      .with { $0.name = WorkflowDesk.submission("a") }, desk.call(name))
  }

  /// Fills it in, sends it in, and has county and bureau say yes.
  private func sendIn(_ desk: DelegationDesk, by name: String, answering answer: String = "") async throws {
    try await fill(desk, by: name, answering: answer)
    try await submit(desk, by: name)
    try await review(desk, by: "county")
    _ = try await desk.desk.submissions.countersignSubmission(
      .with { ($0.name, $0.bureau) = (WorkflowDesk.submission("a"), WorkflowDesk.statistics) },
      desk.call("statistician"))
  }

  private func approve(_ desk: DelegationDesk, by name: String) async throws {
    _ = try await desk.desk.submissions.approveSubmissions(
      .with { ($0.parent, $0.names) = (WorkflowDesk.form, [WorkflowDesk.submission("a")]) }, desk.call(name))
  }

  private func giveBack(_ desk: DelegationDesk, by name: String) async throws {
    _ = try await desk.desk.submissions.returnSubmission(
      .with {
        $0.name = WorkflowDesk.submission("a")
        $0.remarks = [.with { ($0.indicator, $0.text) = (WorkflowDesk.indicator("investment"), "请核实") }]
      }, desk.call(name))
  }
}
