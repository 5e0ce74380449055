import Chassis
import Domain
import RPC
import Storage
import Wire
import WireTupo

/// Where a bulletin's contents come from.
protocol AnswerSource: Sendable {
  /// Everything for the bulletin of a month as of the evening of the day of signing, at one version of each service: of
  /// tupo-indicators at the one given, otherwise the present one.
  ///
  /// Throws NOT_FOUND when the programme is not known, UNAVAILABLE when a service cannot be reached.
  func read(
    _ series: Series, month: Month, signedOn: Day, at version: CommonV1.DataVersion?, call: CallContext
  ) async throws -> SourceAnswers
  /// The forms of a month; none where its figures come some other way.
  func forms(_ programme: String, _ month: Month, call: CallContext) async throws -> MonthForms
  /// Lets a form come out in a bulletin, or asks only whether it may: FAILED_PRECONDITION, NOT_FROZEN or UNRELEASED.
  func publish(_ form: String, in bulletin: String, validateOnly: Bool, call: CallContext) async throws
  /// Notes that a bulletin has told a month, so that its figures are revised with a reason only.
  func publish(_ month: Month, of programme: String, in bulletin: String, call: CallContext) async throws
}

/// Reads what a bulletin is made from, through the generated clients like any other system.
///
/// The first read of each service fixes its version; every further read asks for exactly that one. So the figures of a
/// bulletin fit each other, and can be read again for ever.
struct SourceReader: AnswerSource {
  let catalogue: IndicatorsV1.CatalogueServiceClient
  let analysis: IndicatorsV1.AnalysisServiceClient
  let targets: IndicatorsV1.TargetServiceClient
  let figures: IndicatorsV1.FigureServiceClient
  let monthForms: IndicatorsV1.FormServiceClient
  let submissions: IndicatorsV1.SubmissionServiceClient
  let projects: InvestmentV1.ProjectServiceClient
  let tracks: PlanningV1.TrackServiceClient

  init(_ channels: SourceChannels) {
    catalogue = .init(channels.indicators)
    analysis = .init(channels.indicators)
    targets = .init(channels.indicators)
    figures = .init(channels.indicators)
    monthForms = .init(channels.indicators)
    submissions = .init(channels.indicators)
    projects = .init(channels.investment)
    tracks = .init(channels.planning)
  }

  func read(
    _ series: Series, month: Month, signedOn: Day, at version: CommonV1.DataVersion?, call: CallContext
  ) async throws -> SourceAnswers {
    let options = CallOptions(for: call)
    async let promotion = naming(.investment) {
      try await readPromotion(series.programme, month, options)
    }
    async let works = naming(.planning) { try await readTracks(series.programme, month, options) }
    let figures = try await naming(.indicators) {
      try await readFigures(series.programme, month, signedOn, at: version, options)
    }
    return SourceAnswers(
      series: series, month: month, signedOn: signedOn, figures: figures, promotion: try await promotion,
      works: try await works)
  }

  private func readPromotion(
    _ programme: String, _ month: Month, _ options: CallOptions
  ) async throws -> InvestmentV1.ProjectSummary {
    try await projects.summarizeProjects(
      .with {
        $0.parent = ResourcePattern.programme.name(programme)
        $0.on = "\(month.lastDay)"
      }, options: options)
  }

  private func readTracks(
    _ programme: String, _ month: Month, _ options: CallOptions
  ) async throws -> TrackAnswers {
    let parent = ResourcePattern.programme.name(programme)
    let report = try await tracks.getTrackReport(
      .with {
        $0.parent = parent
        $0.on = "\(month.lastDay)"
      }, options: options)
    let point = CommonV1.ReadPoint(at: report.version)
    var all: [PlanningV1.Track] = []
    var token = ""
    repeat {
      let page = try await tracks.listTracks(
        .with {
          $0.parent = parent
          $0.pageSize = 1_000
          $0.pageToken = token
          $0.read = point
        }, options: options)
      all += page.tracks
      token = page.nextPageToken
    } while !token.isEmpty
    return TrackAnswers(report: report, tracks: all)
  }
}

/// Runs calls of one service; when it cannot be reached, says which.
func naming<Answer>(_ service: SourceService, _ body: () async throws -> Answer) async throws -> Answer {
  do {
    return try await body()
  } catch let error as RPCError where error.code == .unavailable {
    throw Failure(
      .unavailable, "SOURCE_UNAVAILABLE", zh: "\(service.rawValue)暂不可用，未生成通报，请稍后再试。",
      en: "\(service.rawValue) is not available; no bulletin was made. Try again.",
      values: ["service": service.rawValue])
  }
}

extension CommonV1.ReadPoint {
  /// Exactly a version.
  init(at version: CommonV1.DataVersion?) {
    self.init()
    point = version.map { .version($0) }
  }
}
