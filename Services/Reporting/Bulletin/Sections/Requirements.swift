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
    let items = [missing, returned, evidence, short, bases].filter { !$0.isEmpty }
    guard !items.isEmpty else { return nil }
    return Section(title: "要求", lead: items.joined("；") + "。")
  }

  /// The same, one for each unit: what enters supervision when the bulletin is published.
  var asked: [AskedOfUnit] {
    let month = input.month.chineseText
    var items = missingEntries.map {
      asked($0.zone, "补报\(month)数据：\(Wording.list($0.missing))", Term.missing)
    }
    items += input.reports.returned.map { asked($0.zone, "重报\(month)数据", Term.missing) }
    items += openMilestones.map { asked($0.responsible, "报送到期事项\($0.name)的凭据或情况说明", Term.missing) }
    items += shortRows.map { asked($0.zone, "报送\(month)增速未达目标的原因和措施", Term.reasons) }
    items += input.boards.flatMap { board in
      board.rows.filter(\.hasAdjustedBase).map {
        asked($0.zone, "报送\(month)\(board.title)基数调整依据", Term.reasons)
      }
    }
    return items
  }

  private func asked(_ unit: String, _ text: String, _ term: Int) -> AskedOfUnit {
    AskedOfUnit(unit: unit, text: text, dueOn: input.calendar.adding(term, to: input.signedOn))
  }

  private func day(_ term: Int) -> String {
    input.calendar.adding(term, to: input.signedOn).chineseShortText
  }

  private var missingEntries: [Reports.Entry] { input.reports.hasDeadline ? input.reports.missing : [] }

  private var missing: Words {
    let names = missingEntries.map(\.title)
    return names.isEmpty ? "" : "\(namesText(names))\(day(Term.missing))前补报"
  }

  private var returned: Words {
    let names = input.reports.returned.map(\.title)
    return names.isEmpty ? "" : "\(namesText(names))\(day(Term.missing))前重报"
  }

  private var openMilestones: [TrackBoard.Item] {
    (input.tracks.due + input.tracks.late).filter { $0.completedOn == nil }
  }

  private var evidence: Words {
    let names = openMilestones.map { $0.responsible.isEmpty ? $0.track : input.title(of: $0.responsible) }.uniqued
    return names.isEmpty ? "" : "\(namesText(names))\(day(Term.missing))前报送到期事项凭据或情况说明"
  }

  /// Units whose growth is below the floor by more than the margin in every main indicator.
  private var shortRows: [Board.Row] {
    let boards = input.boards.filter(\.hasFloor)
    return boards.first?.rows.filter { row in
      boards.allSatisfy { $0.row(row.zone)?.growthLight == .missed }
    } ?? []
  }

  private var short: Words {
    let boards = input.boards.filter(\.hasFloor)
    let rows = shortRows
    guard !rows.isEmpty else { return "" }
    let which = boards.count > 1 ? "\(itemsText(boards.count))指标增速灯均为“未达”的" : "增速灯为“未达”的"
    let names = namesText(rows.map(\.title))
    return "\(which)\(rows.count)个单位（\(names)）\(day(Term.reasons))前报送原因和措施"
  }

  private var bases: Words {
    let names = input.boards.flatMap { board in
      board.rows.filter(\.hasAdjustedBase).map(\.title)
    }.uniqued
    return names.isEmpty ? "" : "\(namesText(names))\(day(Term.reasons))前报送基数调整依据"
  }
}

/// What a bulletin asks of one unit by a day.
struct AskedOfUnit: Sendable, Hashable {
  /// The zone's name, or the title of whoever is responsible.
  var unit: String
  var text: String
  var dueOn: Day
}

extension Board.Row {
  fileprivate var hasAdjustedBase: Bool { findings.contains { $0.reason == "BASE_ADJUSTED" } }
}

extension [String] {
  /// Each text once, in the order of its first.
  var uniqued: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
