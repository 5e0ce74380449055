import Domain

/// A column of the board: its heading, and what it says of a row.
struct BoardColumn {
  var column: Table.Column
  /// Whether the city's own total has it too; whatever is judged or counted is of the units alone.
  var tellsCity = false
  var cell: (Board.Row) -> Table.Cell

  /// What it says of the city's own total.
  func cityCell(_ row: Board.Row) -> Table.Cell { tellsCity ? cell(row) : .empty(because: "不列此项") }
}

extension Table.Cell {
  /// A rate, or a dash with the reason why there is none.
  static func rate(_ rate: Rate?, plus: Bool = false, tone: Tone = .plain, empty reason: String) -> Table.Cell {
    guard let rate else { return .empty(because: reason) }
    return Table.Cell([.figure(rate.signedFigure(plus: plus))], sortKey: .number(rate.sortKey), tone: tone)
  }

  /// An amount in the board's unit, or a dash with its reason.
  static func amount(
    _ amount: Amount?, _ scale: UnitScale, _ account: Account = Account(), empty reason: String
  ) -> Table.Cell {
    guard let amount else { return .empty(because: reason) }
    return Table.Cell([.figure(scale.figure(amount, account, withUnit: false))], sortKey: .number(amount.units))
  }

  /// A light: a word first.
  static func light(_ light: Light) -> Table.Cell {
    guard light != .unlit else { return .empty(because: "") }
    let order: Int64 = light == .met ? 1 : light == .near ? 2 : 3
    return Table.Cell([.text(light.chineseText)], sortKey: .number(order), tone: light.tone)
  }
}

extension Rate {
  /// Exact enough to order by: millionths, rounded.
  var sortKey: Int64 {
    guard let scaled = try? exact.multiplied(by: Ratio(1_000_000)) else { return basisPoints }
    return Int64(clamping: scaled.nearestInteger())
  }
}

extension Light {
  var tone: Tone {
    switch self {
    case .met: .good
    case .near: .near
    case .missed: .bad
    case .unlit: .muted
    }
  }
}
