import Domain

/// The board of one indicator: the total first, the city's own beside it, then the units in protocol order. Columns that say
/// nothing are left out.
struct BoardTable {
  let board: Board
  let input: BulletinInput
  /// The rules of the lights are printed under the first board that has any.
  let printsRules: Bool

  var table: Table {
    let columns = all
    func line(_ kind: Table.Row.Kind, _ row: Board.Row) -> Table.Row { Table.Row(kind, columns.map { $0.cell(row) }) }
    let city = board.city.map { city in Table.Row(.total, columns.map { $0.cityCell(city.row) }) }
    return Table(
      caption: "\(board.title)（\(input.month.cumulativeLabelWithYear)，\(board.scale.display.name)）",
      columns: columns.map(\.column),
      rows: [line(.total, board.total)] + [city].compactMap(\.self) + board.rows.map { line(.unit, $0) },
      notes: notes, sheet: columns.count > 10 ? .landscape : .flow)
  }

  private var accounts: RowAccounts { RowAccounts(board: board, month: input.month) }

  private var all: [BoardColumn] {
    [name] + values + growth + order + floor + targets + lights + state
  }

  private var name: BoardColumn {
    BoardColumn(column: Table.Column("单位", kind: .text), tellsCity: true) { row in
      Table.Cell([.text(row.title)], sortKey: .text(row.title))
    }
  }

  private var values: [BoardColumn] {
    let scale = board.scale
    return [
      BoardColumn(column: Table.Column("累计"), tellsCity: true) {
        .amount($0.cumulative, scale, $0.account, empty: $0.absence)
      },
      BoardColumn(column: Table.Column("上年同期"), tellsCity: true) {
        .amount($0.base, scale, accounts.base(of: $0), empty: $0.absence)
      },
    ]
  }

  /// Growth that is judged; beside it the nominal one, or the one that the source published. What is computed from values
  /// carries the mark of its base.
  private var growth: [BoardColumn] {
    let isComputed = !board.comparablePrices
    var columns = [
      BoardColumn(column: Table.Column("同比", subtitle: isComputed ? "%" : "可比价%"), tellsCity: true) { row in
        let absent = row.growthAbsent.isEmpty ? row.absence : row.growthAbsent
        let cell = Table.Cell.rate(row.growth, tone: row.growthLight.growthTone, empty: absent)
        return cell.marked(isComputed && board.marksBase(of: row))
      }
    ]
    if board.comparablePrices {
      columns.append(
        BoardColumn(column: Table.Column("同比", subtitle: "现价%")) {
          .rate($0.nominalGrowth, empty: $0.absence).marked(board.marksBase(of: $0))
        })
    } else if board.rows.contains(where: { $0.publishedGrowth != nil }) {
      columns.append(
        BoardColumn(column: Table.Column("公布增速", subtitle: "%"), tellsCity: true) {
          .rate($0.publishedGrowth, empty: $0.zone.isEmpty ? "" : "未公布增速")
        })
    }
    return columns
  }

  private var order: [BoardColumn] {
    [
      BoardColumn(column: Table.Column("位次", subtitle: "（升降）")) { row in
        guard let rank = row.rank else { return .empty(because: "") }
        let change = row.rankChange.map { "（\(Self.sign($0))）" } ?? ""
        return Table.Cell([.text("\(rank)\(change)")], sortKey: .number(Int64(rank)))
      }
    ]
  }

  private static func sign(_ places: Int) -> String {
    Wording.movementSign(places > 0 ? .up(places) : places < 0 ? .down(-places) : .unchanged)
  }

  private var floor: [BoardColumn] {
    guard board.hasFloor else { return [] }
    let goal = board.floor.map { "距" + $0.goalText } ?? "距目标"
    return [
      BoardColumn(column: Table.Column(goal, subtitle: "百分点")) { .rate($0.aboveFloor, plus: true, empty: $0.absence) }
    ]
  }

  private var targets: [BoardColumn] {
    guard board.hasTargets else { return [] }
    let (scale, wording) = (board.scale, board.targetWording)
    var columns = [
      BoardColumn(column: Table.Column("年度目标")) {
        .amount($0.annualTarget, scale, accounts.target(of: $0), empty: "未下达目标")
      },
      BoardColumn(column: Table.Column(wording.shareHeading.zh, subtitle: "%")) {
        .rate($0.completion, empty: $0.absence)
      },
      BoardColumn(column: Table.Column("较序时", subtitle: "±百分点")) {
        .rate($0.versusSchedule, plus: true, empty: $0.absence)
      },
      BoardColumn(column: Table.Column("较本单位常年", subtitle: "±百分点")) {
        .rate($0.versusUsual, plus: true, empty: $0.versusSchedule == nil ? $0.absence : "无往年数据")
      },
    ]
    if input.month.remainingInYear > 0 {
      columns.append(
        BoardColumn(column: Table.Column(wording.monthlyHeading.zh)) {
          .amount($0.requiredMonthly, scale, $0.requiredAccount, empty: $0.absence)
        })
    }
    return columns
  }

  private var lights: [BoardColumn] {
    let rows = [board.total] + board.rows
    var columns: [BoardColumn] = []
    if rows.contains(where: { $0.growthLight != .unlit }) {
      columns.append(BoardColumn(column: Table.Column("增速灯", kind: .light)) { .light($0.growthLight) })
    }
    if rows.contains(where: { $0.progressLight != .unlit }) {
      columns.append(BoardColumn(column: Table.Column("进度灯", kind: .light)) { .light($0.progressLight) })
    }
    return columns
  }

  /// Left out where nobody is due by a day and everybody is there.
  private var state: [BoardColumn] {
    guard input.reports.hasDeadline || board.rows.contains(where: { $0.state != .received }) else { return [] }
    let total = "\(board.matched)/\(board.expected)"
    return [
      BoardColumn(column: Table.Column("状态", kind: .text, alignment: .center)) { row in
        Table.Cell([.text(row.zone.isEmpty ? total : row.stateText)], tone: row.stateTone)
      }
    ]
  }

  private var notes: [[Inline]] {
    let rules = printsRules ? [board.growthRule, board.hasTargets ? board.progressRule : ""] : []
    let city = board.city.map { CityNote(city: $0, scale: board.scale).text } ?? ""
    return (board.notes + [city] + BaseMark(board: board).notes + rules).filter { !$0.isEmpty }.map { [.text($0)] }
  }
}
