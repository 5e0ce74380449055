import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import ParkPlanning

@Suite("Tracks with faults")
struct TrackFaultTests {
  /// Two milestones, the second after the first.
  private static let track = PlanningV1.Track.with {
    $0.name = "programmes/p/tracks/t"
    $0.title = .with { $0.zh = "事项" }
    $0.startsOn = "2013-06-01"
    $0.milestones = ["a", "b"].map { id in
      .with {
        $0.id = id
        $0.title = .with { $0.zh = "步骤" }
      }
    }
    $0.milestones[1].dependsOn = ["a"]
  }

  private static func done(_ day: String, exception: String = "") -> PlanningV1.Completion {
    .with {
      $0.on = day
      $0.evidence = "文号"
      $0.exception = exception
    }
  }

  private func apply(_ tracks: [PlanningV1.Track], _ handler: TrackHandler) async throws
    -> PlanningV1.ApplyProgrammeResponse
  {
    try await handler.applyProgramme(
      .with {
        $0.parent = "programmes/p"
        $0.tracks = tracks
      }, anyCall())
  }

  private func withHandler<Value>(_ body: (TrackHandler) async throws -> Value) async throws -> Value {
    try await withStore(PlanningService.migrations) { try await body(TrackHandler(store: $0)) }
  }

  private static let spoilings: [(String, @Sendable (inout PlanningV1.Track) -> Void)] = [
    ("tracks[0].name", { $0.name = "programmes/q/tracks/t" }),
    ("tracks[0].zone", { $0.zone = "programmes/q/zones/z" }),
    ("tracks[0].starts_on", { $0.startsOn = "2013/6/1" }),
    ("tracks[0].clauses[0]", { $0.clauses = [""] }),
    ("tracks[0].milestones[1].id", { $0.milestones[1].id = "B" }),
    ("tracks[0].milestones[1].title.zh", { $0.milestones[1].title = nil }),
    ("tracks[0].milestones[1].deadline", { $0.milestones[1].deadline = "2013-02-30" }),
    ("tracks[0].milestones[0].completion.evidence", { $0.milestones[0].completion = .with { $0.on = "2013-06-02" } }),
    ("tracks[0].milestones", { $0.milestones[0].durationDays = .min }),
    ("tracks[0].milestones", { $0.milestones[1].dependsOn = ["x"] }),
    ("tracks[0].milestones", { $0.milestones[1].dependsOn = ["b"] }),
    ("tracks[0].milestones", { $0.milestones[1].id = "a" }),
  ]

  @Test("are refused by the one field that is wrong", arguments: spoilings.indices)
  func oneFault(index: Int) async throws {
    let (field, spoil) = Self.spoilings[index]
    var track = Self.track
    spoil(&track)
    try await withHandler { handler in
      let error = await refusal { _ = try await apply([track], handler) }
      #expect(error?.code == .invalidArgument && error?.fields == [field])
    }
  }

  @Test("get a new etag with any change, that of a milestone's title too; a stale one is refused")
  func etag() async throws {
    try await withHandler { handler in
      func etag() async throws -> String {
        try await handler.getTrack(.with { $0.name = Self.track.name }, anyCall()).etag
      }
      _ = try await apply([Self.track], handler)
      let before = try await etag()
      var renamed = Self.track
      renamed.milestones[0].title?.zh = "步骤一"
      _ = try await apply([renamed], handler)
      #expect(try await etag() != before)
      let error = await refusal {
        _ = try await handler.completeMilestone(
          .with {
            $0.track = Self.track.name
            $0.milestoneId = "a"
            $0.completion = Self.done("2013-06-02")
            $0.etag = before
          }, anyCall())
      }
      #expect(error?.reason == "ETAG_MISMATCH")
    }
  }

  @Test("are not given as completed out of order without a word of why")
  func outOfOrder() async throws {
    try await withHandler { handler in
      var track = Self.track
      track.milestones[1].completion = Self.done("2013-06-02")
      let error = await refusal { _ = try await apply([track], handler) }
      #expect(error?.code == .failedPrecondition && error?.reason == "DEPENDENCY_OPEN")
      let created = await refusal {
        _ = try await handler.createTrack(
          .with {
            $0.parent = "programmes/p"
            $0.trackId = "t"
            $0.track = track
          }, anyCall())
      }
      #expect(created?.reason == "DEPENDENCY_OPEN")
      track.milestones[1].completion = Self.done("2013-06-02", exception: "专题会议同意")
      let told = try await apply([track], handler)
      #expect(told.changes.map(\.kind) == [.created])
    }
  }

  @Test("keep a completion when the plan later puts another milestone before it")
  func laterDependency() async throws {
    try await withHandler { handler in
      var track = Self.track
      track.milestones[1].dependsOn = []
      track.milestones[1].completion = Self.done("2013-06-02")
      _ = try await apply([track], handler)
      track.milestones[1].dependsOn = ["a"]
      #expect(try await apply([track], handler).changes.map(\.fields) == [["milestones"]])
    }
  }

  @Test("tell a wrong name together with what else is wrong of a completion")
  func completion() async throws {
    try await withHandler { handler in
      let error = await refusal {
        _ = try await handler.completeMilestone(
          .with {
            $0.track = "t"
            $0.completion = .with { $0.evidence = " " }
          }, anyCall())
      }
      #expect(error?.fields == ["track", "completion.on", "milestone_id", "completion.evidence"])
    }
  }
}
