import WireTupo

extension ProgrammeReader {
  /// projects.yaml: projects with their history.
  func projects(_ file: YAMLObject) {
    programme.projects += file.objects("projects") { object in
      var wire = InvestmentV1.Project()
      let id = object.id("id", required: true)
      note(id, "project", object)
      wire.name = ResourceName.project(programme.id, id)
      wire.title = object.localized("title", required: true)
      wire.zone = ResourceName.zone(programme.id, reference("zone", "zone", in: object))
      wire.channel = object.choice("channel", InvestmentWords.channels, required: true) ?? .unspecified
      wire.agreedInvestment = object.integer("agreed_investment")
      wire.investor = object.text("investor")
      wire.history = object.objects("history", move)
      wire.responsibility = object.responsibility()
      wire.clauses = object.texts("clauses")
      wire.source = object.text("source")
      wire.demonstration = object.flag("demonstration")
      return wire
    }
  }

  private func move(_ object: YAMLObject) -> InvestmentV1.Project.Move {
    var wire = InvestmentV1.Project.Move()
    wire.stage = object.choice("stage", InvestmentWords.stages, required: true) ?? .unspecified
    wire.on = object.day("on", required: true)
    wire.reason = object.text("reason")
    return wire
  }
}

/// The contract's channels and stages by the words that files and commands use.
enum InvestmentWords {
  static let channels: KeyValuePairs<String, InvestmentV1.Channel> = [
    "industry_chain": .industryChain, "central_enterprise": .centralEnterprise,
    "strategic_investor": .strategicInvestor, "key_region": .keyRegion, "existing_enterprise": .existingEnterprise,
  ]
  static let stages: KeyValuePairs<String, InvestmentV1.Stage> = [
    "clue": .clue, "in_talks": .inTalks, "signed": .signed, "registered": .registered,
    "under_construction": .underConstruction, "in_production": .inProduction,
  ]
}
