import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireStandard
import WireTupo

@testable import InvestmentPromotion

private func move(_ stage: InvestmentV1.Stage, _ day: String, _ reason: String = "") -> InvestmentV1.Project.Move {
  .with {
    $0.stage = stage
    $0.on = day
    $0.reason = reason
  }
}

private func project(
  _ id: String, _ channel: InvestmentV1.Channel = .industryChain, amount: Int64? = nil,
  history: [InvestmentV1.Project.Move] = [move(.clue, "2013-03-01")]
) -> InvestmentV1.Project {
  .with {
    $0.name = "programmes/p/projects/\(id)"
    $0.title = .with { $0.zh = "项目\(id)" }
    $0.zone = "programmes/p/zones/z"
    $0.channel = channel
    $0.agreedInvestment = amount
    $0.history = history
  }
}

private func create(_ id: String, _ project: InvestmentV1.Project) -> InvestmentV1.CreateProjectRequest {
  .with {
    $0.parent = "programmes/p"
    $0.projectId = id
    $0.project = project
  }
}

private func request(_ id: String, _ move: InvestmentV1.Project.Move, etag: String = "")
  -> InvestmentV1.MoveProjectRequest
{
  .with {
    $0.name = "programmes/p/projects/\(id)"
    $0.move = move
    $0.etag = etag
  }
}

private func apply(_ projects: [InvestmentV1.Project], dryRun: Bool = false) -> InvestmentV1.ApplyProgrammeRequest {
  .with {
    $0.parent = "programmes/p"
    $0.projects = projects
    $0.validateOnly = dryRun
  }
}

private func withHandler<Value>(_ body: (ProjectHandler) async throws -> Value) async throws -> Value {
  try await withStore(InvestmentService.migrations) { try await body(ProjectHandler(store: $0)) }
}

@Suite("Projects")
struct ProjectHandlerTests {
  @Test("are created once, with an etag that changes with every move")
  func createAndMove() async throws {
    try await withHandler { handler in
      let created = try await handler.createProject(create("a", project("a", amount: 5)), anyCall())
      #expect(created.stage == .clue && created.agreedInvestment == 5)
      let again = await refusal { _ = try await handler.createProject(create("a", project("a")), anyCall()) }
      #expect(again?.code == .alreadyExists)
      let moved = try await handler.moveProject(request("a", move(.signed, "2013-05-02")), anyCall())
      #expect(moved.stage == .signed && moved.history.count == 2 && moved.etag != created.etag)
      let stale = await refusal {
        _ = try await handler.moveProject(
          request("a", move(.registered, "2013-06-02"), etag: created.etag), anyCall())
      }
      #expect(stale?.code == .aborted && stale?.reason == "ETAG_MISMATCH")
    }
  }

  @Test(
    "refuse a move that cannot be, by its reason",
    arguments: [
      (move(.inTalks, "2013-04-01"), "STAGE_UNCHANGED"), (move(.clue, "2013-04-01"), "STAGE_NEEDS_REASON"),
      (move(.signed, "2013-01-01"), "STAGE_DATE_BEFORE_LAST"),
    ])
  func refusedMoves(move wanted: InvestmentV1.Project.Move, reason: String) async throws {
    try await withHandler { handler in
      let history = [move(.clue, "2013-03-01"), move(.inTalks, "2013-03-20")]
      _ = try await handler.createProject(create("a", project("a", history: history)), anyCall())
      let error = await refusal { _ = try await handler.moveProject(request("a", wanted), anyCall()) }
      #expect(error?.code == .failedPrecondition && error?.reason == reason)
      let back = try await handler.moveProject(request("a", move(.clue, "2013-04-01", "投资方退出")), anyCall())
      #expect(back.stage == .clue && back.history.last?.reason == "投资方退出")
    }
  }

