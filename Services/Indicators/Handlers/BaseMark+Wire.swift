import Chassis
import Domain
import Wire
import WireTupo

/// How the base of a zone's growth differs from what was published a year ago.
struct BaseMark: Sendable {
  var adjustments: Set<BaseAdjustment> = []
  /// What was published first, where the figure of the zone itself was revised since.
  var firstPublished: Amount?

  /// In the order of the contract.
  var wire: [IndicatorsV1.BaseAdjustment] {
    BaseAdjustment.allCases.filter(adjustments.contains).map { $0 == .reported ? .reported : .revised }
  }
}

extension Analysis {
  /// The mark of the base that a zone's growth in a month is computed on; none of a total.
  func baseMark(_ zone: ZoneKey?, _ record: IndicatorRecord, in month: Month, _ base: SamePeriod?) -> BaseMark {
    guard let zone, let base else { return BaseMark() }
    let key = FigureKey(zone: zone, indicator: record.indicator.key, month: month.samePeriodLastYear)
    let behind = publications.isEmpty ? [] : origins(key)
    let first = behind.compactMap { publications.first($0, unlike: reported) }
    var mark = BaseMark()
    if base.isAdjusted { mark.adjustments.insert(.reported) }
    if !first.isEmpty { mark.adjustments.insert(.revised) }
    if behind == [key] { mark.firstPublished = first.first }
    return mark
  }
}

extension IndicatorsV1.Scoreboard {
  /// Marks bases that are others than what was published a year ago. The rows are those of the board.
  mutating func markBases(of board: Scoreboard, _ analysis: Analysis, _ record: IndicatorRecord) {
    for (index, row) in board.rows.enumerated() {
      let mark = analysis.baseMark(row.zone, record, in: board.month, row.samePeriod)
      rows[index].baseAdjustments = mark.wire
      rows[index].firstPublishedBase = mark.firstPublished?.units
    }
    baseRule = rows.map(\.baseAdjustments).rule
  }
}

extension Sequence<[IndicatorsV1.BaseAdjustment]> {
  /// What the marks of a table mean; nil where it has none.
  var rule: CommonV1.LocalizedText? {
    contains { !$0.isEmpty } ? CommonV1.LocalizedText(BaseAdjustment.rule) : nil
  }
}
