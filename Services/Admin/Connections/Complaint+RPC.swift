import Domain
import RPC

extension Complaint {
  /// What a service's refusal means for the user.
  init(_ error: RPCError, from remote: Remote) {
    let (service, address) = (remote.service, remote.channel.target)
    switch error.code {
    case .unavailable, .deadlineExceeded:
      self.init(
        zh: "\(service.title.zh)（\(address)）没有响应。", en: "\(service.title.en) at \(address) does not answer.",
        field: "--\(service.rawValue)", hint: Self.unavailableHint(service), status: .unavailable)
      more = [Bilingual(both: error.message.truncated(to: 160))]
    default:
      self.init(Self.texts(of: error), field: Self.field(of: error), hint: Self.hint(for: error))
      more = Self.violations(of: error).dropFirst().map(Self.text(of:))
    }
    reason = error.reason
  }

  private static func unavailableHint(_ service: ServiceName) -> Bilingual {
    Bilingual(
      "先运行 tupo up；或用 --\(service.rawValue) 或 \(service.variable) 指定地址；服务启用加密时须先 tupo login。",
      "Run tupo up first, or give its address by --\(service.rawValue) or \(service.variable); where it speaks TLS, sign in "
        + "by tupo login.")
  }

  /// The message in both languages where the service gave both.
  private static func texts(of error: RPCError) -> Bilingual {
    var (zh, en): (String?, String?) = (nil, nil)
    for case .localizedMessage(let locale, let text) in error.details {
      if locale.hasPrefix("zh") { zh = text } else if locale.hasPrefix("en") { en = text }
    }
    return Bilingual(zh ?? error.message, en ?? error.message)
  }

  private static func text(of violation: FieldViolation) -> Bilingual {
    let (field, english) = (violation.field, violation.description)
    return Bilingual("\(field)：\(violation.localized?.text ?? english)", "\(field): \(english)")
  }

  private static func violations(of error: RPCError) -> [FieldViolation] {
    for case .badRequest(let violations) in error.details { return violations }
    return []
  }

  private static func field(of error: RPCError) -> String? {
    if let violation = violations(of: error).first { return violation.field }
    for case .errorInfo(_, _, let values) in error.details { return values["field"] ?? values["resource"] }
    return nil
  }

  private static func hint(for error: RPCError) -> Bilingual? {
    switch error.reason {
    case "NOTHING_REPORTED":
      Bilingual("先导入该月数据：tupo indicators import 文件", "Import the month first: tupo indicators import FILE")
    case "ETAG_MISMATCH": Bilingual("请重新读取后再试。", "Read it again, then retry.")
    case "REQUEST_ID_REUSED": Bilingual("不带--request-id即可。", "Leave --request-id away.")
    default: hint(for: error.code)
    }
  }

  private static func hint(for code: RPCError.Code) -> Bilingual? {
    switch code {
    case .notFound:
      Bilingual("请检查名称；新方案须先 tupo programme apply。", "Check the name; a new programme needs tupo programme apply.")
    case .unauthenticated:
      Bilingual("请用 tupo login 登录；tupo whoami 查看现有凭据。", "Sign in by tupo login; tupo whoami tells what is kept.")
    case .permissionDenied: Bilingual("角色由管理员授予：tupo access grant", "An administrator gives roles: tupo access grant")
    default: nil
    }
  }
}
