public import RPC

/// What a service can be told of who may call it.
public enum AccessSettings {
  /// Whose tokens and certificates are believed.
  public static let trust = Setting<String?>(
    "trust", word: "FILE", en: "Whose tokens are believed, and which certificates are whose, in YAML.",
    zh: "可信令牌签发者及证书对应关系（YAML）。")

  /// Which certificates hold no longer.
  public static let certificateRevocations = Setting<String?>(
    "tls-crl", word: "FILE",
    en: "Revocation lists of the authorities of tls-client-ca, PEM or DER; read again when changed.",
    zh: "证书吊销列表，变更后自动重读。")

  /// Which tokens hold no longer, beside those that an administrator revokes.
  public static let tokenRevocations = Setting<String?>(
    "revoked-tokens", word: "FILE", en: "Tokens that hold no longer, in YAML; read again when changed.",
    zh: "已撤销的令牌，变更后自动重读。")

  /// Where the roles are read.
  public static let indicators = Setting<ListenAddress>(
    "indicators", default: .tcp(host: "127.0.0.1", port: 7401), variable: "TUPO_INDICATORS_ADDRESS",
    en: "Where tupo-indicators listens, which keeps the roles: HOST:PORT or unix:PATH.", zh: "指标服务地址（角色亦由其保存）。")

  /// What every service can be told; ``indicators`` is for those that are not it.
  static let rows: [SettingRow] = [trust.row, certificateRevocations.row, tokenRevocations.row]
}
