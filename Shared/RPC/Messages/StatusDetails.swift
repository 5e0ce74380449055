internal import Wire
internal import WireStandard

/// The bytes of `grpc-status-details-bin`: a `google.rpc.Status`.
enum StatusDetails {
  /// The details of `error` within `maxBytes`, or nil when none fits.
  ///
  /// Lists of violations are cut to as many of their first entries as fit, the same number for each list; ErrorInfo's
  /// metadata then tells how many there were. Of what is left, details are sent in order while they fit.
  static func encode(_ error: RPCError, message: String, maxBytes: Int) -> [UInt8]? {
    let longest = error.details.map(\.violationCount).max() ?? 0
    let whole = bytes(error.code, message, error.details)
    if whole.count <= maxBytes { return whole }
    var (fitting, tooMany) = (0, longest)
    while tooMany - fitting > 1 {
      let middle = (fitting + tooMany) / 2
      if bytes(error.code, message, cut(error.details, to: middle)).count <= maxBytes {
        fitting = middle
      } else {
        tooMany = middle
      }
    }
    var kept: [ErrorDetail] = []
    for detail in cut(error.details, to: fitting) where bytes(error.code, message, kept + [detail]).count <= maxBytes {
      kept.append(detail)
    }
    return kept.isEmpty ? nil : bytes(error.code, message, kept)
  }

  /// The details in received bytes; none when they are malformed, because the call's status stands without them.
  static func decode(_ bytes: [UInt8]) -> [ErrorDetail] {
    guard let status = try? GoogleRpc.Status(decoding: bytes) else { return [] }
    return status.details.map(ErrorDetail.init)
  }

  private static func bytes(_ code: RPCError.Code, _ message: String, _ details: [ErrorDetail]) -> [UInt8] {
    GoogleRpc.Status.with {
      $0.code = Int32(code.rawValue)
      $0.message = message
      $0.details = details.map(\.wire)
    }.encoded()
  }

  /// Each list cut to its first `count` entries, with the totals in ErrorInfo, which comes first.
  private static func cut(_ details: [ErrorDetail], to count: Int) -> [ErrorDetail] {
    var totals: [String: String] = [:]
    var info = (reason: "DETAILS_CUT", domain: "rpc", metadata: [String: String]())
    var others: [ErrorDetail] = []
    for detail in details {
      if case .errorInfo(let reason, let domain, let metadata) = detail {
        info = (reason, domain, metadata)
        continue
      }
      if let name = detail.totalName, detail.violationCount > count { totals[name] = "\(detail.violationCount)" }
      let short = detail.keeping(count)
      if short.totalName == nil || short.violationCount > 0 { others.append(short) }
    }
    let metadata = info.metadata.merging(totals) { $1 }
    return [.errorInfo(reason: info.reason, domain: info.domain, metadata: metadata)] + others
  }
}

extension ErrorDetail {
  /// How many entries the detail's list has.
  fileprivate var violationCount: Int {
    switch self {
    case .badRequest(let list): list.count
    case .preconditionFailure(let list): list.count
    case .quotaFailure(let list): list.count
    default: 0
    }
  }

  /// The key in ErrorInfo's metadata that tells the whole length of the detail's list.
  fileprivate var totalName: String? {
    switch self {
    case .badRequest: "totalFieldViolations"
    case .preconditionFailure: "totalPreconditionViolations"
    case .quotaFailure: "totalQuotaViolations"
    default: nil
    }
  }

  fileprivate func keeping(_ count: Int) -> ErrorDetail {
    switch self {
    case .badRequest(let list): .badRequest(Array(list.prefix(count)))
    case .preconditionFailure(let list): .preconditionFailure(Array(list.prefix(count)))
    case .quotaFailure(let list): .quotaFailure(Array(list.prefix(count)))
    default: self
    }
  }
}
