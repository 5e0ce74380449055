import TestSupport
import Wire
import WireTupo

@testable import Indicators

extension AnalysisHandler {
  /// A board as its caller reads it: rows that are kept as bytes are rows again.
  func board(_ request: IndicatorsV1.GetScoreboardRequest) async throws -> IndicatorsV1.Scoreboard {
    try IndicatorsV1.Scoreboard(decoding: try await getScoreboard(request, anyCall()).encoded())
  }
}
