import Domain

/// The tracks at a glance.
struct TrackTable {
  let input: BulletinInput

  var table: Table {
    Table(
      caption: "重点事项进展（截至\(input.month.lastDay.chineseShortText)）",
      columns: [
        Table.Column("事项", kind: .text), Table.Column("进度"), Table.Column("正在办理", kind: .text),
        Table.Column("时限"), Table.Column("最早完成"),
      ],
      rows: input.tracks.standings.map(row), notes: [[.text("进度为已完成步骤和全部步骤；最早完成按现有进展和工期推算。")]])
  }

  private func row(_ standing: TrackBoard.Standing) -> Table.Row {
    let isDone = standing.completed == standing.milestones
    return Table.Row(
      .unit,
      [
        Table.Cell([.text(standing.track)], sortKey: .text(standing.track)),
        Table.Cell(
          [.text("\(standing.completed)/\(standing.milestones)")], sortKey: .number(Int64(standing.completed)),
          tone: isDone ? .good : .plain),
        text(standing.next.joined(separator: "、"), empty: isDone ? "已完成" : "待前置"),
        day(standing.deadline, empty: "未定时限"), day(standing.earliestEnd, empty: "已完成"),
      ])
  }

  private func text(_ text: String, empty reason: String) -> Table.Cell {
    text.isEmpty ? .empty(because: reason) : Table.Cell([.text(text)], sortKey: .text(text))
  }

  private func day(_ day: Day?, empty reason: String) -> Table.Cell {
    guard let day else { return .empty(because: reason) }
    let text = day.month.year == input.month.year ? day.chineseShortText : day.chineseText
    return Table.Cell([.text(text)], sortKey: .text("\(day)"))
  }
}
