import Domain

/// 问题: who falls, or rises where lower is better, and what it costs, which bases were changed or are low, what is late.
struct Problems {
  let input: BulletinInput

  var section: Section? {
    let items = worse + adjusted + doubtful + low + late
    guard !items.isEmpty else { return nil }
    return Section(title: input.isJudged ? "问题" : "需要说明的情况", lead: items.joined("；") + "。")
  }

  /// 〈庚〉财政收入下降3.1%，影响全部开发区增幅0.4个百分点; where nothing is judged, how many.
  private var worse: [Words] {
    input.boards.flatMap { board -> [Words] in
      let rows = board.rows.filter { board.isWorse($0.growth) && $0.growthLight != .met }
        .sorted { board.isBetter($1.contribution?.exact ?? .zero, than: $0.contribution?.exact ?? .zero) }
      let told = rows.prefix(input.isJudged ? 10 : 5).map { worse($0, board) }
      let way = board.lowerIsBetter ? "增长" : "下降"
      return told + (rows.count > told.count ? ["\(board.title)\(way)的共\(rows.count)个"] : [])
    }
  }

  private func worse(_ row: Board.Row, _ board: Board) -> Words {
    guard let growth = row.growth else { return "" }
    let cost = row.contribution.map { part -> Words in
      board.isWorse(part) ? "，影响全部\(input.unitNoun)增幅\(part.figure(unit: "个百分点"))" : ""
    }
    return "\(row.title)\(board.title)" + growth.growthWords + (cost ?? "")
  }

  /// 基数调整: the reported base differs from last year's published figure.
  private var adjusted: [Words] {
    findings { $0.reason == "BASE_ADJUSTED" }.map { row, board, finding in
      let note = finding.note.isEmpty ? "，未说明原因" : "，单位说明：\(finding.note.trimmingStop)"
      let consent = board.ownerBureau.isEmpty ? "" : "，待\(board.ownerBureau)确认"
      return "\(row.title)\(board.title)\(finding.text.trimmingStop)\(note)\(consent)"
    }
  }

  private var doubtful: [Words] {
    findings { $0.reason != "BASE_ADJUSTED" }.map { row, board, finding in
      "\(row.title)\(board.title)\(finding.text.trimmingStop)"
    }
  }

  private func findings(
    _ condition: (Board.RowFinding) -> Bool
  ) -> [(Board.Row, Board, Board.RowFinding)] {
    input.boards.flatMap { board in
      board.rows.flatMap { row in row.findings.filter(condition).map { (row, board, $0) } }
    }
  }

  private var low: [Words] {
    input.boards.compactMap { board in
      let names = board.rows.filter(\.lowBase).map(\.title)
      return names.isEmpty ? nil : "\(Wording.list(names))\(board.title)上年同期基数偏低，增速仅供参考"
    }
  }

  private var late: [Words] {
    let open = input.tracks.late.count
    return open > 0 ? ["重点事项逾期未完成\(open)项"] : []
  }
}

extension Board {
  /// Whether a growth, or a part in one, goes the wrong way.
  fileprivate func isWorse(_ rate: Rate?) -> Bool {
    rate.map { isBetter(.zero, than: $0.exact) } ?? false
  }
}

extension String {
  /// Without the full stop at its end, to go on in a sentence.
  var trimmingStop: String { hasSuffix("。") ? String(dropLast()) : self }
}
