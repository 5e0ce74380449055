import Chassis
import Domain
import RPC
import Wire
import WireTupo

extension ProjectHandler {
  /// What an "apply" compares, by the contract's names.
  static let fields: [Changes.Field<Project>] = [
    .field("title", \.title), .field("zone", \.zone), .field("channel", \.channel),
    .field("agreed_investment", \.agreedInvestment), .field("investor", \.investor), .field("history", \.history),
    .field("responsibility", \.responsibility), .field("clauses", \.clauses), .field("source", \.source),
    .field("demonstration", \.isDemonstration),
  ]

  func projects(of request: InvestmentV1.ApplyProgrammeRequest) throws(Failure) -> [Project] {
    var faults = FieldFaults()
    let programme = faults.name("parent", request.parent, .programme)?.first
    if request.projects.count > 10_000 {
      faults.add("projects", "TOO_MANY", zh: "最多10000个。", en: "holds at most 10,000.")
    }
    var projects: [Project] = []
    for (index, wire) in request.projects.enumerated() {
      let field = "projects[\(index)]"
      let id = faults.name("\(field).name", wire.name, .project, of: programme)
      if let project = Project(wire, id: id, programme: programme, field: field, &faults) {
        projects.append(project)
      }
    }
    faults.distinct(request.projects.map(\.name)) { "projects[\($0)].name" }
    try faults.check()
    return projects
  }

  func refusal(_ error: StageRefusal, of project: Project) -> Failure {
    Failure(
      .failedPrecondition, error.code, zh: "\(error)。", en: "\(project.name): \(error.englishText)",
      values: ["project": project.name],
      details: [.preconditionFailure([.init(type: error.code, subject: project.name, description: error.englishText)])])
  }

  func summary(
    of projects: [Project], on day: Day, version: CommonV1.DataVersion
  ) throws -> InvestmentV1.ProjectSummary {
    let there = projects.compactMap { project in project.item(on: day).map { (project, $0) } }
    let sums = try PromotionSummary(there.map(\.1))
    func moved(to stage: Stage) -> Int32 {
      Int32(clamping: there.count { $0.0.history.moved(to: stage, inYearUpTo: day) })
    }
    return .with {
      $0.on = "\(day)"
      $0.cells = cells(of: sums)
      $0.count = Int32(clamping: sums.total.count)
      $0.agreedInvestment = sums.total.amount.units
      $0.demonstration = there.contains { $0.0.isDemonstration }
      $0.version = version
      $0.signedThisYear = moved(to: .signed)
      $0.startedThisYear = moved(to: .underConstruction)
    }
  }

  private func cells(of sums: PromotionSummary) -> [InvestmentV1.ProjectSummary.Cell] {
    Channel.allCases.flatMap { channel in
      Stage.allCases.compactMap { stage in
        let cell = sums[channel, stage]
        guard cell.count > 0 else { return nil }
        return .with {
          $0.channel = channel.wire
          $0.stage = stage.wire
          $0.count = Int32(clamping: cell.count)
          $0.agreedInvestment = cell.amount.units
          $0.withoutAmount = Int32(clamping: cell.withoutAmount)
        }
      }
    }
  }
}
