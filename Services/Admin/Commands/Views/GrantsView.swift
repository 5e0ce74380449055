import Chassis
import WireTupo

/// Grants, one in each line.
enum GrantsView {
  static func table(_ grants: [IndicatorsV1.Grant], _ language: Language) -> Table {
    var table = Table([
      .text("principal", "主体", "principal"), .text("role", "角色", "role"), .text("scope", "范围", "scope"),
      .text("begins_at", "起", "from", spare: 1), .text("ends_at", "止", "until", spare: 1),
      .text("acts_for_others", "代表他人", "for others", spare: 2), .text("id", "编号", "id", spare: 3),
    ])
    table.rows = grants.map { grant in
      [
        .text(grant.principal), role(grant.role, language), scope(grant.scope, language),
        time(grant.beginsAt?.micros), time(grant.endsAt?.micros),
        Table.Cell(
          shown: grant.actsForOthers ? Bilingual("可", "yes").text(language) : "", value: .bool(grant.actsForOthers)),
        .text(ResourceName.id(grant.name)),
      ]
    }
    table.hideEmptyColumns(["begins_at", "ends_at", "acts_for_others"])
    return table
  }

  static func role(_ role: CommonV1.Role, _ language: Language) -> Table.Cell {
    guard let word = RoleArgument.words.first(where: { $0.value.rawValue == Int(role.rawValue) }) else {
      return .text("\(role.rawValue)")
    }
    return .word(Words.role(word.value).text(language), word.key)
  }

  static func scope(_ scope: String, _ language: Language) -> Table.Cell {
    let shown =
      scope == "city"
      ? Bilingual("全市", "city").text(language) : scope.split(separator: "/").suffix(2).joined(separator: "/")
    return .word(shown, scope)
  }

  private static func time(_ micros: Int64?) -> Table.Cell {
    micros.map { .word(TimeText.china(micros: $0), TimeText.utc(micros: $0)) } ?? .missing
  }
}

extension Words {
  static func role(_ role: AccessRole) -> Bilingual {
    switch role {
    case .cityOffice: Bilingual("市推进办", "city office")
    case .department: Bilingual("市直部门", "department")
    case .county: Bilingual("县市区", "county")
    case .zoneReporter: Bilingual("开发区填报人", "zone reporter")
    case .zoneApprover: Bilingual("开发区审核人", "zone approver")
    case .leader: Bilingual("领导", "leader")
    case .auditor: Bilingual("审计", "auditor")
    case .system: Bilingual("系统", "system")
    case .administrator: Bilingual("管理员", "administrator")
    case .localOperator: Bilingual("本机运维", "local operator")
    }
  }
}
