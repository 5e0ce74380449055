/// Builds a board: rows first, then what needs all of them.
struct ScoreboardBuilder {
  let input: ScoreboardInput
  func build() throws(ArithmeticOverflow) -> Scoreboard { throw ArithmeticOverflow(.sum) }
}
