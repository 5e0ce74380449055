/// The city's own total of an indicator (全市): another figure than the sum of its zones, with a source of its own, and in none
/// of the board's numbers.
public struct CityTotal: Sendable, Hashable {
  /// Its line, by the rules of the board; without a rank and without a contribution.
  public var row: ScoreRow
  /// Its value less the total of the board (与合计之差).
  public var beyondZones: Computed<Amount>

  /// The total of `city` beside a board that was computed from `input`; nil where the city has no figure of the month.
  public init?(
    of city: ZoneKey, beside board: Scoreboard, _ input: ScoreboardInput
  ) throws(ArithmeticOverflow) {
    var known = input
    known.figures = input.figures.received(by: input.asOf)
    guard known.figures.figure(city, input.indicator.key, input.month)?.hasContent ?? false else { return nil }
    let row = try RowBuilder(input: known).row(city)
    self.row = row
    guard let own = row.cumulative.explained, let zones = board.total.cumulative.explained else {
      beyondZones = .undefined(row.cumulative.reason ?? board.total.cumulative.reason ?? .noValue)
      return
    }
    let (difference, scale) = (try own.value.subtracting(zones.value), input.indicator.scale)
    let text =
      "\(scale.exactText(own.value)) − \(scale.exactText(zones.value)) = \(scale.exactText(difference)) "
      + scale.display.name
    beyondZones = .known(difference, text, sources: own.sources + zones.sources)
  }
}
