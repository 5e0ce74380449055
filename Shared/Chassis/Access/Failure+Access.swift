import RPC

extension Failure {
  /// UNAUTHENTICATED: nothing says who calls.
  static var credentialsMissing: Failure {
    Failure(
      .unauthenticated, "CREDENTIALS_MISSING", zh: "请先登录：调用未带令牌，也未出示证书。",
      en: "Sign in first: the call has no token and its connection no certificate.")
  }

  /// PERMISSION_DENIED: none of the caller's roles may call the method.
  static func roleMissing(_ caller: Caller) -> Failure {
    Failure(
      .permissionDenied, "ROLE_MISSING", zh: "\(caller.title.zh)没有可调用此方法的角色。",
      en: "\(caller.title.en) has no role that may call this method.", values: caller.values)
  }

  /// PERMISSION_DENIED: the caller's roles do not hold of the resource, be it there or not.
  static func outOfScope(_ caller: Caller, _ resource: String) -> Failure {
    var values = caller.values
    values["resource"] = resource.isEmpty ? "city" : resource
    return Failure(
      .permissionDenied, "OUT_OF_SCOPE",
      zh: resource.isEmpty ? "\(caller.title.zh)的角色不覆盖全市。" : "\(resource)不在\(caller.title.zh)的职责范围内。",
      en: resource.isEmpty
        ? "No role of \(caller.title.en) holds of the whole city."
        : "\(resource) is out of the scope of \(caller.title.en).",
      values: values)
  }

  /// PERMISSION_DENIED: only services with that right may name somebody on whose behalf they call.
  static func mayNotActForOthers(_ name: String) -> Failure {
    Failure(
      .permissionDenied, "ON_BEHALF_OF_REFUSED", zh: "\(name)无权代表他人调用。",
      en: "\(name) may not call on behalf of others.", values: ["principal": name])
  }

  /// PERMISSION_DENIED: no rule says who may call a method.
  static func noRule(_ path: String) -> Failure {
    Failure(
      .permissionDenied, "NO_RULE", zh: "\(path)没有访问规则，一律拒绝。", en: "\(path) has no rule of access: nobody may call it.",
      values: ["method": path])
  }
}

extension Caller {
  fileprivate var title: (zh: String, en: String) {
    guard let onBehalfOf else { return (name, name) }
    return ("\(name)（代表\(onBehalfOf)）", "\(name) on behalf of \(onBehalfOf)")
  }

  fileprivate var values: [String: String] {
    var values = ["principal": name]
    values["on_behalf_of"] = onBehalfOf
    return values
  }
}
