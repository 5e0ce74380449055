import Chassis
import Domain
import Wire
import WireTupo

extension Analysis {
  /// Each zone's part of the growth of all together, the greatest first.
  func contributions(
    _ record: IndicatorRecord, version: CommonV1.DataVersion
  ) throws -> IndicatorsV1.Contributions {
    let board = try board(record)
    let (counts, calendar) = (standingCounts(record), calendar(record))
    let gaps = try GapDecomposition(board)
    var total = try row(board.total, of: board.total, record, calendar)
    (total.growthGap, total.progressGap) = (rates.rate(gaps.growth), rates.rate(gaps.progress))
    let parts = zip(board.rows, gaps.parts).sorted {
      ($0.0.contribution.value ?? Self.last) > ($1.0.contribution.value ?? Self.last)
    }
    let rows = try parts.map { own, part in
      var row = try row(own, of: board.total, record, calendar)
      (row.growthGap, row.progressGap) = (rates.rate(part.growth), rates.rate(part.progress))
      return row
    }
    let city = try cityTotal(record, beside: board)
    return .with {
      $0.label = label(record)
      $0.month = "\(month)"
      $0.total = total
      $0.rows = rows
      $0.city = city
      $0.demonstration = isDemonstration(record) || city?.demonstration ?? false
      $0.version = version
      $0.zoneGroup = group?.name ?? ""
      $0.baseRule = rows.map(\.baseAdjustments).rule
      ($0.unreviewed, $0.unpublished, $0.provisionalRule) = (counts.unreviewed, counts.unpublished, counts.rule)
    }
  }

  /// Below every contribution: those without one stand last.
  private static let last = Ratio(.min)

  private func row(
    _ row: ScoreRow, of total: ScoreRow, _ record: IndicatorRecord, _ calendar: ReportingCalendar
  ) throws -> IndicatorsV1.Contributions.Row {
    let (share, mark) = (try row.share(of: total), mark(row.zone, record, calendar))
    return .with {
      $0.zone = name(row.zone)
      $0.title = title(row.zone)
      $0.base = row.samePeriod?.used.units
      $0.difference = row.difference.value?.units
      $0.growth = rates.rate(row.growth)
      $0.contribution = rates.rate(row.contribution)
      $0.share = rates.rate(share)
      $0.absent = mark.absent ?? row.absentContribution
      ($0.state, $0.standing, $0.provisional) = (mark.state, mark.standing, mark.provisional)
      $0.baseAdjustments = baseMark(row.zone, record, in: month, row.samePeriod).wire
    }
  }
}

extension ScoreRow {
  /// Why it has no part in the growth: of a rate alone that no value came with it.
  fileprivate var absentContribution: CommonV1.LocalizedText? {
    guard let reason = contribution.reason else { return nil }
    let isRateAlone = reason == .noValue && cumulative.value == nil && growth.value != nil
    return isRateAlone
      ? CommonV1.LocalizedText(Bilingual(zh: "只报增速", en: "a rate alone was reported"))
      : CommonV1.LocalizedText(reason)
  }
}
