import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

@Suite("Submissions")
struct SubmissionTests {
  @Test("begin as drafts that hold last month and the same period")
  func prefilled() async throws {
    try await withDesk { desk in
      _ = try await desk.figures.submitFigures(
        SmallProgramme.submit([
          SmallProgramme.figure("a", "2012-06", 100), SmallProgramme.figure("a", "2013-05", 90, base: 80),
        ]), anyCall())
      let draft = try await desk.get("a")
      #expect(draft.state == .draft && draft.etag == "0" && draft.revision == 1 && draft.locks.isEmpty)
      let cell = try #require(draft.cells.first)
      #expect(cell.state == .missing && cell.reported?.cumulative == nil && cell.reported?.base == 100)
      #expect(cell.lastMonth?.cumulative == 90 && cell.samePeriod?.cumulative == 100)
      // What was prefilled stays in the cells that are not touched.
      let filled = try await desk.submissions.updateSubmission(
        .with {
          $0.submission = .with {
            $0.name = Desk.submission("a")
            $0.cells = [
              .with {
                $0.indicator = Desk.indicator("added")
                $0.reported = .with { $0.growthBasisPoints = 500 }
              }
            ]
          }
        }, Desk.call("clerk-a"))
      #expect(filled.cells[0].reported?.base == 100 && filled.cells[1].state == .reported)
    }
  }

  @Test("become the zone's figures when the city has approved them, and not before")
  func becomeFigures() async throws {
    try await withDesk { desk in
      try await desk.fill("a", 120)
      let sent = try await desk.submit("a")
      #expect(sent.receipt?.number == "2013-06-0001" && sent.receipt?.contentSha256.count == 32)
      try await desk.review("a")
      try await desk.countersign("a")
      #expect(try await desk.figure("a") == nil)
      let approved = try await desk.approve("a").submissions.first
      #expect(approved?.state == .approved)
      #expect(try await desk.figure("a") == 120)
      let kept = try await desk.figures.getFigure(
        .with { $0.name = SmallProgramme.figure("a", "2013-06", nil).name }, anyCall())
      #expect(kept.origin == Desk.submission("a") && kept.receivedOn == "\(Desk.today)")
      let growth = SmallProgramme.figure("a", "2013-06", nil, of: "added").name
      #expect(try await desk.figures.getFigure(.with { $0.name = growth }, anyCall()).growthBasisPoints == 5)
    }
  }

