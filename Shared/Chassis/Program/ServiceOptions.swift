public import ArgumentParser
import RPC
public import Storage

/// The flags that every service takes.
public struct ServiceOptions: ParsableArguments {
  /// The address to listen on; the service's own default when absent.
  @Option(help: "Where to listen: HOST:PORT, [IPv6]:PORT or unix:PATH. Port 0 takes a free one. 监听地址。")
  public var listen: String?

  /// The folder of the service's data.
  @Option(help: "The folder that holds the service's data; ./data unless a database is named. 数据目录。")
  public var data: String?

  /// Where the data is kept instead of in a folder of this machine.
  @Option(
    help: """
      Where the data is kept: postgres://HOST:PORT/DATABASE or sqlite:///FOLDER. Otherwise the environment's \
      \(DatabasePlace.variable) tells, which other users of the machine do not see. 数据库地址。
      """)
  public var database: String?

  /// Where signed heads of the log are written: a place that whoever can edit the data cannot edit.
  @Option(help: "Where signed heads of the log are written; otherwise heads in the data folder. 日志签名摘要目录。")
  public var heads: String?

  /// The private key that signs them, made at the first start.
  @Option(help: "The file of the key that signs heads, made when missing; otherwise in the data folder. 摘要签名私钥文件。")
  public var headKey: String?

  /// No values yet; ArgumentParser fills them.
  public init() {}

  /// The place that the flags name, or the environment, or the folder `data`.
  public func place(environment: [String: String]) throws(ValidationError) -> DatabaseURL {
    if database != nil && data != nil {
      throw ValidationError("--database: not together with --data（不能与 --data 同用）")
    }
    if let data { return .folder(data) }
    return try DatabasePlace.named(flag: database, environment: environment) ?? .folder("data")
  }
}

/// Reads where the data is kept from a flag or from the environment.
public enum DatabasePlace {
  /// The variable's name.
  public static let variable = "TUPO_DATABASE_URL"

  /// The place that the flag names, or else the variable; nil when neither does. Throws when it is no such place.
  public static func named(flag: String?, environment: [String: String]) throws(ValidationError) -> DatabaseURL? {
    let (name, text) = flag.map { ("--database", $0) } ?? (variable, environment[variable] ?? "")
    if text.isEmpty && flag == nil { return nil }
    guard let url = DatabaseURL(text) else {
      throw ValidationError(
        """
        \(name): expected postgres://HOST:PORT/DATABASE or sqlite:///FOLDER\
        （应为 postgres://主机:端口/数据库 或 sqlite:///目录）
        """)
    }
    return url
  }
}
