import Domain
import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import Indicators

private typealias Desk = WorkflowDesk

@Suite("Forms")
struct FormHandlerTests {
  @Test("ask every zone that stands in the month when none is named, with the county of its days")
  func allZones() async throws {
    try await withDesk { desk in
      var request = Desk.create("december", month: "2013-12")
      request.form?.routes = []
      let form = try await desk.forms.createForm(request, Desk.call("office"))
      #expect(form.routes.map(\.zone) == ["a", "b", "c"].map { "\(SmallProgramme.parent)/zones/\($0)" })
      #expect(Set(form.routes.map(\.county)) == ["\(SmallProgramme.parent)/counties/370812"])
      #expect(form.state == .open && form.etag != "0")
      let list = try await desk.forms.listForms(.with { $0.parent = SmallProgramme.parent }, Desk.call("office"))
      #expect(list.forms.map(\.name) == ["\(SmallProgramme.parent)/forms/december", Desk.form])
    }
  }

  @Test("stand where the calendar has them")
  func states() async throws {
    for (opens, due, state) in [
      (2, 9, IndicatorsV1.Form.State.scheduled), (-9, 9, .open), (-9, -1, .grace), (-90, -60, .closed),
    ] {
      try await withDesk(Desk.create(opens: opens, due: due)) { desk in
        let form = try await desk.forms.getForm(.with { $0.name = Desk.form }, Desk.call("office"))
        #expect(form.state == state, "\(opens) \(due)")
      }
    }
  }

