import Domain
import TestRandom
import Testing

@Suite("Tracks")
struct TrackTests {
  static let chain = [
    Milestone(id: "a", durationDays: 10), Milestone(id: "b", dependencies: ["a"], durationDays: 5),
    Milestone(id: "c", dependencies: ["a"], durationDays: 2),
    Milestone(id: "d", dependencies: ["b", "c"], durationDays: 1, deadline: .of("2013-07-31")),
  ]

  @Test(
    "refuse what cannot be",
    arguments: [
      ([Milestone(id: "a"), Milestone(id: "a")], TrackRefusal.duplicate("a")),
      ([Milestone(id: "a", dependencies: ["x"])], .unknownDependency(of: "a", on: "x")),
      ([Milestone(id: "a", dependencies: ["a"])], .cycle(["a", "a"])),
      (
        [Milestone(id: "a", dependencies: ["b"]), Milestone(id: "b", dependencies: ["a"]), Milestone(id: "c")],
        .cycle(["a", "b", "a"])
      ),
      ([Milestone(id: "a", durationDays: -1)], .durationOutOfRange("a")),
    ])
  func refusal(milestones: [Milestone], refusal: TrackRefusal) {
    #expect(throws: refusal) { try TrackGraph(milestones) }
    // Both texts name the milestone that is to be mended.
    #expect(
      refusal.description.contains("a") && refusal.englishText.contains("\"a\"") || refusal.code == "DEPENDENCY_CYCLE")
  }

  @Test("a step is completed after what it depends on, with evidence, once")
  func completing() throws {
    var graph = try TrackGraph(Self.chain)
    let day = Day.of("2013-07-01")
    #expect(throws: TrackRefusal.dependenciesOpen("d", open: ["b", "c"])) {
      try graph.complete("d", on: day, evidence: "文件")
    }
    #expect(throws: TrackRefusal.evidenceMissing("a")) { try graph.complete("a", on: day, evidence: " ") }
    #expect(throws: TrackRefusal.unknownMilestone("x")) { try graph.complete("x", on: day, evidence: "文件") }
    try graph.complete("a", on: day, evidence: "文件")
    #expect(throws: TrackRefusal.alreadyComplete("a", on: day)) { try graph.complete("a", on: day, evidence: "文件") }
    // The day before its dependency was complete it could not have been.
    #expect(throws: TrackRefusal.dependenciesOpen("b", open: ["a"])) {
      try graph.complete("b", on: day.adding(days: -1), evidence: "文件")
    }
    try graph.complete("b", on: day, evidence: "文件", exceptionReason: "不需要")
    #expect(graph.milestone("b")?.exceptionReason == "")  // No exception was made.
    try graph.complete("d", on: day, evidence: "文件", exceptionReason: "省政府特批")
    #expect(graph.milestone("d")?.exceptionReason == "省政府特批")
    #expect(!graph.isComplete(on: day))
    #expect(graph.seen(on: day.adding(days: -1)).milestones.allSatisfy { $0.completedOn == nil && $0.evidence.isEmpty })
  }

  @Test("dates follow from durations, deadlines and the day")
  func schedule() throws {
    let schedule = TrackSchedule(try TrackGraph(Self.chain), today: .of("2013-07-01"))
    #expect(schedule.dates.map(\.earliest.description) == ["2013-07-11", "2013-07-16", "2013-07-13", "2013-07-17"])
    #expect(schedule.dates.map { $0.latest?.description } == ["2013-07-25", "2013-07-30", "2013-07-30", "2013-07-31"])
    #expect(schedule.dates.map(\.slackDays) == [14, 14, 17, 14])
    #expect(schedule.criticalPath == ["a", "b", "d"])
    #expect(schedule.earliestEnd == .of("2013-07-17"))
    #expect(TrackSchedule(try TrackGraph([]), today: .of("2013-07-01")).earliestEnd == nil)
  }

  @Test("states on a day")
  func states() throws {
    var graph = try TrackGraph(Self.chain)
    try graph.complete("a", on: .of("2013-07-10"), evidence: "文件")
    #expect(graph.state(of: "a", on: .of("2013-07-09")) == .next)
    #expect(graph.state(of: "a", on: .of("2013-07-10")) == .complete)
    #expect(graph.milestones(in: .next, on: .of("2013-07-10")).map(\.id) == ["b", "c"])
    #expect(graph.state(of: "d", on: .of("2013-07-10")) == .blocked)
    #expect(graph.state(of: "d", on: .of("2013-07-25"), lookingAhead: 7) == .due)
    #expect(graph.state(of: "d", on: .of("2013-07-31")) == .due)
    #expect(graph.state(of: "d", on: .of("2013-08-01")) == .late)
    #expect(graph.milestones(withDeadlineFrom: .of("2013-07-01"), through: .of("2013-07-31")).map(\.id) == ["d"])
  }

  /// Random graphs whose edges point backwards have no cycle.
  @Test("in any schedule nothing ends before what it depends on, and the critical path is tight", arguments: 0..<100)
  func property(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let milestones = (0..<random.int(1...15)).map { index in
      Milestone(
        id: "m\(index)", dependencies: (0..<index).filter { _ in random.int(0...3) == 0 }.map { "m\($0)" },
        durationDays: random.int(0...20), deadline: random.int(0...2) == 0 ? .of("2013-12-31") : nil)
    }
    let graph = try TrackGraph(milestones.shuffled(using: &random))
    let schedule = TrackSchedule(graph, today: .of("2013-07-01"))
    for milestone in graph.milestones {
      let own = try #require(schedule.dates(milestone.id))
      for id in milestone.dependencies {
        let before = try #require(schedule.dates(id))
        #expect(own.earliest >= before.earliest.adding(days: milestone.durationDays))
        if let latest = own.latest {
          #expect(before.latest.map { $0 <= latest.adding(days: -milestone.durationDays) } == true)
        }
      }
    }
    let length = schedule.criticalPath.compactMap { graph.milestone($0)?.durationDays }.reduce(0, +)
    #expect(schedule.earliestEnd == Day.of("2013-07-01").adding(days: length))
  }
}
