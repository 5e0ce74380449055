import Domain

/// 要求: who is to report what by which day. Days follow from the day of signing and the programme's calendar.
struct Requirements {
  let input: BulletinInput

  /// Missing figures and evidence: two worked days; reasons and measures: five.
  private enum Term {
    static let missing = 2
    static let reasons = 5
  }

  var section: Section? {
    let items = [missing, evidence, short, bases].filter { !$0.isEmpty }
    guard !items.isEmpty else { return nil }
    return Section(title: "要求", lead: items.joined("；") + "。")
  }

  private func day(_ term: Int) -> String {
    input.calendar.adding(term, to: input.signedOn).chineseShortText
  }

  private var missing: Words {
    let names = input.reports.hasDeadline ? input.reports.missing.map(\.title) : []
    return names.isEmpty ? "" : "\(namesText(names))\(day(Term.missing))前补报"
  }

  private var evidence: Words {
    let open = (input.tracks.due + input.tracks.late).filter { $0.completedOn == nil }
    let names = open.map { $0.responsible.isEmpty ? $0.track : $0.responsible }.uniqued
    return names.isEmpty ? "" : "\(namesText(names))\(day(Term.missing))前报送到期事项凭据或情况说明"
  }

  /// Units whose growth is below the floor by more than the margin in every main indicator.
  private var short: Words {
    let boards = input.boards.filter(\.hasFloor)
    guard let first = boards.first else { return "" }
    let rows = first.rows.filter { row in
      boards.allSatisfy { $0.row(row.zone)?.growthLight == .missed }
    }
    guard !rows.isEmpty else { return "" }
    let which = boards.count > 1 ? "\(itemsText(boards.count))指标增速灯均为“未达”的" : "增速灯为“未达”的"
    let names = namesText(rows.map(\.title))
    return "\(which)\(rows.count)个单位（\(names)）\(day(Term.reasons))前报送原因和措施"
  }

  private var bases: Words {
    let names = input.boards.flatMap { board in
      board.rows.filter { $0.findings.contains { $0.reason == "BASE_ADJUSTED" } }.map(\.title)
    }.uniqued
    return names.isEmpty ? "" : "\(namesText(names))\(day(Term.reasons))前报送基数调整依据"
  }
}

extension [String] {
  /// Each text once, in the order of its first.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
