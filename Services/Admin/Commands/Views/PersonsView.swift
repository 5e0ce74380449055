import WireTupo

/// Persons, one line for each post; a person without posts has one line.
enum PersonsView {
  static func table(_ persons: [IndicatorsV1.Person], _ language: Language) -> Table {
    var table = Table([
      .text("id", "标识", "id"), .text("display_name", "姓名", "name"), .text("telephone", "电话", "telephone"),
      .text("unit", "单位", "unit", spare: 1), .text("title", "职务", "post"), .text("role", "职责", "role"),
      .text("valid_from", "起日", "from"), .text("valid_to", "止日", "until", spare: 2),
      .text("erased", "个人信息", "personal record", spare: 3), .hidden("etag"),
    ])
    for person in persons {
      for post in person.posts.isEmpty ? [nil] : person.posts.map(Optional.some) {
        table.rows.append(row(person, post, language))
      }
    }
    table.hideEmptyColumns(["display_name", "telephone", "erased"])
    return table
  }

  private static func row(
    _ person: IndicatorsV1.Person, _ post: IndicatorsV1.Person.Post?, _ language: Language
  ) -> [Table.Cell] {
    let role = post.flatMap { post in PostArgument.roles.first { $0.value == post.role } }
    return [
      .text(ResourceName.id(person.name)), .text(person.contact?.displayName ?? ""),
      .text(person.contact?.telephone ?? ""),
      .text(post.map { $0.unit.split(separator: "/").suffix(2).joined(separator: "/") } ?? ""),
      .text(language.text(post?.title)), role.map { .word(Words.role($0.value).text(language), $0.key) } ?? .missing,
      .text(post?.validFrom ?? ""), .text(post?.validTo ?? ""),
      Table.Cell(
        shown: person.erased ? Bilingual("已删除", "erased").text(language) : "", value: .bool(person.erased)),
      .text(person.etag),
    ]
  }
}

extension Words {
  static func role(_ role: IndicatorsV1.Person.Role) -> Bilingual {
    switch role {
    case .clerk: Bilingual("经办人", "clerk")
    case .statisticsHead: Bilingual("统计负责人", "head of statistics")
    case .unitHead: Bilingual("单位负责人", "head of the unit")
    case .countyReviewer: Bilingual("县级审核", "county reviewer")
    case .bureauCountersigner: Bilingual("主管部门会签", "bureau countersigner")
    case .cityApprover: Bilingual("市级审定", "city approver")
    case .leader: Bilingual("分管领导", "leader")
    default: Bilingual("", "")
    }
  }
}
