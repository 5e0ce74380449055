import Domain

/// What stands under a board of the city's own total: whose figure it is, and how far it is from the units' total.
struct CityNote {
  let city: Board.City
  let scale: UnitScale

  /// 全市（来源：市统计局统计月报；比合计多110.0亿元）是另一口径，不计入合计、位次和个数。
  var text: String {
    let said = [told("来源", city.source), told("说明", city.note), difference].filter { !$0.isEmpty }
    let brackets = said.isEmpty ? "" : "（\(said.joined(separator: "；"))）"
    return "\(city.row.title)\(brackets)是另一口径，不计入合计、位次和个数。"
  }

  private func told(_ what: String, _ text: String) -> String { text.isEmpty ? "" : "\(what)：\(text.trimmingStop)" }

  private var difference: String {
    guard let beyond = city.beyondZones else { return "" }
    guard beyond != .zero else { return "与合计相同" }
    let amount = scale.text(beyond.ratio.magnitude, apartFrom: .zero) + scale.display.name
    return "比合计\(beyond < .zero ? "少" : "多")\(amount)"
  }
}
