import Domain

/// The mark on rates whose base is another than what was published a year ago (※), and what is said of it under the table.
struct BaseMark {
  /// It stands before the number, so that the digits of a column stay below each other.
  static let sign = "※"

  let board: Board

  /// Nothing where no rate is marked.
  var notes: [String] {
    let rows = ([board.city?.row].compactMap(\.self) + board.rows).filter(board.marksBase)
    guard !rows.isEmpty else { return [] }
    return ["\(Self.sign)增速所用基数与上年公布数不同：\(rows.map(line).joined(separator: "；"))。", BaseAdjustment.rule.zh]
  }

  /// 甲区上年公布120.0亿元，现用130.0亿元（修订）.
  private func line(_ row: Board.Row) -> String {
    let used = row.base.map { "现用\(amount($0, apartFrom: row.basePublished))" }
    let published = row.basePublished.map { "上年公布\(amount($0, apartFrom: row.base))" }
    let words = BaseAdjustment.allCases.filter(row.baseAdjustments.contains).map(\.chineseText)
    return row.title + [published, used].compactMap(\.self).joined(separator: "，") + "（\(Wording.list(words))）"
  }

  private func amount(_ amount: Amount, apartFrom other: Amount?) -> String {
    board.scale.text(amount.ratio, apartFrom: other?.ratio) + board.scale.display.name
  }
}

extension Board {
  /// Whether a row's growth was computed on a base that is another than what was published. A real rate came as it is, so
  /// the nominal one is marked beside it.
  func marksBase(of row: Row) -> Bool {
    let computed = comparablePrices ? row.nominalGrowth : row.growth
    return !row.baseAdjustments.isEmpty && row.base != nil && row.cumulative != nil && computed != nil
  }
}

extension Board.Row {
  /// What was published of the base a year ago; nil where nobody says.
  fileprivate var basePublished: Amount? { firstPublishedBase ?? publishedBase }
}

extension BaseAdjustment {
  /// The word in a note, as ``rule`` has it.
  fileprivate var chineseText: String {
    switch self {
    case .reported: "调整"
    case .revised: "修订"
    }
  }
}

extension Table.Cell {
  /// The same with the mark of a base, where there is one.
  func marked(_ isMarked: Bool) -> Table.Cell {
    guard isMarked else { return self }
    var cell = self
    cell.content.insert(.text(BaseMark.sign), at: 0)
    return cell
  }
}