  @Test("are refused with every fault by its field")
  func refused() async throws {
    try await withDesk { desk in
      var request = Desk.create("bad", opens: 5, due: 1)
      request.form?.groups[1].indicators = [Desk.indicator("investment"), Desk.indicator("nothing")]
      request.form?.routes[2].zone = "\(SmallProgramme.parent)/zones/z"
      let error = await refusal { _ = try await desk.forms.createForm(request, Desk.call("office")) }
      #expect(
        error?.fields.sorted() == [
          "form.due_on", "form.groups[1].indicators[0]", "form.groups[1].indicators[1]", "form.routes[2].zone",
        ])
      let twin = await refusal { _ = try await desk.forms.createForm(Desk.create("twin"), Desk.call("office")) }
      #expect(twin?.reasonName == "CELL_OF_OTHER_FORM")
      let again = await refusal { _ = try await desk.forms.createForm(Desk.create(), Desk.call("office")) }
      #expect(again?.code == .alreadyExists)
    }
  }

  @Test("name the grace that cannot be, and the day that lies before the first", arguments: [-1, 251])
  func grace(days: Int32) async throws {
    try await withDesk { desk in
      func fields(_ request: IndicatorsV1.CreateFormRequest) async -> [String]? {
        await refusal { _ = try await desk.forms.createForm(request, Desk.call("office")) }?.fields
      }
      #expect(await fields(Desk.create("bad", grace: days, month: "2013-07")) == ["form.grace_working_days"])
      #expect(
        await fields(Desk.create("bad", opens: 5, due: 1, grace: days, month: "2013-07"))
          == ["form.due_on", "form.grace_working_days"])
    }
  }

  @Test("are refused in Chinese by titles, not by names of resources")
  func titles() async throws {
    try await withDesk { desk in
      func chinese(_ body: () async throws -> Void) async -> String {
        await refusal(body)?.chinese ?? ""
      }
      let waiting = await chinese { _ = try await desk.freeze() }
      #expect(waiting.contains("a新区（草稿）") || waiting.contains("a区（草稿）"))
      let foreign = await chinese { _ = try await desk.approve("a", by: "clerk-a") }
      #expect(foreign.contains("市推进办") && !foreign.contains("programmes/"))
      for zone in ["a", "b", "c"] { try await desk.wholeWay(zone, 120) }
      try await desk.freeze()
      let inside = await chinese { _ = try await desk.publish() }
      #expect(inside.contains("投资") && !inside.contains("programmes/"))
      #expect(await chinese { _ = try await desk.freeze() }.contains("“月报”"))
    }
  }

  @Test("keep their figures from being written past the submissions")
  func guarded() async throws {
    try await withDesk { desk in
      let past = { @Sendable (month: String) in
        await refusal {
          _ = try await desk.figures.submitFigures(
            SmallProgramme.submit([SmallProgramme.figure("a", month, 1)]), anyCall())
        }
      }
      let refused = await past("2013-06")
      #expect(refused?.reasonName == "FIGURE_OF_FORM" && refused?.code == .failedPrecondition)
      #expect(await past("2013-05") == nil)
    }
  }

  @Test("are frozen when all is approved, and change no more")
  func frozen() async throws {
    try await withDesk { desk in
      try await desk.wholeWay("a", 120)
      let refused = await refusal { try await desk.freeze(without: ["b"]) }
      #expect(refused?.reasonName == "SUBMISSION_NOT_APPROVED" && refused?.message.contains("c") == true)
      let form = try await desk.freeze(without: ["c", "b"])
      #expect(form.state == .frozen && form.frozenAt?.sequence == form.recordedIn?.sequence)
      #expect(form.withoutZones == ["b", "c"].map { "\(SmallProgramme.parent)/zones/\($0)" })
      #expect(await refusal { try await desk.fill("b", 1) }?.lock?.kind == .frozen)
      #expect(await refusal { try await desk.giveBack("a", by: "verifier") }?.lock?.kind == .frozen)
      _ = try await desk.forms.unfreezeForm(
        .with {
          $0.name = Desk.form
          $0.reason = "补报"
        }, Desk.call("office"))
      try await desk.fill("b", 1)
    }
  }

  @Test("come out when they are frozen and their bureaux have published, and not before")
  func published() async throws {
    try await withDesk { desk in
      try await desk.wholeWay("a", 120)
      #expect(await refusal { try await desk.publish() }?.reasonName == "NOT_FROZEN")
      try await desk.freeze(without: ["b", "c"])
      let inside = await refusal { try await desk.publish() }
      #expect(inside?.reasonName == "UNRELEASED" && inside?.message.contains("investment") == true)
      #expect(await refusal { try await desk.release(by: "treasurer") }?.reasonName == "NOT_THE_OWNER")
      #expect(try await desk.release().releases.map(\.publication) == ["统计月报"])
      let out = try await desk.publish()
      #expect(out.published == 1 && out.form?.state == .published)
      let submission = try await desk.get("a")
      #expect(submission.state == .published && submission.locks.map(\.kind) == [.published])
      #expect(submission.cells[0].publications.map { $0.values?.cumulative } == [120])
    }
  }

  @Test("that are out take a late report by an extension, and the next bulletin carries it")
  func late() async throws {
    try await withDesk(Desk.create(opens: -60, due: -50)) { desk in
      try await desk.freeze(without: ["a", "b", "c"])
      try await desk.release()
      try await desk.publish()
      _ = try await desk.forms.extendForm(
        .with {
          $0.name = Desk.form
          $0.extension = .with {
            $0.zone = "\(SmallProgramme.parent)/zones/c"
            $0.until = "\(Desk.today)"
            $0.reason = "补报"
          }
        }, Desk.call("office"))
      try await desk.wholeWay("c", 9)
      #expect(try await desk.publish(in: "8").published == 1)
    }
  }

  @Test("are revised with reason and evidence: both values stay, and the new one goes the whole way")
  func revised() async throws {
    try await withDesk { desk in
      try await desk.wholeWay("a", 120)
      try await desk.freeze(without: ["b", "c"])
      try await desk.release()
      try await desk.publish()
      let revise = IndicatorsV1.ReviseSubmissionRequest.with {
        $0.name = Desk.submission("a")
        $0.reason = "普查更正"
        $0.evidence = "统字〔2013〕9号"
        $0.indicators = [Desk.indicator("investment")]
      }
      let open = try await desk.submissions.reviseSubmission(revise, Desk.call("office"))
      #expect(open.state == .draft && open.revision == 2 && open.revisedIndicators == [Desk.indicator("investment")])
      #expect(open.steps.last?.reason == "普查更正（统字〔2013〕9号）")
      #expect(await refusal { try await desk.fill("a", 130) }?.reasonName == "CELL_NOT_OPEN")
      _ = try await desk.submissions.updateSubmission(
        .with {
          $0.submission = .with {
            $0.name = Desk.submission("a")
            $0.cells = [
              .with {
                $0.indicator = Desk.indicator("investment")
                $0.reported = .with { $0.cumulative = 130 }
              }
            ]
          }
        }, Desk.call("clerk-a"))
      #expect(try await desk.figure("a") == 120)
      try await desk.submit("a")
      try await desk.review("a")
      try await desk.countersign("a")
      try await desk.approve("a")
      #expect(try await desk.figure("a") == 130)
      // Taken back once more: what was published stands again.
      try await desk.giveBack("a", by: "verifier")
      #expect(try await desk.figure("a") == 120)
      try await desk.submissions.answer("a")
      try await desk.submit("a")
      try await desk.review("a")
      try await desk.countersign("a")
      try await desk.approve("a")
      try await desk.publish(in: "8")
      let cell = try await desk.get("a").cells[0]
      #expect(cell.publications.map(\.revision) == [1, 2])
      #expect(cell.publications.map { $0.values?.cumulative } == [120, 130])
    }
  }
}

extension SubmissionHandler {
  /// Answers what was remarked on the revised cell.
  fileprivate func answer(_ zone: String) async throws {
    _ = try await updateSubmission(
      .with {
        $0.submission = .with {
          $0.name = WorkflowDesk.submission(zone)
          $0.cells = [
            .with {
              $0.indicator = WorkflowDesk.indicator("investment")
              $0.reported = .with { $0.cumulative = 130 }
              $0.answer = "属实"
            }
          ]
        }
      }, WorkflowDesk.call("clerk-\(zone)"))
  }
}
