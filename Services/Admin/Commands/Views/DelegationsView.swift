import WireTupo

/// Who stands in for whom.
enum DelegationsView {
  static func table(_ delegations: [IndicatorsV1.Delegation], _ language: Language) -> Table {
    var table = Table([
      .hidden("name"), .text("id", "委托", "delegation", spare: 2), .text("delegator", "委托人（A岗）", "away"),
      .text("deputy", "代办人（B岗）", "deputy"), .text("role", "角色", "role"), .text("scope", "范围", "scope"),
      .text("valid_from", "起", "from"), .text("valid_to", "止", "to"), .text("state", "状态", "state"),
      .text("reason", "事由", "why", spare: 1), .text("revoked_because", "撤销原因", "ended because", spare: 1),
      .hidden("granted_by"), .hidden("revoked_by"), .hidden("etag"),
    ])
    table.rows = delegations.map { own in
      let state = state(own.state)
      return [
        .text(own.name), .text(ResourceName.id(own.name)), .text(own.delegator), .text(own.deputy),
        GrantsView.role(own.role, language), GrantsView.scope(own.scope, language), .text(own.validFrom),
        .text(own.validTo), .word(state.text.text(language), state.key, state.tone), .text(own.reason),
        .text(own.revokedBecause), .text(own.grantedBy?.principal ?? ""), .text(own.revokedBy?.principal ?? ""),
        .text(own.etag),
      ]
    }
    table.hideEmptyColumns(["revoked_because"])
    return table
  }

  private static func state(_ state: IndicatorsV1.Delegation.State) -> (text: Bilingual, key: String, tone: Tone) {
    switch state {
    case .scheduled: (Bilingual("未生效", "scheduled"), "scheduled", .muted)
    case .inForce: (Bilingual("生效中", "in force"), "in_force", .good)
    case .over: (Bilingual("已期满", "over"), "over", .muted)
    case .revoked: (Bilingual("已撤销", "revoked"), "revoked", .muted)
    default: (Bilingual("", ""), "", .plain)
    }
  }
}
