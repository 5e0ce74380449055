import Chassis
import Domain
import Wire
import WireTupo

/// Converts a line of a board to the contract's.
struct ScoreRowWriter {
  let catalogue: Catalogue
  let indicator: Indicator
  let month: Month
  let targets: TargetBook
  let findings: [ZoneKey: [CommonV1.Fault]]
  let rates: RateWriter

  func row(_ row: ScoreRow) -> IndicatorsV1.ScoreboardRow {
    let floor = targets.floor(row.zone, indicator.key, month.year)?.floor
    var wire = IndicatorsV1.ScoreboardRow.with {
      $0.zone = row.zone.map(name) ?? ""
      $0.title = CommonV1.LocalizedText(title(row.zone))
      $0.state = row.state.wire
      $0.workingDaysLate = Int32(clamping: row.workingDaysLate ?? 0)
      $0.receivedOn = received(row.zone)
      $0.cumulative = row.cumulative.value?.units
      $0.base = row.samePeriod?.used.units
      $0.publishedBase =
        row.zone == nil ? nil : row.samePeriod.flatMap { $0.published == $0.used ? nil : $0.published?.units }
      $0.growth = rates.rate(row.growth, apartFrom: floor)
      $0.publishedGrowth = rates.published(row.publishedGrowth)
      $0.growthAbsent = row.growth.reason.map(CommonV1.LocalizedText.init(_:))
      $0.rank = row.rank.map { Int32(clamping: $0) }
      $0.rankChange = row.rankMovement.places
      $0.lowBase = row.samePeriod?.isLow ?? false
      $0.findings = row.zone.flatMap { findings[$0] } ?? []
    }
    if indicator.growthBasis == .comparable { wire.nominalGrowth = rates.rate(row.nominalGrowth) }
    addProgress(row, &wire)
    return wire
  }

  private func addProgress(_ row: ScoreRow, _ wire: inout IndicatorsV1.ScoreboardRow) {
    wire.aboveFloor = rates.rate(row.distanceToFloor, apartFrom: .zero)
    wire.annualTarget = row.target.value?.wholeUnits
    wire.completion = rates.rate(row.completion)
    wire.versusSchedule = rates.rate(row.againstLinear, apartFrom: .zero)
    wire.versusUsual = rates.rate(row.againstUsual, apartFrom: .zero)
    wire.usualShare = rates.rate(row.usualShare)
    wire.requiredMonthly = row.requiredMonthly.value?.wholeUnits
    wire.requiredMonthlyExplanation = row.requiredMonthly.explained.map {
      rates.explanation($0.arithmetic, $0.sources)
    }
    wire.requiredMultiple = rates.multiple(row.requiredMultiple)
    wire.growthLight = row.growthLight.wire
    wire.progressLight = row.progressLight.wire
    wire.contribution = rates.rate(row.contribution)
    wire.compoundGrowth = rates.rate(row.compoundGrowth)
    wire.monthValue = row.month.value?.units
    wire.difference = row.difference.value?.units
    wire.explanation = row.cumulative.explained.map { rates.explanation($0.arithmetic, $0.sources) }
  }

  private func name(_ zone: ZoneKey) -> String { ResourcePattern.zone.name(catalogue.programme.id, zone.rawValue) }

  private func title(_ zone: ZoneKey?) -> Bilingual {
    guard let zone else { return Bilingual(zh: "合计", en: "Total") }
    return catalogue.zone(zone.rawValue)?.shortTitle(on: month.lastDay) ?? Bilingual(zh: zone.rawValue)
  }

  private func received(_ zone: ZoneKey?) -> String {
    zone.flatMap { rates.book.figure($0, indicator.key, month)?.receivedOn }.map { "\($0)" } ?? ""
  }
}

extension RankMovement {
  fileprivate var places: Int32? {
    switch self {
    case .up(let places): Int32(clamping: places)
    case .down(let places): Int32(clamping: -places)
    case .unchanged: 0
    case .none: nil
    }
  }
}
