import Domain

/// 重点事项: what was due by evidence, what is late, and what comes next.
struct TrackSection {
  let input: BulletinInput
  private var tracks: TrackBoard { input.tracks }

  var section: Section? {
    guard !tracks.standings.isEmpty else { return nil }
    let sentences = due + [late, next].filter { !$0.isEmpty }
    return Section(
      title: "重点事项", lead: sentences.isEmpty ? overall : sentences.joined(""),
      blocks: [.table(TrackTable(input: input).table)])
  }

  /// One sentence each, for a terminal.
  var sentences: [String] { (due + [late].filter { !$0.isEmpty }).map(\.plainText) }

  private var overall: Words {
    let done = tracks.standings.count { $0.completed == $0.milestones }
    return "共\(tracks.standings.count)项，已完成\(done)项，本月无到期事项。"
  }

  /// 6月30日到期2项：…已完成（6月26日，有凭据）；…未见凭据，列入督办.
  private var due: [Words] {
    let days = Set(tracks.due.compactMap(\.deadline)).sorted()
    return days.map { day in
      let items = tracks.due.filter { $0.deadline == day }
      return "\(day.chineseShortText)到期\(items.count)项：" + items.map(standing).joined("；") + "。"
    }
  }

  private func standing(_ item: TrackBoard.Item) -> Words {
    guard let day = item.completedOn else {
      return "\(item.name)\(strong: input.supervises(item.responsible) ? "未见凭据，列入督办" : "未见凭据")"
    }
    let late = item.deadline.map { day > $0 ? "，逾期\($0.days(to: day))天" : "" } ?? ""
    return "\(item.name)已完成（\(day.chineseShortText)\(late)，\(item.hasEvidence ? "有凭据" : "无凭据")）"
  }

  /// Deadlines that passed before; what fell due this month has been told.
  private var late: Words {
    let open = tracks.late.filter { !tracks.due.contains($0) }
    guard !open.isEmpty else { return "" }
    let parts = open.map { item -> Words in
      let deadline = item.deadline.map { "应于\($0.chineseShortText)完成，" } ?? ""
      return "\(item.name)（\(deadline)逾期\(item.daysLate)天）"
    }
    return "逾期未完成\(open.count)项：" + parts.joined("；") + "。"
  }

  /// 保税物流中心“企业注册”办理中，已用12个工作日: what could begin because something else was completed.
  private var next: Words {
    let items = tracks.next.filter { !tracks.due.contains($0) && !tracks.late.contains($0) && $0.freeSince != nil }
    let parts = items.map(\.track).uniqued.flatMap { track -> [Words] in
      let own = items.filter { $0.track == track }
      return Set(own.compactMap(\.freeSince)).sorted().map { day in
        let steps = own.filter { $0.freeSince == day }.map { "“\($0.milestone)”" }.joined()
        let used = input.calendar.workingDays(from: day, to: input.month.lastDay)
        return "\(track)\(steps)办理中" + (used > 0 ? "，已用\(used)个工作日" : "")
      }
    }
    return parts.isEmpty ? "" : parts.joined("；") + "。"
  }
}

extension TrackBoard.Item {
  /// The step within its track: 保税物流中心“企业注册”.
  var name: String { "\(track)“\(milestone)”" }
}
