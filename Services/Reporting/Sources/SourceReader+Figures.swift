import Chassis
import Domain
import RPC
import Wire
import WireTupo

extension SourceReader {
  /// Reads everything of tupo-indicators: where no version is given, the list of indicators fixes it.
  func readFigures(
    _ programme: String, _ month: Month, _ signedOn: Day, at version: CommonV1.DataVersion?, _ options: CallOptions
  ) async throws -> FigureAnswers {
    let parent = ResourcePattern.programme.name(programme)
    let list = try await catalogue.listIndicators(
      .with {
        $0.parent = parent
        $0.read = version.map { CommonV1.ReadPoint(at: $0) }
      }, options: options)
    let point = CommonV1.ReadPoint(at: list.version)
    let plan = try await catalogue.getProgramme(
      .with {
        $0.name = parent
        $0.read = point
      }, options: options)
    let asked = MonthQuestion(parent: parent, month: "\(month)", on: "\(signedOn)", read: point)
    var boards: [IndicatorsV1.Scoreboard] = []
    for indicator in list.indicators where indicator.main {
      boards.append(
        try await analysis.getScoreboard(
          .with {
            $0.indicator = indicator.name
            $0.month = asked.month
            $0.on = asked.on
            $0.read = asked.read
          }, options: options))
    }
    return FigureAnswers(
      programme: plan, indicators: list.indicators, boards: boards,
      status: try await readStatus(asked, options), attainment: try await readAttainment(asked, options),
      thresholds: try await readThresholds(asked, options), targets: try await readTargets(month.year, asked, options),
      notes: try await readNotes(boards, asked, options),
      version: list.version ?? .init())
  }

  private func readStatus(
    _ asked: MonthQuestion, _ options: CallOptions
  ) async throws -> IndicatorsV1.ReportingStatus {
    try await analysis.getReportingStatus(
      .with {
        $0.parent = asked.parent
        $0.month = asked.month
        $0.on = asked.on
        $0.read = asked.read
      }, options: options)
  }

  private func readAttainment(
    _ asked: MonthQuestion, _ options: CallOptions
  ) async throws -> IndicatorsV1.Attainment {
    try await analysis.getAttainment(
      .with {
        $0.parent = asked.parent
        $0.month = asked.month
        $0.on = asked.on
        $0.read = asked.read
      }, options: options)
  }

  private func readThresholds(
    _ asked: MonthQuestion, _ options: CallOptions
  ) async throws -> IndicatorsV1.ThresholdReport {
    try await analysis.getThresholdReport(
      .with {
        $0.parent = asked.parent
        $0.month = asked.month
        $0.on = asked.on
        $0.read = asked.read
      }, options: options)
  }

  /// The zones' targets of a year.
  private func readTargets(
    _ year: Int, _ asked: MonthQuestion, _ options: CallOptions
  ) async throws -> [IndicatorsV1.Target] {
    var found: [IndicatorsV1.Target] = []
    var token = ""
    repeat {
      let page = try await targets.listTargets(
        .with {
          $0.parent = asked.parent
          $0.filter = "year=\(year)"
          $0.pageToken = token
          $0.read = asked.read
        }, options: options)
      found += page.targets
      token = page.nextPageToken
    } while !token.isEmpty
    return found
  }

  /// What units said beside figures that have findings, by the figure's name.
  private func readNotes(
    _ boards: [IndicatorsV1.Scoreboard], _ asked: MonthQuestion, _ options: CallOptions
  ) async throws -> [String: String] {
    var notes: [String: String] = [:]
    for board in boards {
      for row in board.rows where !row.findings.isEmpty {
        guard let name = FigureAnswers.figureName(zone: row.zone, indicator: board.indicator, month: asked.month) else {
          continue
        }
        let figure = try await figures.getFigure(
          .with {
            $0.name = name
            $0.read = asked.read
          }, options: options)
        notes[name] = figure.note
      }
    }
    return notes
  }
}

/// What all questions about a month have in common.
struct MonthQuestion: Sendable {
  var parent: String
  var month: String
  var on: String
  var read: CommonV1.ReadPoint
}
