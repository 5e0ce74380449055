import Domain

/// 督办: what units were asked before and have not answered on the day of signing, the late ones first.
struct SupervisionSection {
  let input: BulletinInput

  var section: Section? {
    let late = input.unanswered.filter { $0.dueOn < input.signedOn }
    let open = input.unanswered.filter { $0.dueOn >= input.signedOn }
    let sentences = [
      sentence("逾期未回复", late) { "应于\($0.chineseShortText)前回复，逾期\($0.days(to: input.signedOn))天" },
      sentence("办理中", open) { "\($0.chineseShortText)前回复" },
    ].filter { !$0.isEmpty }
    guard !sentences.isEmpty else { return nil }
    return Section(title: "督办事项", lead: sentences.joined(""))
  }

  private func sentence(_ lead: String, _ items: [Unanswered], _ term: (Day) -> String) -> Words {
    guard !items.isEmpty else { return "" }
    let parts = items.map { item -> Words in
      "\(input.title(of: item.unit))\(item.text.trimmingStop)（\(item.number)，\(term(item.dueOn))）"
    }
    return "\(lead)\(items.count)项：" + parts.joined("；") + "。"
  }
}
