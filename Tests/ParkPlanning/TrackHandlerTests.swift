import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireTupo

@testable import ParkPlanning

private func step(
  _ id: String, after: [String] = [], days: Int32 = 0, deadline: String = "", doneOn: String? = nil
) -> PlanningV1.Milestone {
  .with {
    $0.id = id
    $0.title = .with { $0.zh = "步骤\(id)" }
    $0.dependsOn = after
    $0.durationDays = days
    $0.deadline = deadline
    $0.completion = doneOn.map { day in
      .with {
        $0.on = day
        $0.evidence = "凭据"
      }
    }
  }
}

private func track(_ id: String, _ steps: [PlanningV1.Milestone]) -> PlanningV1.Track {
  .with {
    $0.name = "programmes/p/tracks/\(id)"
    $0.title = .with { $0.zh = "事项\(id)" }
    $0.startsOn = "2013-06-01"
    $0.milestones = steps
  }
}

private func create(_ id: String, _ steps: [PlanningV1.Milestone]) -> PlanningV1.CreateTrackRequest {
  .with {
    $0.parent = "programmes/p"
    $0.trackId = id
    $0.track = track(id, steps)
  }
}

private func complete(
  _ id: String, on day: String, evidence: String = "文号1", exception: String = ""
) -> PlanningV1.CompleteMilestoneRequest {
  .with {
    $0.track = "programmes/p/tracks/t"
    $0.milestoneId = id
    $0.completion = .with {
      $0.on = day
      $0.evidence = evidence
      $0.exception = exception
    }
  }
}

private func apply(_ tracks: [PlanningV1.Track]) -> PlanningV1.ApplyProgrammeRequest {
  .with {
    $0.parent = "programmes/p"
    $0.tracks = tracks
  }
}

private func withHandler<Value>(_ body: (TrackHandler) async throws -> Value) async throws -> Value {
  try await withStore(PlanningService.migrations) { try await body(TrackHandler(store: $0)) }
}

@Suite("Tracks")
struct TrackHandlerTests {
  @Test("refuse a cycle, and name it")
  func cycle() async throws {
    try await withHandler { handler in
      let error = await refusal {
        _ = try await handler.createTrack(create("t", [step("a", after: ["b"]), step("b", after: ["a"])]), anyCall())
      }
      #expect(error?.code == .invalidArgument && error?.fields == ["track.milestones"])
      #expect(error?.message.contains("a") == true && error?.message.contains("b") == true)
    }
  }

  @Test("complete a milestone by evidence, in order, or by an exception that is kept")
  func completing() async throws {
    try await withHandler { handler in
      let made = try await handler.createTrack(create("t", [step("a"), step("b", after: ["a"])]), anyCall())
      let early = await refusal { _ = try await handler.completeMilestone(complete("b", on: "2013-06-10"), anyCall()) }
      #expect(early?.code == .failedPrecondition && early?.reason == "DEPENDENCY_OPEN")
      let unproved = await refusal {
        _ = try await handler.completeMilestone(complete("a", on: "2013-06-10", evidence: ""), anyCall())
      }
      #expect(unproved?.fields == ["completion.evidence"])
      let excepted = try await handler.completeMilestone(
        complete("b", on: "2013-06-10", exception: "市政府专题会议同意"), anyCall())
      #expect(excepted.milestones[1].completion?.exception == "市政府专题会议同意" && excepted.etag != made.etag)
      let twice = await refusal { _ = try await handler.completeMilestone(complete("b", on: "2013-06-11"), anyCall()) }
      #expect(twice?.reason == "ALREADY_COMPLETED")
      let unknown = await refusal {
        _ = try await handler.completeMilestone(complete("x", on: "2013-06-11"), anyCall())
      }
      #expect(unknown?.code == .notFound)
    }
  }

  @Test("tell what was due, is late and comes next on a day, and forget what came later")
  func report() async throws {
    try await withHandler { handler in
      _ = try await handler.createTrack(
        create(
          "t",
          [
            step("a", deadline: "2013-06-30", doneOn: "2013-06-26"), step("b", deadline: "2013-06-20"),
            step("c", after: ["a", "b"], days: 30, deadline: "2013-12-31"), step("d", days: 5),
          ]), anyCall())
      func report(_ day: String) async throws -> PlanningV1.TrackReport {
        try await handler.getTrackReport(
          .with {
            $0.parent = "programmes/p"
            $0.on = day
          }, anyCall())
      }
      let june = try await report("2013-06-30")
      #expect(june.due.map { $0.milestone?.id } == ["a", "b"])
      #expect(june.late.map { $0.milestone?.id } == ["b"] && june.late.first?.daysLate == 10)
      #expect(june.next.map { $0.milestone?.id } == ["b", "d"])
      #expect(june.standings.first?.completed == 1 && june.standings.first?.criticalPath == ["b", "c"])
      let before = try await report("2013-06-25")
      #expect(before.standings.first?.completed == 0 && before.due.map { $0.milestone?.id } == ["b"])
    }
  }

  @Test("are applied once; completions made since are kept")
  func applying() async throws {
    try await withHandler { handler in
      let plan = [track("t", [step("a"), step("b", after: ["a"])])]
      #expect(try await handler.applyProgramme(apply(plan), anyCall()).changes.count == 1)
      _ = try await handler.completeMilestone(complete("a", on: "2013-06-10"), anyCall())
      #expect(try await handler.applyProgramme(apply(plan), anyCall()).changes.isEmpty)
      let longer = [track("t", [step("a"), step("b", after: ["a"]), step("c")])]
      #expect(try await handler.applyProgramme(apply(longer), anyCall()).changes.map(\.fields) == [["milestones"]])
      let shorter = try await handler.applyProgramme(apply(plan), anyCall())
      #expect(shorter.changes.count == 1)
      let kept = try await handler.getTrack(.with { $0.name = "programmes/p/tracks/t" }, anyCall())
      #expect(kept.milestones.count == 2 && kept.milestones[0].completion?.on == "2013-06-10")
    }
  }
}
