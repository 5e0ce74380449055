/// An enterprise that two zones count in the same indicator and month, or one in which the register does not have it.
struct CountedTwice {
  let zones: [ZoneKey: Bilingual]

  /// A share among all of one enterprise, indicator and month, as a finding of its zone; nil where all may stand. What
  /// zones have reported whose enterprises are not seen is left out.
  func check(
    _ share: EnterpriseReports.Share, among all: [EnterpriseReports.Share], _ enterprise: EnterpriseReports.Enterprise,
    of indicator: Indicator, seeing isSeen: (ZoneKey) -> Bool
  ) -> Discovery? {
    guard all.count > 1, !isLawful(all, enterprise, indicator) else { return misplaced(share, enterprise, indicator) }
    let ordered = [share] + all.filter { $0.figure.zone != share.figure.zone }.sorted { $0.figure < $1.figure }
    let (month, count, title, home) = (share.figure.month, ordered.count, title(enterprise), home(share, enterprise))
    let parts = ordered.map { part($0, indicator, isSeen($0.figure.zone)) }
    return Discovery(
      reason: .countedTwice,
      text: Bilingual(
        zh: "\(title.zh)\(month.chineseText)在\(count)个单位重复计入：\(parts.map(\.zh).joined(separator: "，"))；\(home.zh)",
        en:
          "\(title.en) is counted by \(count) zones in \(month): \(parts.map(\.en).joined(separator: ", ")); \(home.en)"
      ))
  }

  /// A share of a zone in which the register has the enterprise at no time that the value is of: elsewhere, or not yet.
  private func misplaced(
    _ share: EnterpriseReports.Share, _ enterprise: EnterpriseReports.Enterprise, _ indicator: Indicator
  ) -> Discovery? {
    guard !enterprise.placements.lay(in: share.figure.zone, share.days(of: indicator)) else { return nil }
    let (month, title, home) = (share.figure.month, title(enterprise), home(share, enterprise))
    let part = part(share, indicator, true)
    return Discovery(
      reason: .placedElsewhere,
      text: Bilingual(
        zh: "\(title.zh)\(month.chineseText)计入\(part.zh)，而名录中该期不在该单位；\(home.zh)",
        en: "\(title.en) is counted in \(month) by \(part.en), in which the register does not have it then; \(home.en)")
    )
  }

  /// Whether the register has it in each of the zones in the time that the value is of, as after a move: what was made in
  /// the old zone stays in its cumulative value. The same amount of three digits or more is counted twice even then.
  private func isLawful(
    _ all: [EnterpriseReports.Share], _ enterprise: EnterpriseReports.Enterprise, _ indicator: Indicator
  ) -> Bool {
    guard let first = all.first else { return true }
    if Copies.digits(first.amount) != nil, all.allSatisfy({ $0.amount == first.amount }) { return false }
    return all.allSatisfy { enterprise.placements.lay(in: $0.figure.zone, $0.days(of: indicator)) }
  }

  /// A zone with what it counts; alone where that is not told.
  private func part(_ share: EnterpriseReports.Share, _ indicator: Indicator, _ isTold: Bool) -> Bilingual {
    let zone = name(share.figure.zone)
    guard isTold else { return zone }
    let amount = indicator.scale.exactText(share.amount) + indicator.scale.display.name
    return Bilingual(zh: "\(zone.zh) \(amount)", en: "\(zone.en) \(amount)")
  }

  private func title(_ enterprise: EnterpriseReports.Enterprise) -> Bilingual {
    let (title, code) = (enterprise.title, enterprise.code)
    return code.isEmpty ? Bilingual(zh: title, en: title) : Bilingual(zh: "\(title)（\(code)）", en: "\(title) (\(code))")
  }

  /// Where the register has it.
  private func home(_ share: EnterpriseReports.Share, _ enterprise: EnterpriseReports.Enterprise) -> Bilingual {
    guard let home = enterprise.placements.zone(on: share.figure.month.lastDay).map(name) else {
      return Bilingual(zh: "名录中月末不在任何单位", en: "the register has it in no zone at the month's end")
    }
    return Bilingual(zh: "名录中月末在\(home.zh)", en: "the register has it in \(home.en) at the month's end")
  }

  private func name(_ zone: ZoneKey) -> Bilingual {
    guard let name = zones[zone] else { return Bilingual(zh: zone.rawValue, en: zone.rawValue) }
    return Bilingual(zh: name.zh, en: name.en.isEmpty ? name.zh : name.en)
  }
}

extension EnterpriseReports.Share {
  /// The days in which what it counts was made or stood: of a flow those from the year's first to the month's end.
  fileprivate func days(of indicator: Indicator) -> ClosedRange<Day> {
    let end = figure.month.lastDay
    return (indicator.kind == .flow ? figure.month.yearEnd.adding(-11).firstDay : end)...end
  }
}
