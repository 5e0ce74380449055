public import RPC
public import Storage

/// What every service can be told. A service adds its own in ``ServiceDefinition/settings``.
public enum CommonSettings {
  /// The file of settings.
  public static let config = Setting<String?>(
    SettingTable.config, word: "FILE", en: "A YAML file of settings. Variables go before it, flags before both.",
    zh: "配置文件（YAML）；环境变量优先于文件，选项优先于二者。")

  /// Where to listen.
  public static let listen = Setting<[ListenAddress]>(
    several: "listen", otherwise: "127.0.0.1 and the service's port",
    en: "Where to listen: HOST:PORT, [IPv6]:PORT or unix:PATH; may be repeated. Port 0 takes a free one.",
    zh: "监听地址，可重复。")

  /// Whether whoever reaches the loopback may call.
  public static let openLoopback = Setting<Bool>(
    "open-loopback", default: false, en: "Lets everybody on this machine do everything, without tokens or TLS.",
    zh: "本机任何人均可调用，不加密、不认证。")

  /// The server's certificate.
  public static let tlsCertificate = Setting<String?>(
    "tls-certificate", word: "FILE", en: "The server's certificate with those between it and the root, PEM.",
    zh: "服务器证书及中间证书（PEM）。")

  /// Its key.
  public static let tlsKey = Setting<String?>(
    "tls-key", word: "FILE", en: "The certificate's private key, PEM, without a passphrase.", zh: "证书私钥（PEM，无口令）。")

  /// Who signs clients' certificates.
  public static let tlsClientAuthorities = Setting<String?>(
    "tls-client-ca", word: "FILE", en: "The authorities that clients' certificates must be signed by, PEM.",
    zh: "签发客户端证书的机构（PEM）。")

  /// The folder of the service's data.
  public static let data = Setting<String?>(
    "data", otherwise: "data, unless a database is named", word: "FOLDER",
    en: "The folder that holds the service's data.", zh: "数据目录。")

  /// Where the data is kept instead of in a folder.
  public static let database = Setting<DatabaseURL?>(
    "database", variable: DatabasePlace.variable,
    en: """
      Where the data is kept: postgres://HOST:PORT/DATABASE or sqlite:///FOLDER. Other users of the machine see flags, \
      and do not see variables.
      """, zh: "数据库地址。")

  /// Where signed heads of the log are written: a place that whoever can edit the data cannot edit.
  public static let heads = Setting<String?>(
    "heads", otherwise: "heads in the data folder", word: "FOLDER",
    en: "Where signed heads of the log are written.", zh: "日志签名摘要目录。")

  /// The private key that signs them.
  public static let headKey = Setting<String?>(
    "head-key", otherwise: "in the data folder", word: "FILE",
    en: "The key that signs heads, made when missing.", zh: "摘要签名私钥文件。")

  /// By which algorithm the log is hashed. It is laid down when the log is begun.
  public static let logHash = Setting<HashAlgorithm?>(
    "log-hash", otherwise: "the log's own; sha256 for a new one",
    en: "The hash algorithm of the log, sha256 or sm3 (GB/T 32905). A log keeps the one that it was begun with.",
    zh: "日志的哈希算法：sha256或sm3（GB/T 32905）；日志建立后不能更改。")

  /// All of them, in the order of help.
  public static let rows: [SettingRow] = [
    config.row, listen.row, openLoopback.row, tlsCertificate.row, tlsKey.row, tlsClientAuthorities.row, data.row,
    database.row, heads.row, headKey.row, logHash.row,
  ]
}
