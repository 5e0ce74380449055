extension Channel {
  /// The channel in English.
  public var englishText: String {
    switch self {
    case .industryChain: "Along the industry chain"
    case .centralEnterprise: "Central state-owned enterprises"
    case .strategicInvestor: "Strategic investors"
    case .keyRegion: "Key regions"
    case .existingEnterprise: "Existing enterprises"
    }
  }
}

extension Stage {
  /// The stage in English.
  public var englishText: String {
    switch self {
    case .clue: "Clue"
    case .inTalks: "In talks"
    case .signed: "Signed"
    case .registered: "Registered"
    case .underConstruction: "Under construction"
    case .inProduction: "In production"
    }
  }
}

extension StageRefusal {
  /// A stable code.
  public var code: String {
    switch self {
    case .unchanged: "STAGE_UNCHANGED"
    case .earlierThanLast: "STAGE_DATE_BEFORE_LAST"
    case .reasonMissing: "STAGE_NEEDS_REASON"
    }
  }

  /// The refusal in English.
  public var englishText: String {
    switch self {
    case .unchanged(let stage): "the project is in stage \"\(stage.englishText)\" already"
    case .earlierThanLast(let day, let last): "\(day) lies before the last move on \(last)"
    case .reasonMissing(let from, let to):
      "going back from \"\(from.englishText)\" to \"\(to.englishText)\" needs a reason"
    }
  }
}
