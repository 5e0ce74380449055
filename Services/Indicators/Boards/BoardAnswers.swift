import Storage
import WireTupo

/// The last boards that were answered, each good for as long as its version is the newest: when figures are published,
/// many look at the same ones.
struct BoardAnswers {
  private var kept: [BriefBoards.Key: (version: DataVersion, board: IndicatorsV1.Scoreboard)] = [:]

  /// A board of thousands of zones takes some megabytes.
  private static let most = 16

  func board(_ key: BriefBoards.Key, at version: DataVersion) -> IndicatorsV1.Scoreboard? {
    kept[key].flatMap { $0.version == version ? $0.board : nil }
  }

  mutating func keep(_ board: IndicatorsV1.Scoreboard, _ key: BriefBoards.Key, at version: DataVersion) {
    kept = kept.filter { $0.value.version == version }
    if kept.count >= Self.most, let other = kept.keys.first { kept[other] = nil }
    kept[key] = (version, board)
  }
}
