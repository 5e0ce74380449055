import Wire
import WireTupo

/// Makes the four services hold a programme: the catalogue first, since the others refer to it.
struct ProgrammeApply: Sendable {
  private let programme: Programme
  private let remotes: Remotes

  init(_ programme: Programme, on remotes: Remotes) {
    self.programme = programme
    self.remotes = remotes
  }

  /// Applies everything, or with `validateOnly` only tells the differences; each with the service that holds it.
  func run(validateOnly: Bool) async throws -> [(service: ServiceName, change: CommonV1.Change)] {
    var changes: [(service: ServiceName, change: CommonV1.Change)] = []
    changes += try await catalogue(validateOnly).map { (.indicators, $0) }
    changes += try await projects(validateOnly).map { (.investment, $0) }
    changes += try await tracks(validateOnly).map { (.planning, $0) }
    changes += try await documents(validateOnly).map { (.reporting, $0) }
    return changes
  }

  private func catalogue(_ validateOnly: Bool) async throws -> [CommonV1.Change] {
    let request = IndicatorsV1.ApplyProgrammeRequest.with {
      $0.programme = programme.plan
      $0.zones = programme.zones
      $0.indicators = programme.indicators
      $0.targets = programme.targets
      $0.thresholds = programme.thresholds
      $0.checkRules = programme.checkRules
      $0.successions = programme.successions
      $0.zoneGroups = programme.zoneGroups
      $0.indicatorSets = programme.indicatorSets
      $0.validateOnly = validateOnly
      $0.requestId = RequestID.fresh()
    }
    return try await remotes[.indicators].call { channel, options in
      try await IndicatorsV1.CatalogueServiceClient(channel).applyProgramme(request, options: options).changes
    }
  }

  private func projects(_ validateOnly: Bool) async throws -> [CommonV1.Change] {
    let request = InvestmentV1.ApplyProgrammeRequest.with {
      $0.parent = programme.name
      $0.projects = programme.projects
      $0.validateOnly = validateOnly
      $0.requestId = RequestID.fresh()
    }
    return try await remotes[.investment].call { channel, options in
      try await InvestmentV1.ProjectServiceClient(channel).applyProgramme(request, options: options).changes
    }
  }

  private func tracks(_ validateOnly: Bool) async throws -> [CommonV1.Change] {
    let request = PlanningV1.ApplyProgrammeRequest.with {
      $0.parent = programme.name
      $0.tracks = programme.tracks
      $0.validateOnly = validateOnly
      $0.requestId = RequestID.fresh()
    }
    return try await remotes[.planning].call { channel, options in
      try await PlanningV1.TrackServiceClient(channel).applyProgramme(request, options: options).changes
    }
  }

  /// A programme without a series publishes nothing, and the reporting service need not know it.
  private func documents(_ validateOnly: Bool) async throws -> [CommonV1.Change] {
    guard let series = programme.series else { return [] }
    let request = ReportingV1.ApplyProgrammeRequest.with {
      $0.parent = programme.name
      $0.series = series
      $0.offices = programme.offices
      $0.meetings = programme.meetings
      $0.validateOnly = validateOnly
      $0.requestId = RequestID.fresh()
    }
    return try await remotes[.reporting].call { channel, options in
      try await ReportingV1.BulletinServiceClient(channel).applyProgramme(request, options: options).changes
    }
  }
}