  @Test("name every field that is wrong")
  func badInput() async throws {
    try await withHandler { handler in
      let bad = InvestmentV1.Project.with {
        $0.zone = "z"
        $0.agreedInvestment = -1
        $0.history = [move(.unspecified, "x")]
      }
      let error = await refusal { _ = try await handler.createProject(create("A b", bad), anyCall()) }
      #expect(error?.code == .invalidArgument)
      #expect(
        error?.fields == [
          "project_id", "project.title.zh", "project.zone", "project.channel", "project.agreed_investment",
          "project.history[0].stage", "project.history[0].on",
        ])
    }
  }

  @Test("are applied once; moves made since are kept, another past is refused")
  func applying() async throws {
    try await withHandler { handler in
      let preview = try await handler.applyProgramme(apply([project("a"), project("b")], dryRun: true), anyCall())
      #expect(preview.changes.map(\.kind) == [.created, .created] && preview.version?.sequence == 0)
      let first = try await handler.applyProgramme(apply([project("a"), project("b")]), anyCall())
      #expect(first.changes.count == 2 && first.version?.sequence == 1)
      _ = try await handler.moveProject(request("a", move(.signed, "2013-05-02")), anyCall())
      let second = try await handler.applyProgramme(apply([project("a"), project("b")]), anyCall())
      #expect(second.changes.isEmpty && second.version?.sequence == 2)
      let changed = try await handler.applyProgramme(apply([project("a", amount: 7)]), anyCall())
      #expect(changed.changes.map(\.fields) == [["agreed_investment"]])
      let kept = try await handler.getProject(.with { $0.name = "programmes/p/projects/a" }, anyCall())
      #expect(kept.stage == .signed && kept.agreedInvestment == 7)
      let other = await refusal {
        _ = try await handler.applyProgramme(apply([project("a", history: [move(.clue, "2012-01-01")])]), anyCall())
      }
      #expect(other?.reason == "HISTORY_CONFLICT")
    }
  }

  @Test("are added up as they stood on a day")
  func summary() async throws {
    try await withHandler { handler in
      let history = [move(.clue, "2013-01-05"), move(.signed, "2013-04-10"), move(.underConstruction, "2013-07-01")]
      _ = try await handler.applyProgramme(
        apply([
          project("a", amount: 100, history: history),
          project("b", .keyRegion, history: [move(.inTalks, "2012-11-01")]),
        ]), anyCall()
      )
      func summary(_ day: String) async throws -> InvestmentV1.ProjectSummary {
        try await handler.summarizeProjects(
          .with {
            $0.parent = "programmes/p"
            $0.on = day
          }, anyCall())
      }
      let june = try await summary("2013-06-30")
      #expect(june.count == 2 && june.agreedInvestment == 100 && june.signedThisYear == 1 && june.startedThisYear == 0)
      #expect(june.cells.map(\.stage) == [.signed, .inTalks] && june.cells.map(\.withoutAmount) == [0, 1])
      #expect(try await summary("2013-07-01").startedThisYear == 1)
      #expect(try await summary("2012-12-31").count == 1)
    }
  }

  @Test("are updated in the fields that a mask names, and in no other")
  func updating() async throws {
    try await withHandler { handler in
      let created = try await handler.createProject(create("a", project("a", amount: 5)), anyCall())
      func update(_ paths: [String], etag: String = "") async throws -> InvestmentV1.Project {
        try await handler.updateProject(
          .with {
            $0.project = .with {
              $0.name = created.name
              $0.investor = "甲公司"
              $0.etag = etag
            }
            $0.updateMask = .with { $0.paths = paths }
          }, anyCall())
      }
      let named = try await update(["investor"], etag: created.etag)
      #expect(named.investor == "甲公司" && named.agreedInvestment == 5 && named.etag != created.etag)
      #expect(try await update(["investor"]).etag == named.etag)
      #expect(try await update(["agreed_investment"]).agreedInvestment == nil)
      for (paths, etag, reason) in [
        ([], "", "FIELD_REQUIRED"), (["stage"], "", "MASK_INVALID"), (["title"], "", "FIELD_REQUIRED"),
        (["investor"], created.etag, "ETAG_MISMATCH"),
      ] as [([String], String, String)] {
        let error = await refusal { _ = try await update(paths, etag: etag) }
        #expect(error?.reason == reason)
      }
    }
  }

  @Test("are listed page by page, narrowed by channel")
  func list() async throws {
    try await withHandler { handler in
      let all = ["a", "b", "c"].map { project($0, $0 == "b" ? .keyRegion : .industryChain) }
      _ = try await handler.applyProgramme(apply(all), anyCall())
      let first = try await handler.listProjects(
        .with {
          $0.parent = "programmes/p"
          $0.pageSize = 2
        }, anyCall())
      #expect(first.projects.map(\.name) == ["programmes/p/projects/a", "programmes/p/projects/b"])
      let rest = try await handler.listProjects(
        .with {
          $0.parent = "programmes/p"
          $0.pageToken = first.nextPageToken
        }, anyCall())
      #expect(rest.projects.count == 1 && rest.nextPageToken.isEmpty)
      let narrowed = try await handler.listProjects(
        .with {
          $0.parent = "programmes/p"
          $0.channel = .keyRegion
        }, anyCall())
      #expect(narrowed.projects.map(\.name) == ["programmes/p/projects/b"])
      let unknown = await refusal {
        _ = try await handler.listProjects(
          .with {
            $0.parent = "programmes/p"
            $0.stage = InvestmentV1.Stage(rawValue: 99)
          }, anyCall())
      }
      #expect(unknown?.fields == ["stage"])
    }
  }
}
