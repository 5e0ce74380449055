import Domain
import Wire
import WireTupo

extension Promotion {
  init(_ wire: InvestmentV1.ProjectSummary) {
    self.init(
      cells: wire.cells.compactMap(Cell.init), count: Int(wire.count), amount: Amount(wire.agreedInvestment),
      signedThisYear: Int(wire.signedThisYear), startedThisYear: Int(wire.startedThisYear))
  }
}

extension Promotion.Cell {
  /// nil for a channel or stage that this release does not know.
  init?(_ wire: InvestmentV1.ProjectSummary.Cell) {
    let channels: [InvestmentV1.Channel: Channel] = [
      .industryChain: .industryChain, .centralEnterprise: .centralEnterprise, .strategicInvestor: .strategicInvestor,
      .keyRegion: .keyRegion, .existingEnterprise: .existingEnterprise,
    ]
    let stages: [InvestmentV1.Stage: Stage] = [
      .clue: .clue, .inTalks: .inTalks, .signed: .signed, .registered: .registered,
      .underConstruction: .underConstruction, .inProduction: .inProduction,
    ]
    guard let channel = channels[wire.channel], let stage = stages[wire.stage] else { return nil }
    self.init(
      channel: channel, stage: stage, count: Int(wire.count), amount: Amount(wire.agreedInvestment),
      withoutAmount: Int(wire.withoutAmount))
  }
}

extension TrackBoard {
  init(_ answers: TrackAnswers) {
    let report = answers.report
    let tracks = Dictionary(answers.tracks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let day = Day(report.on) ?? .end
    func items(_ wire: [PlanningV1.TrackReport.Item]) -> [Item] {
      wire.map { Item($0, track: tracks[$0.track], on: day) }
    }
    self.init(due: items(report.due), late: items(report.late), next: items(report.next))
    standings = report.standings.map { standing in
      let open = report.next.filter { $0.track == standing.track }
      let deadlines = tracks[standing.track]?.milestones.filter { !$0.isCompleted(by: day) }.compactMap {
        Day($0.deadline)
      }
      return Standing(
        track: standing.title?.zh ?? "", milestones: Int(standing.milestones), completed: Int(standing.completed),
        earliestEnd: standing.completed == standing.milestones ? nil : Day(standing.earliestEnd),
        next: open.map { $0.milestone?.title?.zh ?? "" }, deadline: deadlines?.min())
    }
  }
}

extension TrackBoard.Item {
  init(_ wire: PlanningV1.TrackReport.Item, track: PlanningV1.Track?, on day: Day) {
    let milestone = wire.milestone ?? .init()
    let before = track?.milestones.filter { milestone.dependsOn.contains($0.id) } ?? []
    self.init(
      track: wire.trackTitle?.zh ?? "", milestone: milestone.title?.zh ?? "", deadline: Day(milestone.deadline),
      completedOn: milestone.isCompleted(by: day) ? milestone.completion.flatMap { Day($0.on) } : nil,
      hasEvidence: !(milestone.completion?.evidence.isEmpty ?? true), daysLate: Int(wire.daysLate),
      freeSince: before.compactMap { $0.completion.flatMap { Day($0.on) } }.max(), responsible: milestone.responsible)
  }
}

extension PlanningV1.Milestone {
  /// Whether it was completed by the evening of a day.
  func isCompleted(by day: Day) -> Bool { completion.flatMap { Day($0.on) }.map { $0 <= day } ?? false }
}
