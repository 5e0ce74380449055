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
    case "BEFORE_FIRST_ENTRY":
      Bilingual("现在的数据不带 --as-of 即可见。", "Without --as-of you see the data as they are.")
    case "REPORTED_AFTER_SIGNING":
      Bilingual(
        "签发日期（--signed-on）须不早于收到数据之日。", "Give a day of signing (--signed-on) on which the reports were there.")
    case "ETAG_MISMATCH": Bilingual("请重新读取后再试。", "Read it again, then retry.")
    case "REQUEST_ID_REUSED": Bilingual("不带--request-id即可。", "Leave --request-id away.")
    default: error.code == .notFound ? missingHint(field(of: error)) : hint(for: error.code)
    }
  }

  /// What to do about a name that is not there: by which command such names are listed.
  private static func missingHint(_ name: String?) -> Bilingual {
    let parts = (name ?? "").split(separator: "/")
    guard parts.first == "programmes", parts.count.isMultiple(of: 2) else {
      return Bilingual("请检查名称。", "Check the name.")
    }
    if parts.count == 2 {
      return Bilingual(
        "已有的方案：tupo programme list；新方案须先 tupo programme apply；用 --as-of 时，也可能当时还没有。",
        "tupo programme list tells those that there are; a new one needs tupo programme apply; with --as-of it may be "
          + "that it was not there then.")
    }
    guard let command = lists[String(parts[parts.count - 2])] else {
      return Bilingual("请检查名称。", "Check the name.")
    }
    return Bilingual("请检查名称；已有的：\(command)", "Check the name; \(command) tells those that there are.")
  }

  /// By which command the names of a collection are listed.
  private static let lists = [
    "zones": "tupo programme zones", "indicators": "tupo indicators list", "zoneGroups": "tupo indicators groups",
    "indicatorSets": "tupo indicators sets", "figures": "tupo indicators figures", "forms": "tupo form list",
    "persons": "tupo indicators persons list", "enterprises": "tupo enterprise list",
    "projects": "tupo investment list", "bulletins": "tupo reporting list", "delegations": "tupo delegation list",
    "targets": "tupo target list", "supervisedItems": "tupo supervision list",
  ]

  private static func hint(for code: RPCError.Code) -> Bilingual? {
    switch code {
    case .unauthenticated:
      Bilingual("请用 tupo login 登录；tupo whoami 查看现有凭据。", "Sign in by tupo login; tupo whoami tells what is kept.")
    case .permissionDenied: Bilingual("角色由管理员授予：tupo access grant", "An administrator gives roles: tupo access grant")
    default: nil
    }
  }
}
