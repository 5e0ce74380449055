import Chassis
import Domain
import Wire
import WireTupo

extension Analysis {
  /// How the threshold targets of the month's year stand.
  func thresholdReport(version: CommonV1.DataVersion) throws -> IndicatorsV1.ThresholdReport {
    let standings = try thresholds.filter { $0.threshold.year == month.year }.compactMap { record in
      try catalogue.indicator(record.threshold.indicator.rawValue).map { indicator in
        let report = try ThresholdReport.compute(
          record.threshold, indicator: indicator.indicator, month: month, figures: figures)
        return standing(record, report)
      }
    }
    return .with {
      $0.month = "\(month)"
      $0.standings = standings
      $0.version = version
      $0.demonstration = standings.contains { standing in
        catalogue.indicators.contains { $0.name == standing.target?.indicator && isDemonstration($0) }
      }
    }
  }

  private func standing(
    _ record: ThresholdRecord, _ report: ThresholdReport
  ) -> IndicatorsV1.ThresholdReport.Standing {
    let isCeiling = record.threshold.comparison.isCeiling
    let sorted = report.rows.sorted {
      let (first, second) = ($0.landing.value ?? .zero, $1.landing.value ?? .zero)
      return isCeiling ? first < second : first > second
    }
    return .with {
      $0.target = record.wire
      $0.passed = Int32(clamping: report.passed.count)
      $0.landing = Int32(clamping: report.expected.count)
      $0.short = Int32(clamping: report.lacking)
      $0.reached = report.isFulfilled
      $0.candidates = sorted.map(candidate)
      $0.closest = report.closest.map(candidate)
    }
  }

  private func candidate(_ row: ThresholdRow) -> IndicatorsV1.ThresholdReport.Candidate {
    .with {
      $0.zone = name(row.zone)
      $0.title = title(row.zone)
      $0.cumulative = row.cumulative.value?.units
      $0.landing = row.landing.value?.wholeUnits
      $0.passed = row.verdict == .passed
      $0.expected = row.verdict == .passed || row.verdict == .landingAbove
      if row.verdict == .landingShort, let extra = row.extraMonthly.explained {
        $0.extraMonthly = extra.value.wholeUnits
        $0.extraMonthlyExplanation = rates.explanation(extra.arithmetic, extra.sources)
      }
      $0.explanation = row.landing.explained.map { rates.explanation($0.arithmetic, $0.sources) }
    }
  }
}
