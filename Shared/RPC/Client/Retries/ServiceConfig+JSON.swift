extension ServiceConfig {
  /// Reads gRPC's JSON form (grpc/service_config/service_config.proto). Fields that are not known here are skipped;
  /// hedging policies too, since calls are not hedged.
  ///
  /// - Throws: ``ServiceConfigFault`` when the text is not JSON, or a value is not what the document says.
  public init(json text: String) throws(ServiceConfigFault) {
    let root = try JSONNode(parsing: text)
    _ = try root.object("the config")
    loadBalancing = try Self.policy(in: root)
    retryThrottling = try root["retryThrottling"].map { node throws(ServiceConfigFault) in
      guard let maxTokens = node["maxTokens"]?.integer else {
        throw ServiceConfigFault("retryThrottling.maxTokens is not a whole number")
      }
      guard let ratio = node["tokenRatio"]?.number else {
        throw ServiceConfigFault("retryThrottling.tokenRatio is not a number")
      }
      return try RetryThrottling(maxTokens: maxTokens, tokenRatio: ratio)
    }
    var seen: Set<String> = []
    for node in try root["methodConfig"]?.array("methodConfig") ?? [] {
      let method = try Method(node)
      guard seen.isDisjoint(with: method.names) else {
        throw ServiceConfigFault("methodConfig names \(seen.intersection(method.names).sorted()[0]) twice")
      }
      seen.formUnion(method.names)
      methods.append(method)
    }
  }

  /// The first policy of `loadBalancingConfig` that is known here (gRFC A24), else `loadBalancingPolicy`.
  private static func policy(in root: JSONNode) throws(ServiceConfigFault) -> LoadBalancingPolicy? {
    if let list = try root["loadBalancingConfig"]?.array("loadBalancingConfig") {
      for entry in list {
        for name in try entry.object("loadBalancingConfig's entry").keys {
          if let policy = LoadBalancingPolicy(rawValue: name) { return policy }
        }
      }
      throw ServiceConfigFault("loadBalancingConfig has no policy that is known here")
    }
    guard let name = try root["loadBalancingPolicy"]?.string("loadBalancingPolicy") else { return nil }
    guard let policy = LoadBalancingPolicy(rawValue: name.lowercased()) else {
      throw ServiceConfigFault("loadBalancingPolicy \(name) is not known here")
    }
    return policy
  }
}

extension ServiceConfig.Method {
  init(_ node: JSONNode) throws(ServiceConfigFault) {
    names = []
    for name in try node["name"]?.array("name") ?? [] {
      let service = try name["service"]?.string("name.service") ?? ""
      let method = try name["method"]?.string("name.method") ?? ""
      guard !service.isEmpty || method.isEmpty else { throw ServiceConfigFault("name has a method and no service") }
      guard names.insert(service.isEmpty ? "" : "\(service)/\(method)").inserted else {
        throw ServiceConfigFault("methodConfig names \(service)/\(method) twice")
      }
    }
    waitForReady = try node["waitForReady"]?.boolean("waitForReady") ?? false
    timeout = try node["timeout"]?.duration("timeout")
    maxRequestMessageBytes = try node["maxRequestMessageBytes"]?.size("maxRequestMessageBytes")
    maxResponseMessageBytes = try node["maxResponseMessageBytes"]?.size("maxResponseMessageBytes")
    guard let policy = node["retryPolicy"] else { return }
    guard node["hedgingPolicy"] == nil else { throw ServiceConfigFault("both retryPolicy and hedgingPolicy are set") }
    retryPolicy = try RetryPolicy(policy)
  }
}

extension RetryPolicy {
  init(_ node: JSONNode) throws(ServiceConfigFault) {
    guard let attempts = node["maxAttempts"]?.integer else {
      throw ServiceConfigFault("retryPolicy.maxAttempts is not a whole number")
    }
    guard let initial = try node["initialBackoff"]?.duration("retryPolicy.initialBackoff") else {
      throw ServiceConfigFault("retryPolicy.initialBackoff is missing")
    }
    guard let most = try node["maxBackoff"]?.duration("retryPolicy.maxBackoff") else {
      throw ServiceConfigFault("retryPolicy.maxBackoff is missing")
    }
    guard let multiplier = node["backoffMultiplier"]?.number else {
      throw ServiceConfigFault("retryPolicy.backoffMultiplier is not a number")
    }
    var codes: Set<RPCError.Code> = []
    for code in try node["retryableStatusCodes"]?.array("retryPolicy.retryableStatusCodes") ?? [] {
      guard let known = code.statusCode else { throw ServiceConfigFault("\(code) is not a status code") }
      codes.insert(known)
    }
    try self.init(
      maxAttempts: attempts, initialBackoff: initial, maxBackoff: most, backoffMultiplier: multiplier,
      retryableStatusCodes: codes)
  }
}

extension JSONNode {
  /// The JSON form of google.protobuf.Duration: a decimal number of seconds with an `s` behind it.
  func duration(_ field: String) throws(ServiceConfigFault) -> Duration {
    let text = try string(field)
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard text.last == "s", (1...2).contains(parts.count), !parts[0].isEmpty,
      parts.allSatisfy({ $0.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) }),
      let seconds = Int64(parts[0]), seconds <= 315_576_000_000
    else { throw ServiceConfigFault("\(field) is not a duration such as \"1.5s\"") }
    guard parts.count == 2 else { return .seconds(seconds) }
    guard (1...9).contains(parts[1].count) else {
      throw ServiceConfigFault("\(field) has not one to nine digits behind the point")
    }
    let padded = parts[1] + String(repeating: "0", count: 9 - parts[1].count)
    return .seconds(seconds) + .nanoseconds(Int64(padded) ?? 0)
  }

  /// A number of bytes, as a number or, as protobuf writes 64-bit numbers, in quotes.
  func size(_ field: String) throws(ServiceConfigFault) -> Int {
    var size = integer
    if case .string(let text) = self { size = Int(text) }
    guard let size, size >= 0 else { throw ServiceConfigFault("\(field) is not a number of bytes") }
    return size
  }

  /// A status by its number or its name, in any case.
  var statusCode: RPCError.Code? {
    if let number = integer { return RPCError.Code(rawValue: number) }
    guard case .string(let name) = self else { return nil }
    return RPCError.Code.allCases.first { $0.description == name.uppercased() }
  }
}
