import Chassis
import Domain
import Wire
import WireTupo

extension Analysis {
  /// The lights that turned since the published month before: by indicator in the programme's order, then by zone in
  /// protocol order, the total last.
  func lightTurns() throws -> [LightTurn] {
    var turns: [LightTurn] = []
    for record in catalogue.indicators where wanted?.contains(record.indicator.key) ?? true {
      guard let before = record.indicator.months.previous(month) else { continue }
      var input = input(record)
      let later = try Scoreboard.compute(input)
      input.month = before
      turns += LightTurn.between(try Scoreboard.compute(input), later)
    }
    return turns
  }

  /// A turn as the contract has it.
  func wire(_ turn: LightTurn) -> IndicatorsV1.LightTurn {
    let record = catalogue.indicator(turn.indicator.rawValue)
    let cell = cell(behind: turn)
    return .with {
      $0.zone = name(turn.zone)
      $0.title = title(turn.zone)
      $0.indicator = record?.name ?? ""
      $0.indicatorTitle = record.map { CommonV1.LocalizedText($0.title) }
      $0.kind = turn.kind.wire
      $0.before = turn.before.wire
      $0.after = turn.after.wire
      $0.worse = turn.isWorse
      $0.distance = rates.rate(turn.distance, apartFrom: .zero)
      $0.standing = cell?.standing?.wire ?? .unspecified
      $0.provisional = cell?.waiting?.cumulative?.units
    }
  }

  /// What a submission says of the figure by which a light turned; of a total none.
  func cell(behind turn: LightTurn) -> MonthStandings.Cell? {
    turn.zone.flatMap { standings.cell($0, turn.indicator, month) }
  }
}

extension LightTurn.Kind {
  /// As the contract names it.
  var wire: IndicatorsV1.LightTurn.Kind {
    switch self {
    case .growth: .growth
    case .progress: .progress
    }
  }
}
