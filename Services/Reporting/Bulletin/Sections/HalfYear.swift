import Domain

/// “双过半”: half the task by half the year; only in June, and only of targets that are floors.
struct HalfYear {
  let input: BulletinInput

  var section: Section? {
    let boards = input.boards.filter { $0.total.completion != nil && $0.targetWording.comparison?.isCeiling == false }
    guard input.month.month == 6, !boards.isEmpty else { return nil }
    return Section(title: "“双过半”", lead: [half(boards), usual(boards)].joined("；") + "。" + units(boards))
  }

  private func half(_ boards: [Board]) -> Words {
    let (done, open) = boards.parted { Self.isPastHalf($0.total) }
    if open.isEmpty { return boards.count == 1 ? "\(boards[0].title)已过半" : "\(itemsText(boards.count))指标均已过半" }
    if done.isEmpty { return boards.count == 1 ? "\(boards[0].title)未过半" : "\(itemsText(boards.count))指标均未过半" }
    return "\(Wording.list(done.map(\.title)))已过半，\(Wording.list(open.map(\.title)))未过半"
  }

  /// 按各单位常年进度，投资已达到，财政收入、工业增加值分别差2.0个和4.9个百分点.
  private func usual(_ boards: [Board]) -> Words {
    let judged = boards.filter { $0.total.versusUsual != nil }
    guard !judged.isEmpty else { return "" }
    let (done, short) = judged.parted { $0.total.versusUsual?.exact.isNegative == false }
    var parts: [Words] = []
    if !done.isEmpty { parts.append("\(Wording.list(done.map(\.title)))已达到") }
    if !short.isEmpty {
      let gaps = short.compactMap(\.total.versusUsual).map { "\($0.figure(unit: "个"))" as Words }
      let each = short.count > 1 ? "分别" : ""
      parts.append("\(Wording.list(short.map(\.title)))\(each)差" + gaps.listed + "百分点")
    }
    return "按各单位常年进度，" + parts.joined("，")
  }

  /// Units that are past half everywhere.
  private func units(_ boards: [Board]) -> Words {
    let zones = boards[0].rows.filter { first in
      boards.allSatisfy { board in board.row(first.zone).map(Self.isPastHalf) ?? false }
    }
    guard !zones.isEmpty, boards.count > 1 else { return "" }
    return "\(itemsText(boards.count))均过半的\(zones.count)个：\(namesText(zones.map(\.title)))。"
  }

  private static func isPastHalf(_ row: Board.Row) -> Bool {
    guard let share = row.completion?.exact, let half = Ratio(1, over: 2) else { return false }
    return share >= half
  }
}

extension Array {
  /// Those that fulfil the condition, and the others.
  func parted(_ condition: (Element) -> Bool) -> (yes: [Element], no: [Element]) {
    (filter(condition), filter { !condition($0) })
  }
}

extension [Words] {
  /// The parts as a list: 2.0个、3.1个和4.9个.
  var listed: Words {
    guard count > 1, let last else { return joined("") }
    return Array(dropLast()).joined("、") + "和" + last
  }
}
