import Chassis
import Domain
import Wire
import WireTupo

extension Analysis {
  /// The lights that turned since the published month before, of every indicator.
  func lightTurns(version: CommonV1.DataVersion) throws -> IndicatorsV1.ListLightTurnsResponse {
    var turns: [IndicatorsV1.LightTurn] = []
    for record in catalogue.indicators {
      guard let before = record.indicator.months.previous(month) else { continue }
      var input = input(record)
      let later = try Scoreboard.compute(input)
      input.month = before
      turns += LightTurn.between(try Scoreboard.compute(input), later).map { turn($0, record) }
    }
    return .with {
      $0.turns = turns
      $0.version = version
    }
  }

  private func turn(_ turn: LightTurn, _ record: IndicatorRecord) -> IndicatorsV1.LightTurn {
    .with {
      $0.zone = name(turn.zone)
      $0.title = title(turn.zone)
      $0.indicator = record.name
      $0.indicatorTitle = CommonV1.LocalizedText(record.title)
      $0.kind = turn.kind == .growth ? .growth : .progress
      $0.before = turn.before.wire
      $0.after = turn.after.wire
      $0.worse = turn.isWorse
      $0.distance = rates.rate(turn.distance, apartFrom: .zero)
    }
  }
}
