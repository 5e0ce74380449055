import Chassis
import Domain
import Wire
import WireTupo

extension Analysis {
  /// Where the year of an indicator will end, and how likely its targets are.
  func outlook(_ record: IndicatorRecord, version: CommonV1.DataVersion) throws -> IndicatorsV1.Outlook {
    // A zone lands by what all zones show, whatever group it is looked at in.
    let wanted = Set(zones)
    var all = input(record)
    all.zones = catalogue.standing(in: month)
    let outlook = try Outlook.compute(all, totalOf: wanted)
    let own = thresholds.filter {
      $0.threshold.year == month.year && $0.threshold.indicator == record.indicator.key
    }
    let (counts, calendar) = (standingCounts(record), calendar(record))
    let chances = try own.map { chance($0, try ThresholdOutlook($0.threshold, outlook)) }
    return .with {
      $0.label = label(record)
      $0.month = "\(month)"
      $0.method = outlook.method.word
      $0.methodTitle = CommonV1.LocalizedText(outlook.method.text)
      $0.backTest = outlook.record.map(backTest)
      $0.total = row(outlook.total, record, calendar)
      $0.rows = outlook.rows.filter { $0.zone.map(wanted.contains) ?? false }.map { row($0, record, calendar) }
      $0.thresholds = chances
      $0.demonstration = isDemonstration(record)
      $0.version = version
      $0.zoneGroup = group?.name ?? ""
      ($0.unreviewed, $0.unpublished, $0.provisionalRule) = (counts.unreviewed, counts.unpublished, counts.rule)
    }
  }

  private func backTest(_ record: BackTestRecord) -> IndicatorsV1.Outlook.BackTest {
    .with {
      $0.years = record.years.map { Int32(clamping: $0) }
      $0.landings = Int32(clamping: record.count)
      $0.error = rates.rate(.known(record.error, sources: []))
      $0.naiveError = rates.rate(.known(record.naiveError, sources: []))
    }
  }

  private func row(
    _ row: OutlookRow, _ record: IndicatorRecord, _ calendar: ReportingCalendar
  ) -> IndicatorsV1.Outlook.Row {
    let mark = mark(row.zone, record, calendar)
    return .with {
      $0.zone = name(row.zone)
      $0.title = title(row.zone)
      $0.cumulative = row.cumulative.value?.units
      $0.landing = row.landing.value?.units
      $0.low = row.low.value?.units
      $0.high = row.high.value?.units
      $0.target = row.target.value?.wholeUnits
      $0.chance = rates.rate(row.chance)
      $0.absent =
        mark.absent ?? (row.landing.reason ?? row.low.reason ?? row.chance.reason).map(CommonV1.LocalizedText.init(_:))
      ($0.state, $0.standing, $0.provisional) = (mark.state, mark.standing, mark.provisional)
      $0.explanation = row.landing.explained.map { rates.explanation($0.arithmetic, $0.sources) }
    }
  }

  private func chance(
    _ record: ThresholdRecord, _ outlook: ThresholdOutlook
  ) -> IndicatorsV1.Outlook.ThresholdChance {
    // Equals in the target's order.
    let zones = record.threshold.zones.enumerated().sorted { first, second in
      let (one, other) = (outlook.chances[first.element]?.value, outlook.chances[second.element]?.value)
      return one == other ? first.offset < second.offset : (one ?? Ratio(-1)) > (other ?? Ratio(-1))
    }
    return .with {
      $0.target = record.wire
      $0.chance = rates.rate(outlook.chance)
      $0.absent = outlook.chance.reason.map(CommonV1.LocalizedText.init(_:))
      $0.candidates = zones.map { _, zone in
        .with {
          $0.zone = name(zone)
          $0.title = title(zone)
          $0.chance = outlook.chances[zone].flatMap { rates.rate($0) }
        }
      }
    }
  }
}
