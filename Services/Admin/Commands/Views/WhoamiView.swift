import Chassis

/// Who the user is at each address.
enum WhoamiView {
  static func table(_ credentials: Credentials, now: Int64, _ language: Language) -> Table {
    var table = Table([
      .text("address", "地址", "address"), .text("subject", "身份", "subject"), .text("until", "有效期至", "until"),
      .text("state", "状态", "state"), .text("issuer", "签发者", "issuer", spare: 1), .text("tls", "加密", "TLS", spare: 2),
      .text("token_id", "令牌编号", "token id", spare: 3),
    ])
    table.rows = credentials.all.map { credential in
      let token = credential.token.flatMap(UnverifiedToken.init)
      return [
        .text(credential.address), .text(token?.subject ?? ""),
        token.map {
          .word(TimeText.china(micros: $0.expiresAt * 1_000_000), TimeText.utc(micros: $0.expiresAt * 1_000_000))
        }
          ?? .missing,
        state(token, now, language), .text(token?.issuer ?? ""), tls(credential, language),
        .text(token?.id ?? ""),
      ]
    }
    return table
  }

  private static func state(_ token: UnverifiedToken?, _ now: Int64, _ language: Language) -> Table.Cell {
    guard let token else { return .word(Bilingual("仅证书", "certificate").text(language), "certificate") }
    guard token.expiresAt > now else { return .word(Bilingual("已过期", "expired").text(language), "expired", .bad) }
    return .word(Bilingual("有效", "valid").text(language), "valid", .good)
  }

  private static func tls(_ credential: Credential, _ language: Language) -> Table.Cell {
    switch (credential.authorities, credential.certificate) {
    case (nil, _): .word(Bilingual("无", "none").text(language), "none")
    case (_, nil): .word("TLS", "tls")
    default: .word(Bilingual("双向TLS", "mutual TLS").text(language), "mutual")
    }
  }
}
