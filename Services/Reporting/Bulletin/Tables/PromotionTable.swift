import Domain

/// Projects by channel and stage.
struct PromotionTable {
  let promotion: Promotion
  let money: AgreedInvestment

  var table: Table {
    Table(
      caption: "招商引资项目（截至\(money.day.chineseShortText)）",
      columns: [Table.Column("来源", kind: .text)]
        + Stage.allCases.map { Table.Column($0.chineseText, subtitle: "个") }
        + [Table.Column("合计", subtitle: "个"), Table.Column("协议投资额", subtitle: "亿元")],
      rows: [row(nil)] + channels.map(row), notes: notes)
  }

  private var channels: [Channel] {
    Channel.allCases.filter { channel in promotion.cells.contains { $0.channel == channel } }
  }

  /// The row of a channel, or the total's.
  private func row(_ channel: Channel?) -> Table.Row {
    let own = promotion.cells.filter { channel == nil || $0.channel == channel }
    let name = channel?.chineseText ?? "合计"
    let stages = Stage.allCases.map { stage in
      count(own.filter { $0.stage == stage }.reduce(0) { $0 + $1.count })
    }
    let units = own.reduce(Int64(0)) { $0.addingReportingOverflow($1.amount.units).partialValue }
    let amount = channel == nil ? promotion.amount : Amount(units)
    return Table.Row(
      channel == nil ? .total : .unit,
      [Table.Cell([.text(name)], sortKey: .text(name))] + stages + [
        count(own.reduce(0) { $0 + $1.count }),
        Table.Cell(
          [.figure(money.figure(amount, withUnit: false))], sortKey: .number(amount.units)),
      ])
  }

  private func count(_ number: Int) -> Table.Cell { Table.Cell([.text("\(number)")], sortKey: .number(Int64(number))) }

  private var notes: [[Inline]] {
    let without = promotion.cells.reduce(0) { $0 + $1.withoutAmount }
    return without > 0 ? [[.text("\(without)个项目尚未商定协议投资额，不计入金额。")]] : []
  }
}
