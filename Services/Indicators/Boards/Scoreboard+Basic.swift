import Wire
import WireTupo

extension IndicatorsV1.Scoreboard {
  /// What the basic view has of it.
  var basic: IndicatorsV1.Scoreboard {
    var board = self
    board.total = total?.basic
    board.rows = rows.map(\.basic)
    (board.baseRule, board.city) = (nil, nil)
    return board
  }
}

extension IndicatorsV1.ScoreboardRow {
  /// What the basic view has of it.
  var basic: IndicatorsV1.ScoreboardRow {
    var row = self
    row.growth = growth?.basic
    row.publishedGrowth = publishedGrowth?.basic
    row.aboveFloor = aboveFloor?.basic
    row.completion = completion?.basic
    row.versusSchedule = versusSchedule?.basic
    row.contribution = contribution?.basic
    row.growthFromBase = growthFromBase?.basic
    (row.nominalGrowth, row.compoundGrowth, row.versusUsual, row.usualShare) = (nil, nil, nil, nil)
    (row.requiredMonthly, row.requiredMonthlyExplanation, row.requiredMultiple) = (nil, nil, nil)
    (row.findings, row.explanation) = ([], nil)
    (row.baseAdjustments, row.firstPublishedBase) = ([], nil)
    return row
  }
}

extension CommonV1.Rate {
  /// Basis points and display.
  fileprivate var basic: CommonV1.Rate {
    var rate = CommonV1.Rate()
    (rate.basisPoints, rate.display) = (basisPoints, display)
    return rate
  }
}
