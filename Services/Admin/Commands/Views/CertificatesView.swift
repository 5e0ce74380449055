import Chassis

/// What became of the certificates that were asked for.
enum CertificatesView {
  static func table(
    _ made: [(file: String, principal: PrincipalName, outcome: PrivateAuthority.Outcome)], _ language: Language
  ) -> Table {
    var table = Table([
      .text("principal", "主体", "principal"), .text("outcome", "结果", "outcome"), .text("file", "证书", "certificate"),
    ])
    table.rows = made.map { one in
      [.text("\(one.principal)"), cell(one.outcome, language), .text("\(one.file).pem")]
    }
    return table
  }

  private static func cell(_ outcome: PrivateAuthority.Outcome, _ language: Language) -> Table.Cell {
    switch outcome {
    case .made: .word(Bilingual("新建", "made").text(language), "made", .good)
    case .kept: .word(Bilingual("保持", "kept").text(language), "kept")
    case .renewed: .word(Bilingual("更新", "renewed").text(language), "renewed", .good)
    }
  }
}
