public import RPC

/// A refusal in both languages, with a reason that programs can rely on.
public struct Failure: RPCErrorConvertible, Hashable {
  /// The gRPC status.
  public var code: RPCError.Code
  /// Its stable name in UPPER_SNAKE_CASE.
  public var reason: String
  /// What is wrong and what to do about it, in Chinese.
  public var zh: String
  /// The same in English.
  public var en: String
  /// Every value that the texts mention, by name.
  public var values: [String: String]
  /// More for programs.
  public var details: [ErrorDetail]

  /// A refusal.
  public init(
    _ code: RPCError.Code, _ reason: String, zh: String, en: String, values: [String: String] = [:],
    details: [ErrorDetail] = []
  ) {
    self.code = code
    self.reason = reason
    self.zh = zh
    self.en = en
    self.values = values
    self.details = details
  }

  /// What the caller gets: both texts in the message, each again as a LocalizedMessage (AIP-193).
  public var rpcError: RPCError {
    RPCError(
      code: code, message: "\(zh) / \(en)",
      details: [.errorInfo(reason: reason, domain: Failure.domain, metadata: values)] + details + [
        .localizedMessage(locale: "zh-CN", text: zh), .localizedMessage(locale: "en", text: en),
      ])
  }

  /// The domain of all our reasons.
  public static let domain = "tupo"
}

extension Failure {
  /// NOT_FOUND for a resource by its name.
  public static func notFound(_ name: String) -> Failure {
    Failure(
      .notFound, "NOT_FOUND", zh: "没有\(name)。", en: "\(name) does not exist.", values: ["resource": name],
      details: [.resourceInfo(type: "", name: name, owner: "", description: "")])
  }

  /// ALREADY_EXISTS for a resource by its name.
  public static func alreadyExists(_ name: String) -> Failure {
    Failure(
      .alreadyExists, "ALREADY_EXISTS", zh: "\(name)已存在。", en: "\(name) exists already.", values: ["resource": name])
  }

  /// ABORTED: the resource changed since the caller read it (AIP-154).
  public static func staleETag(_ name: String) -> Failure {
    Failure(
      .aborted, "ETAG_MISMATCH", zh: "\(name)已被他人修改，请重新读取后再试。",
      en: "\(name) has changed since it was read: read it again, then retry.", values: ["resource": name])
  }
}
