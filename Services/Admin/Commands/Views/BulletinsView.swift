import WireTupo

/// Published bulletins.
enum BulletinsView {
  static func table(_ bulletins: [ReportingV1.Bulletin], _ language: Language) -> Table {
    var table = Table([
      .text("id", "标识", "id"), .text("month", "月份", "month"), .number("edition", "版次", "edition"),
      .text("number", "发文字号", "number"), .text("signed_on", "成文日期", "signed on"),
      .text("corrects", "更正", "corrects"), .text("check_code", "校验码", "check code"), .hidden("demonstration"),
    ])
    table.rows = bulletins.map { bulletin in
      [
        .text(ResourceName.id(bulletin.name)), .text(bulletin.month), .number(bulletin.edition),
        .text(bulletin.number), .text(bulletin.signedOn),
        .text(bulletin.corrects.isEmpty ? "" : ResourceName.id(bulletin.corrects)), .text(bulletin.checkCode),
        Table.Cell(shown: "", value: .bool(bulletin.demonstration)),
      ]
    }
    table.notes = bulletins.flatMap(\.findings).map { language.text($0.text) }
    if bulletins.contains(where: \.demonstration) {
      table.notes += [Bilingual("演示数据 · 非公文", "Demonstration data").text(language)]
    }
    return table
  }
}
