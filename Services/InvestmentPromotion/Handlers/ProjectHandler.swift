import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Serves `tupo.investment.v1.ProjectService`.
struct ProjectHandler: InvestmentV1.ProjectService {
  let store: Store

  func getProject(_ request: InvestmentV1.GetProjectRequest, _ call: CallContext) async throws -> InvestmentV1.Project {
    let ids = try ResourcePattern.project.ids(ofRequested: request.name)
    let found = try await store.read(at: request.read, call: call) { try ProjectStore.find(ids[0], ids[1], in: $0) }
    let project = try call.admitted(
      to: InvestmentV1.ProjectServiceMethods.getProject, found.value, named: request.name, zone: \.zoneName)
    return project.wire
  }

  func listProjects(
    _ request: InvestmentV1.ListProjectsRequest, _ call: CallContext
  ) async throws -> InvestmentV1.ListProjectsResponse {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    let filter = ProjectStore.Filter(
      zone: request.zone.isEmpty ? nil : faults.name("zone", request.zone, .zone, of: programme),
      channel: faults.optionalChoice("channel", request.channel, Channel.init(_:)),
      stage: faults.optionalChoice("stage", request.stage, Stage.init(_:)))
    let query = ListQuery(
      request, bound: [request.parent, request.zone, "\(request.channel.rawValue)", "\(request.stage.rawValue)"],
      ProjectLists.fields, default: 100, max: 1_000, &faults)
    let masked = ReadMask(request.readMask, ProjectLists.mask, &faults)
    try faults.check()
    let found = try await store.read(at: query.point(request.read), call: call) {
      try ProjectStore.page(programme ?? "", filter, query, in: $0)
    }
    return .with {
      $0.projects = found.value.items.map { masked($0.wire) }
      $0.nextPageToken = found.value.nextToken
      $0.version = found.version
    }
  }

  func createProject(
    _ request: InvestmentV1.CreateProjectRequest, _ call: CallContext
  ) async throws -> InvestmentV1.Project {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    let id = faults.id("project_id", request.projectId)
    let converted = Project(request.project ?? .init(), id: id, programme: programme, field: "project", &faults)
    let project = try faults.checked(converted)
    let method = InvestmentV1.ProjectServiceMethods.createProject
    return try await store.write(request, method, resource: project.name, requestID: request.requestId, call: call) {
      transaction in
      guard try ProjectStore.find(project.programme, project.id, in: transaction) == nil else {
        throw Failure.alreadyExists(project.name)
      }
      return try keep(project, unless: request.validateOnly, in: transaction)
    }
  }

  func updateProject(
    _ request: InvestmentV1.UpdateProjectRequest, _ call: CallContext
  ) async throws -> InvestmentV1.Project {
    let wanted = request.project ?? .init()
    var faults = FieldFaults()
    let mask = ProjectMask(request.updateMask, &faults)
    let ids = faults.name("project.name", wanted.name, .project) ?? ["", ""]
    try faults.check()
    let method = InvestmentV1.ProjectServiceMethods.updateProject
    return try await store.write(request, method, resource: wanted.name, requestID: request.requestId, call: call) {
      transaction in
      let kept = try call.admitted(
        to: method, ProjectStore.find(ids[0], ids[1], in: transaction), named: wanted.name, zone: \.zoneName)
      guard wanted.etag.isEmpty || wanted.etag == kept.etag else { throw Failure.staleETag(wanted.name) }
      var faults = FieldFaults()
      let merged = mask.merge(wanted, into: kept.wire)
      let project = Project(merged, id: ids[1], programme: ids[0], field: "project", &faults)
      try faults.check()
      if let project { try call.require(method, of: [project.zoneName]) }
      var changes = Changes()
      guard let project, changes.note(wanted.name, kept: kept, wanted: project, ProjectHandler.fields) else {
        return .unchanged(kept.wire)
      }
      return try keep(project, unless: request.validateOnly, in: transaction)
    }
  }

  func moveProject(_ request: InvestmentV1.MoveProjectRequest, _ call: CallContext) async throws -> InvestmentV1.Project
  {
    var faults = FieldFaults()
    let ids = faults.name("name", request.name, .project) ?? ["", ""]
    let converted = StageMove(request.move ?? .init(), field: "move", &faults)
    let move = try faults.checked(converted)
    let method = InvestmentV1.ProjectServiceMethods.moveProject
    return try await store.write(request, method, resource: request.name, requestID: request.requestId, call: call) {
      transaction in
      var project = try call.admitted(
        to: method, ProjectStore.find(ids[0], ids[1], in: transaction), named: request.name, zone: \.zoneName)
      guard request.etag.isEmpty || request.etag == project.etag else { throw Failure.staleETag(request.name) }
      do throws(StageRefusal) { try project.history.append(move) } catch { throw refusal(error, of: project) }
      return try keep(project, unless: request.validateOnly, in: transaction)
    }
  }

  func summarizeProjects(
    _ request: InvestmentV1.SummarizeProjectsRequest, _ call: CallContext
  ) async throws -> InvestmentV1.ProjectSummary {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first ?? ""
    let asked = faults.day("on", request.on)
    let day = try faults.checked(asked)
    let found = try await store.read(at: request.read, call: call) { try ProjectStore.list(programme, in: $0) }
    return try summary(of: found.value, on: day, version: found.version)
  }

  func applyProgramme(
    _ request: InvestmentV1.ApplyProgrammeRequest, _ call: CallContext
  ) async throws -> InvestmentV1.ApplyProgrammeResponse {
    let wanted = try projects(of: request)
    let method = InvestmentV1.ProjectServiceMethods.applyProgramme
    return try await store.write(request, method, resource: request.parent, requestID: request.requestId, call: call) {
      transaction in
      var changes = Changes()
      for var project in wanted {
        let kept = try ProjectStore.find(project.programme, project.id, in: transaction)
        if let kept { project = try project.keepingMoves(of: kept) }
        if changes.note(project.name, kept: kept, wanted: project, ProjectHandler.fields) {
          try ProjectStore.put(project, in: transaction)
        }
      }
      return transaction.reply(changed: !changes.list.isEmpty, validateOnly: request.validateOnly) { version in
        .with {
          $0.changes = changes.list
          $0.version = version
        }
      }
    }
  }

  private func keep(
    _ project: Project, unless validateOnly: Bool, in transaction: WriteTransaction
  ) throws -> Reply<InvestmentV1.Project> {
    if validateOnly { return .unchanged(project.wire) }
    try ProjectStore.put(project, in: transaction)
    return .keep(try ProjectStore.find(project.programme, project.id, in: transaction)?.wire ?? project.wire)
  }
}

extension HistoryConflict: RPCErrorConvertible {
  var rpcError: RPCError {
    Failure(
      .failedPrecondition, "HISTORY_CONFLICT", zh: "项目\(project)已有的阶段记录与计划文件不一致，请先核对。",
      en: "The moves of project \(project) differ from those that are kept: compare them first.",
      values: ["project": project]
    ).rpcError
  }
}
