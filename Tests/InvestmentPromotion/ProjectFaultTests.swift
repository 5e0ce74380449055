import RPC
import TestSupport
import Testing
import Wire
import WireTupo

@testable import InvestmentPromotion

@Suite("Projects with faults")
struct ProjectFaultTests {
  private static func project(_ name: String) -> InvestmentV1.Project {
    .with {
      $0.name = name
      $0.title = .with { $0.zh = "项目" }
      $0.zone = "programmes/p/zones/z"
      $0.channel = .keyRegion
      $0.history = [
        .with {
          $0.stage = .clue
          $0.on = "2013-03-01"
        }
      ]
    }
  }

  private func refusalOf(_ projects: [InvestmentV1.Project], parent: String = "programmes/p") async throws -> RPCError?
  {
    try await withStore(InvestmentService.migrations) { store in
      await refusal {
        _ = try await ProjectHandler(store: store).applyProgramme(
          .with {
            $0.parent = parent
            $0.projects = projects
          }, anyCall())
      }
    }
  }

  private static let spoilings: [(String, @Sendable (inout InvestmentV1.Project) -> Void)] = [
    ("projects[1].name", { $0.name = "programmes/q/projects/b" }),
    ("projects[1].name", { $0.name = "programmes/p/projects/a" }),
    ("projects[1].zone", { $0.zone = "programmes/q/zones/z" }),
    ("projects[1].title.zh", { $0.title?.zh = "\t" }),
    ("projects[1].channel", { $0.channel = InvestmentV1.Channel(rawValue: .max) }),
    ("projects[1].history", { $0.history = [] }),
    ("projects[1].history", { $0.history.append($0.history[0]) }),
    ("projects[1].history[0].stage", { $0.history[0].stage = InvestmentV1.Stage(rawValue: .min) }),
    ("projects[1].clauses[0]", { $0.clauses = [""] }),
    ("projects[1].responsibility.supporting_units[0]", { $0.responsibility = .with { $0.supportingUnits = [" "] } }),
  ]

  @Test("are refused by the one field that is wrong", arguments: spoilings.indices)
  func oneFault(index: Int) async throws {
    let (field, spoil) = Self.spoilings[index]
    var second = Self.project("programmes/p/projects/b")
    spoil(&second)
    let error = try await refusalOf([Self.project("programmes/p/projects/a"), second])
    #expect(error?.code == .invalidArgument && error?.fields == [field])
  }

  @Test("name a wrong parent once, not with every project")
  func wrongParent() async throws {
    #expect(try await refusalOf([Self.project("programmes/p/projects/a")], parent: "p")?.fields == ["parent"])
  }

  @Test("are not looked for in another programme, and an unknown programme has none")
  func filters() async throws {
    try await withStore(InvestmentService.migrations) { store in
      let handler = ProjectHandler(store: store)
      let none = try await handler.listProjects(.with { $0.parent = "programmes/none" }, anyCall())
      #expect(none.projects.isEmpty && none.nextPageToken.isEmpty)
      let error = await refusal {
        _ = try await handler.listProjects(
          .with {
            $0.parent = "programmes/p"
            $0.zone = "programmes/q/zones/z"
            $0.channel = InvestmentV1.Channel(rawValue: 99)
            $0.pageSize = -1
          }, anyCall())
      }
      #expect(error?.fields.sorted() == ["channel", "page_size", "zone"])
    }
  }

  @Test("tell a wrong name together with a wrong move, and keep nothing of a dry run")
  func moves() async throws {
    try await withStore(InvestmentService.migrations) { store in
      let handler = ProjectHandler(store: store)
      let error = await refusal { _ = try await handler.moveProject(.with { $0.name = "x" }, anyCall()) }
      #expect(error?.fields == ["name", "move.stage", "move.on"])
      let preview = try await handler.createProject(
        .with {
          $0.parent = "programmes/p"
          $0.projectId = "a"
          $0.project = Self.project("")
          $0.validateOnly = true
        }, anyCall())
      #expect(preview.name == "programmes/p/projects/a" && preview.etag.isEmpty)
      let gone = await refusal {
        _ = try await handler.getProject(.with { $0.name = "programmes/p/projects/a" }, anyCall())
      }
      #expect(gone?.code == .notFound)
    }
  }
}
