/// An enterprise that two zones count in the same indicator and month.
struct CountedTwice {
  let zones: [ZoneKey: Bilingual]

  /// A share among several of one enterprise, indicator and month, as a finding of its zone; nil where all may stand.
  func check(
    _ share: EnterpriseReports.Share, among all: [EnterpriseReports.Share], _ enterprise: EnterpriseReports.Enterprise,
    of indicator: Indicator
  ) -> Discovery? {
    guard all.count > 1, !isLawful(all, enterprise, indicator) else { return nil }
    let ordered = [share] + all.filter { $0.figure.zone != share.figure.zone }.sorted { $0.figure < $1.figure }
    let day = share.figure.month.lastDay
    let home = enterprise.placements.zone(on: day).map(name)
    let code =
      enterprise.code.isEmpty
      ? Bilingual(zh: "") : Bilingual(zh: "（\(enterprise.code)）", en: " (\(enterprise.code))")
    let (month, count) = (share.figure.month, ordered.count)
    let (zh, en) = (parts(ordered, indicator, \.zh), parts(ordered, indicator, \.en))
    return Discovery(
      reason: .countedTwice,
      text: Bilingual(
        zh: "\(enterprise.title)\(code.zh)\(month.chineseText)在\(count)个单位重复计入：\(zh.joined(separator: "，"))；"
          + (home.map { "名录中月末在\($0.zh)" } ?? "名录中月末不在任何单位"),
        en: "\(enterprise.title)\(code.en) is counted by \(count) zones in \(month): \(en.joined(separator: ", ")); "
          + (home.map { "the register has it in \($0.en) at the month's end" }
            ?? "the register has it in no zone at the month's end")))
  }

  /// Whether the register has it in each of the zones in the time that the value is of, as after a move: what was made in
  /// the old zone stays in its cumulative value. The same amount of three digits or more is counted twice even then.
  private func isLawful(
    _ all: [EnterpriseReports.Share], _ enterprise: EnterpriseReports.Enterprise, _ indicator: Indicator
  ) -> Bool {
    guard let first = all.first else { return true }
    if Copies.digits(first.amount) != nil, all.allSatisfy({ $0.amount == first.amount }) { return false }
    let end = first.figure.month.lastDay
    let begin = indicator.kind == .flow ? first.figure.month.yearEnd.adding(-11).firstDay : end
    return all.allSatisfy { enterprise.placements.lay(in: $0.figure.zone, begin...end) }
  }

  private func parts(
    _ shares: [EnterpriseReports.Share], _ indicator: Indicator, _ language: (Bilingual) -> String
  ) -> [String] {
    shares.map {
      language(name($0.figure.zone)) + " " + indicator.scale.exactText($0.amount) + indicator.scale.display.name
    }
  }

  private func name(_ zone: ZoneKey) -> Bilingual {
    guard let name = zones[zone] else { return Bilingual(zh: zone.rawValue, en: zone.rawValue) }
    return Bilingual(zh: name.zh, en: name.en.isEmpty ? name.zh : name.en)
  }
}
