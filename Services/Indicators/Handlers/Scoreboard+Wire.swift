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
    let (counts, writer) = (board.counts, writer)
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
      $0.total = writer.row(board.total)
      $0.rows = board.rows.map(writer.row)
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

  private var writer: ScoreRowWriter {
    ScoreRowWriter(
      catalogue: catalogue, indicator: board.indicator, month: board.month, targets: targets, findings: findings,
      rates: rates)
  }

  private var notes: [Bilingual] {
    BoardNotes(catalogue: catalogue, indicator: board.indicator.key, month: board.month).all(
      expected: board.counts.expected, reported: board.counts.reported, matched: board.matched.count)
  }

  private func name(_ zone: ZoneKey) -> String { ResourcePattern.zone.name(catalogue.programme.id, zone.rawValue) }
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
