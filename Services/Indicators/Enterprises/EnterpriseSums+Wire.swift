import Chassis
import Domain
import Wire
import WireTupo

extension EnterpriseSums {
  /// The table; `isWhole`: nothing is withheld. Throws where a sum does not fit.
  func wire(isWhole: Bool, version: CommonV1.DataVersion) throws -> IndicatorsV1.EnterpriseTable {
    let hidden = isWhole ? [] : withheld
    let lines = try cells.enumerated().map { row, line in
      try line.enumerated().map { column, cell in
        try Self.wire(cell, isHidden: hidden.contains(.init(row: row, column: column)))
      }
    }
    let programme = catalogue.programme.id
    func row(_ cells: [IndicatorsV1.EnterpriseTable.Cell], _ zone: ZoneRecord?) -> IndicatorsV1.EnterpriseTable.Row {
      .with {
        $0.zone = zone.map { ResourcePattern.zone.name(programme, $0.id) } ?? ""
        $0.title = CommonV1.LocalizedText(
          zone.map { $0.shortTitle(on: month.lastDay) } ?? Bilingual(zh: "合计", en: "Total"))
        $0.cells = Array(cells.dropLast())
        $0.total = cells.last
      }
    }
    return .with {
      $0.label = .with {
        $0.indicator = indicator.name
        $0.title = CommonV1.LocalizedText(indicator.title)
        $0.displayUnit = indicator.displayUnit
        $0.displayScale = indicator.displayScale
        $0.displayDecimals = Int32(clamping: indicator.displayDecimals)
      }
      $0.month = "\(month)"
      $0.industries = industries.map { own in
        .with {
          $0.code = own.division
          $0.edition = Int32(clamping: own.edition)
        }
      }
      $0.rows = zip(lines.dropLast(), zones).map { row($0, $1) }
      $0.total = lines.last.map { row($0, nil) }
      $0.whole = isWhole
      $0.demonstration = isDemonstration
      $0.version = version
    }
  }

  private static func wire(_ cell: Cell, isHidden: Bool) throws -> IndicatorsV1.EnterpriseTable.Cell {
    if cell.contributors.isEmpty { return .with { $0.state = .empty } }
    if isHidden { return .with { $0.state = .withheld } }
    let sum = try Amount.sum(cell.amounts)
    return .with {
      $0.state = .shown
      $0.value = sum.units
      $0.contributors = Int32(clamping: cell.contributors.count)
    }
  }
}
