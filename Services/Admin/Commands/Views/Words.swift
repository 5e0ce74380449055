import WireTupo

/// The contracts' values in the words of both languages.
enum Words {
  /// What stands under every output with a figure that was made for a demonstration.
  static func demonstration(_ isDemonstration: Bool, _ language: Language) -> [String] {
    isDemonstration ? [Bilingual("演示数据 · 非公文", "Demonstration data · not an official document").text(language)] : []
  }

  static func light(_ light: IndicatorsV1.Light) -> (text: Bilingual, tone: Tone)? {
    switch light {
    case .reached: (Bilingual("达标", "reached"), .good)
    case .near: (Bilingual("接近", "near"), .near)
    case .short: (Bilingual("未达", "short"), .bad)
    default: nil
    }
  }

  static func state(_ state: IndicatorsV1.ReportState) -> (text: Bilingual, key: String, tone: Tone) {
    switch state {
    case .received: (Bilingual("已报", "received"), "received", .plain)
    case .late: (Bilingual("迟报", "late"), "late", .near)
    case .missing: (Bilingual("未报", "missing"), "missing", .bad)
    case .notDue: (Bilingual("未到报期", "not due"), "not_due", .muted)
    case .notApplicable: (Bilingual("不适用", "not applicable"), "not_applicable", .muted)
    case .unreviewed: (Bilingual("已报未审", "not approved yet"), "unreviewed", .near)
    case .returned: (Bilingual("退回重报", "returned"), "returned", .bad)
    default: (Bilingual("", ""), "", .plain)
    }
  }

  static func channel(_ channel: InvestmentV1.Channel) -> (text: Bilingual, key: String) {
    switch channel {
    case .industryChain: (Bilingual("产业链招商", "industry chain"), "industry_chain")
    case .centralEnterprise: (Bilingual("央企招商", "central enterprises"), "central_enterprise")
    case .strategicInvestor: (Bilingual("战略投资者招商", "strategic investors"), "strategic_investor")
    case .keyRegion: (Bilingual("重点区域招商", "key regions"), "key_region")
    case .existingEnterprise: (Bilingual("现有企业招商", "existing enterprises"), "existing_enterprise")
    default: (Bilingual("", ""), "")
    }
  }

  static func stage(_ stage: InvestmentV1.Stage) -> (text: Bilingual, key: String) {
    switch stage {
    case .clue: (Bilingual("线索", "clue"), "clue")
    case .inTalks: (Bilingual("在谈", "in talks"), "in_talks")
    case .signed: (Bilingual("签约", "signed"), "signed")
    case .registered: (Bilingual("注册", "registered"), "registered")
    case .underConstruction: (Bilingual("开工在建", "under construction"), "under_construction")
    case .inProduction: (Bilingual("投产", "in production"), "in_production")
    default: (Bilingual("", ""), "")
    }
  }

  static func change(_ kind: CommonV1.Change.Kind) -> (text: Bilingual, key: String, tone: Tone) {
    switch kind {
    case .created: (Bilingual("新增", "created"), "created", .good)
    case .updated: (Bilingual("修改", "updated"), "updated", .near)
    case .removed: (Bilingual("移除", "removed"), "removed", .bad)
    default: (Bilingual("", ""), "", .plain)
    }
  }

  static func severity(_ severity: CommonV1.Fault.Severity, _ language: Language) -> Table.Cell {
    severity != .soft
      ? .word(Bilingual("错误", "fault").text(language), "hard", .bad)
      : .word(Bilingual("提示", "finding").text(language), "soft", .near)
  }
}

extension Language {
  /// A note under a table, where there is one.
  func notes(_ text: CommonV1.LocalizedText?) -> [String] { text.map { [self.text($0)] } ?? [] }

  /// A contract's text in this language; Chinese stands for an English one that is not given.
  func text(_ text: CommonV1.LocalizedText?) -> String {
    guard let text else { return "" }
    return self == .en && !text.en.isEmpty ? text.en : text.zh
  }
}

extension CommonV1.DataVersion? {
  /// `epoch.sequence`; empty when absent.
  var text: String { map { "\($0.epoch).\($0.sequence)" } ?? "" }
}
