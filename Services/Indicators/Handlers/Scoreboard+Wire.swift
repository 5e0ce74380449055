import Chassis
import Domain
import Wire
import WireTupo

/// Converts a board of the arithmetic to the contract's.
struct ScoreboardWriter {
  let catalogue: Catalogue
  let board: Scoreboard
  let targets: TargetBook
  let findings: [ZoneKey: [CommonV1.Fault]]
  let rates: RateWriter
  /// The group that it is of; empty: all zones.
  var group = ""

  func wire(version: CommonV1.DataVersion) -> IndicatorsV1.Scoreboard {
    let scale = board.indicator.scale
    let counts = board.counts
    return .with {
      $0.indicator = ResourcePattern.indicator.name(catalogue.programme.id, board.indicator.key.rawValue)
      $0.title = .with {
        $0.zh = board.indicator.nameChinese
        $0.en = board.indicator.nameEnglish
      }
      $0.month = "\(board.month)"
      $0.displayUnit = scale.display.name
      $0.displayScale = scale.display.factor
      $0.displayDecimals = Int32(clamping: scale.decimals)
      $0.total = row(board.total)
      $0.rows = board.rows.map(row)
      $0.expected = Int32(clamping: counts.expected)
      $0.matched = Int32(clamping: board.matched.count)
      $0.rising = Int32(clamping: counts.rising)
      $0.falling = Int32(clamping: counts.falling)
      $0.level = Int32(clamping: counts.flat)
      $0.growthLightRule = CommonV1.LocalizedText(board.growthLightRule)
      $0.progressLightRule = CommonV1.LocalizedText(board.progressLightRule)
      $0.demonstration = board.rows.contains(where: \.isDemonstration)
      $0.version = version
      $0.comparablePrices = board.indicator.growthBasis == .comparable
      $0.leading = board.leading.map(name)
      $0.trailing = board.trailing.map(name)
      $0.reachingFloor = Int32(clamping: counts.reachingFloor)
      $0.zoneGroup = group
      $0.notes = notes.map { CommonV1.LocalizedText($0) }
    }
  }

  private var notes: [Bilingual] {
    var notes: [Bilingual] = []
    if board.counts.expected > board.counts.reported {
      notes.append(
        Bilingual(
          zh: "合计、增速和位次按已报的\(board.matched.count)个可比口径计算。",
          en: "Total, growth and ranks are over the \(board.matched.count) comparable units that reported."))
    }
    return notes + definitionNotes + territoryNotes
  }

  /// Whether the definition is another one than a year ago.
  private var definitionNotes: [Bilingual] {
    let record = catalogue.indicator(board.indicator.key.rawValue)
    guard let day = record?.definition(in: board.month)?.validFrom, day > board.month.samePeriodLastYear.lastDay else {
      return []
    }
    return [
      Bilingual(
        zh: "本指标口径自\(day.chineseText)起调整，与上年同期口径不同。", en: "The definition is another one since \(day).")
    ]
  }

  /// What became of zones since the same month of last year.
  private var territoryNotes: [Bilingual] {
    let days = board.month.samePeriodLastYear.lastDay.adding(days: 1)...board.month.lastDay
    return catalogue.successions.filter { days.contains($0.succession.day) }.map { record in
      let day = record.succession.day
      guard record.succession.successors.count == 1 else {
        return Bilingual(
          zh: "\(record.title.zh)（\(day.chineseText)起）：分设后的单位无上年同期数。",
          en: "\(record.title.en) (since \(day)): the parts have no figures of last year.")
      }
      return Bilingual(
        zh: "\(record.title.zh)（\(day.chineseText)起）：上年同期数按现区划合并计算。",
        en: "\(record.title.en) (since \(day)): last year's figures are those of the present territory.")
    }
  }

  private func row(_ row: ScoreRow) -> IndicatorsV1.ScoreboardRow {
    let floor = targets.floor(row.zone, board.indicator.key, board.month.year)?.floor
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
      $0.growthAbsent = row.growth.reason.map { CommonV1.LocalizedText(Bilingual(zh: $0.chineseText, en: $0.rawValue)) }
      $0.rank = row.rank.map { Int32(clamping: $0) }
      $0.rankChange = row.rankMovement.places
      $0.lowBase = row.samePeriod?.isLow ?? false
      $0.findings = row.zone.flatMap { findings[$0] } ?? []
    }
    if board.indicator.growthBasis == .comparable { wire.nominalGrowth = rates.rate(row.nominalGrowth) }
    addProgress(row, &wire)
    return wire
  }

  private func addProgress(_ row: ScoreRow, _ wire: inout IndicatorsV1.ScoreboardRow) {
    wire.aboveFloor = rates.rate(row.distanceToFloor, apartFrom: .zero)
    wire.annualTarget = row.target.value.map(units)
    wire.completion = rates.rate(row.completion)
    wire.versusSchedule = rates.rate(row.againstLinear, apartFrom: .zero)
    wire.versusUsual = rates.rate(row.againstUsual, apartFrom: .zero)
    wire.usualShare = rates.rate(row.usualShare)
    wire.requiredMonthly = row.requiredMonthly.value.map(units)
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
    return catalogue.zone(zone.rawValue)?.shortTitle(on: board.month.lastDay) ?? Bilingual(zh: zone.rawValue)
  }

  private func received(_ zone: ZoneKey?) -> String {
    zone.flatMap { rates.book.figure($0, board.indicator.key, board.month)?.receivedOn }.map { "\($0)" } ?? ""
  }

  /// A number that need not be whole, rounded to the indicator's unit.
  private func units(_ value: Ratio) -> Int64 { Int64(clamping: value.nearestInteger()) }
}

extension CellState {
  var wire: IndicatorsV1.ReportState {
    switch self {
    case .notDue: .notDue
    case .missing: .missing
    case .late: .late
    case .received, .zero, .noTarget: .received
    case .notApplicable: .notApplicable
    }
  }
}

extension Light {
  var wire: IndicatorsV1.Light {
    switch self {
    case .met: .reached
    case .near: .near
    case .missed: .short
    case .unlit: .unspecified
    }
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
