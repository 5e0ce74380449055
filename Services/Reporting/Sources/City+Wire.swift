import Domain
import WireTupo

extension Board.City {
  /// The city's own total beside the board of an indicator, given by its title.
  init(_ wire: IndicatorsV1.CityTotal, month: String, indicator: String, _ scale: UnitScale) {
    var row = Board.Row(zone: wire.zone, title: wire.title?.zh ?? "")
    row.cumulative = wire.cumulative.map(Amount.init)
    row.base = wire.base.map(Amount.init)
    row.growth = Rate(wire.growth)
    row.publishedGrowth = Rate(wire.publishedGrowth)
    row.growthAbsent = wire.growthAbsent?.zh ?? ""
    row.baseAdjustments = Set(wire.baseAdjustments.compactMap(BaseAdjustment.init(_:)))
    let period = Month(month)?.cumulativeLabelWithYear ?? ""
    let value = row.cumulative.map { scale.exactText($0) + scale.display.name }
    let record = [value, wire.figure].compactMap(\.self).joined(separator: Figure.Source.separator)
    row.account = Account(sources: [Figure.Source(label: row.title + period + indicator, detail: record)])
    self.init(row: row, beyondZones: wire.beyondZones.map(Amount.init), source: wire.source, note: wire.note)
  }
}
