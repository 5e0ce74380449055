import Domain
import Storage
import Wire
import WireTupo

/// The last boards that were answered. One is good as it stands for as long as its version is the newest: when figures are
/// published, many look at the same ones. After a write most of its rows are still what they were.
struct BoardAnswers {
  /// A board with its rows as they are sent, and the lines that they come from.
  struct Answer: Sendable {
    var board: IndicatorsV1.Scoreboard
    var lines: [BoardLine]
    /// What reports say of zones: with the lines' own numbers it tells a row from the same zone's in another version, as
    /// long as the catalogue stays.
    var cells: [ZoneKey: MonthStandings.Cell]
  }

  private var kept: [BriefBoards.Key: (version: DataVersion, answer: Answer)] = [:]

  /// A board of thousands of zones takes some megabytes.
  private static let most = 16

  func board(_ key: BriefBoards.Key, at version: DataVersion) -> IndicatorsV1.Scoreboard? {
    kept[key].flatMap { $0.version == version ? $0.answer.board : nil }
  }

  /// What was answered last, of whatever version: taken out, so that who makes the next one of it changes it in place.
  mutating func take(_ key: BriefBoards.Key) -> Answer? { kept.removeValue(forKey: key)?.answer }

  mutating func keep(_ answer: Answer, _ key: BriefBoards.Key, at version: DataVersion) {
    if kept[key] == nil, kept.count >= Self.most,
      let other = kept.first(where: { $0.value.version != version })?.key ?? kept.keys.first
    {
      kept[other] = nil
    }
    kept[key] = (version, answer)
  }
}
