import Domain
import Wire
import WireTupo

/// A row of a board in its three forms, each made of the one before.
struct BoardLine: Sendable {
  /// Its numbers.
  var brief: BriefRow
  /// As the contract has it.
  var wire: IndicatorsV1.ScoreboardRow
  /// As it is sent.
  var bytes: [UInt8]

  /// `Scoreboard.rows` (tupo/indicators/v1/analysis.proto).
  private static let field: UInt32 = 8

  /// A line whose bytes are still to be made.
  init(_ brief: BriefRow) {
    (self.brief, wire, bytes) = (brief, IndicatorsV1.ScoreboardRow(), [])
  }

  mutating func encode(_ arena: Arena) { bytes = wire.encoded(asField: Self.field, arena: arena) }
}