  @Test("keep their whole history: who, for which unit, from where to where, and why")
  func history() async throws {
    try await withDesk { desk in
      try await desk.fill("a", 120)
      try await desk.fill("a", 121)
      try await desk.submit("a")
      try await desk.giveBack("a", "同比偏高")
      let steps = try await desk.get("a").steps
      #expect(steps.map(\.kind) == [.fill, .submit, .return])
      #expect(steps.map { $0.by?.principal } == ["people/clerk-a", "people/clerk-a", "people/county"])
      #expect(
        steps.map { $0.by?.unit } == [
          "\(SmallProgramme.parent)/zones/a", "\(SmallProgramme.parent)/zones/a",
          "\(SmallProgramme.parent)/counties/370812",
        ])
      #expect(steps.last?.fromState == .submitted && steps.last?.toState == .returned && steps.last?.reason == "同比偏高")
    }
  }

  @Test("are never checked by who made them")
  func makerIsNotChecker() async throws {
    try await withDesk { desk in
      try await desk.fill("a", 120, by: "all")
      try await desk.submit("a")
      let refused = await refusal { try await desk.review("a", by: "all") }
      #expect(refused?.code == .failedPrecondition && refused?.reasonName == "MAKER_IS_CHECKER")
      try await desk.review("a")
      try await desk.countersign("a")
      #expect(await refusal { try await desk.approve("a", by: "all") }?.reasonName == "MAKER_IS_CHECKER")
      try await desk.verify("a", 110)
      try await desk.countersign("a")
      #expect(await refusal { try await desk.approve("a", by: "verifier") }?.reasonName == "MAKER_IS_CHECKER")
      try await desk.approve("a")
      #expect(try await desk.figure("a") == 110)
    }
  }

  @Test("are verified part by part: what the verified figure leaves out stands as reported")
  func verifiedInPart() async throws {
    try await withDesk { desk in
      try await desk.fill("a", 120, base: 100)
      try await desk.submit("a")
      try await desk.review("a")
      try await desk.verify("a", 110)
      try await desk.countersign("a")
      try await desk.approve("a")
      let name = SmallProgramme.figure("a", "2013-06", nil).name
      let figure = try await desk.figures.getFigure(.with { $0.name = name }, anyCall())
      #expect(figure.cumulative == 110 && figure.reportedBase == 100)
    }
  }

  @Test("keep the verified figure beside the reported one, and lose it with the figure that it stood beside")
  func verified() async throws {
    try await withDesk { desk in
      try await desk.fill("a", 120)
      try await desk.submit("a")
      let cell = try await desk.verify("a", 110).cells[0]
      #expect(cell.reported?.cumulative == 120 && cell.verification?.values?.cumulative == 110)
      #expect(cell.verification?.reason == "重复统计" && cell.verification?.verifiedBy?.principal == "people/verifier")
      try await desk.giveBack("a")
      let refilled = try await desk.fill("a", 111, answer: "已核实")
      #expect(refilled.cells[0].verification == nil && refilled.cells[0].lastSubmitted?.cumulative == 120)
      #expect(refilled.cells[0].remarks.map(\.answer) == ["已核实"])
    }
  }

  @Test("show what was sent in the time before beside what is sent in now")
  func twice() async throws {
    try await withDesk { desk in
      try await desk.fill("a", 120)
      let first = try #require(try await desk.submit("a").submission?.cells[0])
      #expect(first.lastSubmitted?.cumulative == 120 && first.submittedBefore == nil)
      try await desk.giveBack("a")
      try await desk.fill("a", 111, answer: "已核实")
      try await desk.submit("a")
      let second = try await desk.get("a").cells[0]
      #expect(second.lastSubmitted?.cumulative == 111 && second.submittedBefore?.cumulative == 120)
    }
  }

  @Test("tell what the zone had expected of the month, and how far that was off")
  func expectations() async throws {
    try await withDesk { desk in
      let may = Desk.create("may", month: "2013-05")
      _ = try await desk.forms.createForm(may, Desk.call("office"))
      let name = "\(SmallProgramme.parent)/zones/a/submissions/may"
      _ = try await desk.submissions.updateSubmission(
        .with {
          $0.submission = .with {
            $0.name = name
            $0.cells = [
              .with {
                $0.indicator = Desk.indicator("investment")
                $0.reported = .with { $0.cumulative = 100 }
                $0.expectedNextMonth = 125
                $0.expectedYearEnd = 300
              },
              .with {
                $0.indicator = Desk.indicator("added")
                $0.reported = .with { $0.growthBasisPoints = 5 }
              },
            ]
          }
        }, Desk.call("clerk-a"))
      #expect(try await desk.get("a").cells[0].expectations.isEmpty)
      _ = try await desk.submissions.submitSubmission(.with { $0.name = name }, Desk.call("clerk-a"))
      #expect(try await desk.get("a").cells[0].expectations.map(\.difference) == [nil])
      try await desk.fill("a", 120)
      let told = try await desk.get("a").cells[0].expectations
      #expect(told.map(\.expected) == [125] && told.map(\.difference) == [-5])
      #expect(told.map(\.errorBasisPoints) == [-400] && told.map(\.submission) == [name])
      #expect(told.map(\.ofYear) == [false] && told.map(\.month) == ["2013-05"])
    }
  }

  @Test("are countersigned by their own bureau only")
  func ownBureau() async throws {
    try await withDesk { desk in
      try await desk.fill("a", 120)
      try await desk.submit("a")
      let refused = await refusal { try await desk.countersign("a", by: "treasurer") }
      #expect(refused?.code == .permissionDenied)
      #expect(try await desk.countersign("a").countersignatures.map(\.decision) == [.agreed])
    }
  }

  @Test("skip the county where the zone has none")
  func withoutCounty() async throws {
    try await withDesk { desk in
      try await desk.fill("c", 7)
      #expect(try await desk.submit("c").submission?.state == .countyReviewed)
      #expect(try await desk.countersign("c").state == .countersigned)
    }
  }

  @Test("that are locked say by which lock, who opens it and until when")
  func locked() async throws {
    try await withDesk { desk in
      try await desk.fill("a", 120)
      try await desk.submit("a")
      let refused = await refusal { try await desk.fill("a", 130) }
      #expect(refused?.reasonName == "LOCKED" && refused?.lock?.kind == .underReview)
      #expect(
        refused?.lock?.openers == [
          "\(SmallProgramme.parent)/zones/a", "\(SmallProgramme.parent)/counties/370812", Desk.statistics, "city",
        ])
      #expect(refused?.lock?.resource == Desk.submission("a"))
      #expect(try await desk.get("a").locks.map(\.kind) == [.underReview])
    }
    try await withDesk(WorkflowDesk.create(opens: -60, due: -50)) { desk in
      let refused = await refusal { try await desk.fill("a", 130) }
      #expect(refused?.lock?.kind == .deadlinePassed && refused?.lock?.openers == ["city"])
      _ = try await desk.forms.extendForm(
        .with {
          $0.name = Desk.form
          $0.extension = .with {
            $0.zone = "\(SmallProgramme.parent)/zones/a"
            $0.until = "\(Desk.today.adding(days: 1))"
            $0.reason = "系统故障"
          }
        }, Desk.call("office"))
      try await desk.fill("a", 130)
      #expect(try await desk.submit("a").submission?.workingDaysLate ?? 0 > 20)
      #expect(await refusal { try await desk.fill("b", 1) }?.lock?.kind == .deadlinePassed)
    }
    try await withDesk(WorkflowDesk.create(opens: 3, due: 9)) { desk in
      #expect(await refusal { try await desk.fill("a", 130) }?.lock?.kind == .notOpen)
    }
  }

  @Test("are not sent in with cells missing, findings unexplained or remarks unanswered")
  func incomplete() async throws {
    try await withDesk { desk in
      try await desk.fill("a", nil)
      let missing = await refusal { try await desk.submit("a") }
      #expect(missing?.reasonName == "CELL_MISSING" && missing?.message.contains("投资") == true)
      try await desk.fill("a", -5)
      #expect(await refusal { try await desk.submit("a") }?.reasonName == "FINDING_OPEN")
      let explained = try await desk.fill("a", -5, note: "冲减上年")
      #expect(explained.findings.map(\.state) == [.explained] && explained.findings[0].id == "NEGATIVE:investment")
      try await desk.submit("a")
      try await desk.giveBack("a")
      #expect(await refusal { try await desk.submit("a") }?.reasonName == "REMARK_UNANSWERED")
      try await desk.fill("a", -5, note: "冲减上年", answer: "属实")
      #expect(try await desk.submit("a").receipt?.number == "2013-06-0002")
    }
  }

  @Test("with another base than published need their bureau's consent before the city's yes")
  func baseAdjusted() async throws {
    try await withDesk { desk in
      _ = try await desk.figures.submitFigures(
        SmallProgramme.submit([SmallProgramme.figure("a", "2012-06", 100)]), anyCall())
      let filled = try await desk.fill("a", 150, base: 80, note: "普查后调整")
      #expect(filled.findings.map(\.needsBureau) == [true])
      try await desk.submit("a")
      try await desk.review("a")
      try await desk.countersign("a")
      #expect(await refusal { try await desk.approve("a") }?.reasonName == "FINDING_OPEN")
      let accept = IndicatorsV1.AcceptFindingRequest.with {
        $0.name = Desk.submission("a")
        $0.findingId = "BASE_ADJUSTED:investment"
      }
      for name in ["county", "office", "treasurer"] {
        let refused = await refusal { _ = try await desk.submissions.acceptFinding(accept, Desk.call(name)) }
        #expect(refused?.code == .permissionDenied, "\(name)")
      }
      let accepted = try await desk.submissions.acceptFinding(accept, Desk.call("statistician"))
      #expect(accepted.findings.map(\.state) == [.accepted])
      try await desk.approve("a")
    }
  }

  @Test("are approved together only where there is nothing to say, all or none")
  func together() async throws {
    try await withDesk { desk in
      for (zone, value) in [("a", Int64(120)), ("b", -1), ("c", 7)] {
        try await desk.fill(zone, value, note: value < 0 ? "冲减" : "")
        try await desk.submit(zone)
        if zone != "c" { try await desk.review(zone) }
        try await desk.countersign(zone)
      }
      #expect(await refusal { try await desk.approve("a", "b", "c") }?.reasonName == "FINDING_OPEN")
      #expect(try await desk.figure("a") == nil)
      #expect(try await desk.approve("a", "c").submissions.map(\.state) == [.approved, .approved])
      try await desk.approve("b")
      #expect(try await desk.figure("b") == -1)
    }
  }

  @Test("that the city takes back lose their figures")
  func takenBack() async throws {
    try await withDesk { desk in
      try await desk.wholeWay("a", 120)
      try await desk.giveBack("a", by: "verifier")
      #expect(try await desk.figure("a") == nil)
      #expect(try await desk.get("a").state == .returned)
    }
  }

  @Test("are changed by one hand at a time: an etag that is not the last is refused")
  func etags() async throws {
    try await withDesk { desk in
      let first = try await desk.fill("a", 1, etag: "0")
      #expect(await refusal { try await desk.fill("a", 2, etag: "0") }?.code == .aborted)
      try await desk.fill("a", 2, etag: first.etag)
    }
  }

  @Test("are taken back before anybody looked, and number their receipts without gaps")
  func withdrawn() async throws {
    try await withDesk { desk in
      for zone in ["a", "b"] {
        try await desk.fill(zone, 1)
        try await desk.submit(zone)
      }
      let request = IndicatorsV1.WithdrawSubmissionRequest.with {
        $0.name = Desk.submission("a")
        $0.reason = "填错"
      }
      #expect(try await desk.submissions.withdrawSubmission(request, Desk.call("clerk-a")).state == .draft)
      #expect(try await desk.submit("a").receipt?.number == "2013-06-0003")
      try await desk.review("a")
      let refused = await refusal { _ = try await desk.submissions.withdrawSubmission(request, Desk.call("clerk-a")) }
      #expect(refused?.reasonName == "UNDER_REVIEW")
    }
  }

  @Test("keep nothing of what is only tried, and nothing of what is refused")
  func nothingHalf() async throws {
    try await withDesk { desk in
      _ = try await desk.submissions.updateSubmission(
        .with {
          $0.submission = .with {
            $0.name = Desk.submission("a")
            $0.cells = [.with { $0.indicator = Desk.indicator("investment") }]
          }
          $0.validateOnly = true
        }, Desk.call("clerk-a"))
      #expect(try await desk.get("a").etag == "0")
      let bad = await refusal {
        _ = try await desk.submissions.updateSubmission(
          .with {
            $0.submission = .with {
              $0.name = Desk.submission("a")
              $0.cells = [
                .with { $0.indicator = Desk.indicator("investment") },
                .with { $0.indicator = Desk.indicator("investment") }, .with { $0.indicator = "x" },
              ]
            }
          }, Desk.call("clerk-a"))
      }
      #expect(bad?.code == .invalidArgument)
      #expect(bad?.fields == ["submission.cells[2].indicator", "submission.cells[1].indicator"])
    }
  }

  @Test("are read by the bureau that owns an indicator, with what was reported, before anybody has approved them")
  func readByBureau() async throws {
    try await withDesk { desk in
      try await desk.fill("c", 3, note: "新开工")
      try await desk.submit("c")
      let listed = try await desk.submissions.listSubmissions(
        .with { $0.parent = Desk.form }, Desk.call("statistician"))
      #expect(listed.submissions.contains { $0.name == Desk.submission("c") && $0.state != .approved })
      let read = try await desk.submissions.getSubmission(
        .with { $0.name = Desk.submission("c") }, Desk.call("statistician"))
      let cell = try #require(read.cells.first { $0.indicator == Desk.indicator("investment") })
      #expect(cell.reported?.cumulative == 3 && cell.explanation == "新开工")
    }
  }

  @Test("of a county stand on one page, without those of others")
  func listed() async throws {
    try await withDesk { desk in
      try await desk.fill("b", 3)
      try await desk.submit("b")
      let list = { @Sendable (name: String, state: IndicatorsV1.SubmissionState) in
        try await desk.submissions.listSubmissions(
          .with {
            $0.parent = Desk.form
            $0.state = state
          }, Desk.call(name)
        ).submissions.map(\.name)
      }
      #expect(try await list("county", .unspecified) == [Desk.submission("a"), Desk.submission("b")])
      #expect(try await list("county", .submitted) == [Desk.submission("b")])
      #expect(try await list("clerk-c", .unspecified) == [Desk.submission("c")])
      #expect(try await list("office", .unspecified).count == 3)
    }
  }
}
