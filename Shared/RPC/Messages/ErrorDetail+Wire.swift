internal import Wire
internal import WireStandard

// Details as the messages of google/rpc/error_details.proto, each in a google.protobuf.Any.

extension ErrorDetail {
  private static let prefix = "type.googleapis.com/"

  /// The detail in its Any.
  var wire: GoogleProtobuf.AnyMessage {
    switch self {
    case .errorInfo(let reason, let domain, let metadata):
      Self.pack(
        GoogleRpc.ErrorInfo.with {
          $0.reason = reason
          $0.domain = domain
          $0.metadata = metadata
        })
    case .badRequest(let list): Self.pack(GoogleRpc.BadRequest.with { $0.fieldViolations = list.map(\.wire) })
    case .preconditionFailure(let list):
      Self.pack(GoogleRpc.PreconditionFailure.with { $0.violations = list.map(\.wire) })
    case .quotaFailure(let list): Self.pack(GoogleRpc.QuotaFailure.with { $0.violations = list.map(\.wire) })
    case .resourceInfo(let type, let name, let owner, let description):
      Self.pack(
        GoogleRpc.ResourceInfo.with {
          $0.resourceType = type
          $0.resourceName = name
          $0.owner = owner
          $0.description = description
        })
    case .retryInfo(let delay): Self.pack(GoogleRpc.RetryInfo.with { $0.retryDelay = .init(delay) })
    case .localizedMessage(let locale, let text):
      Self.pack(LocalizedText(locale: locale, text: text).wire)
    case .other(let typeURL, let value):
      GoogleProtobuf.AnyMessage.with {
        $0.typeUrl = typeURL
        $0.value = value
      }
    }
  }

  /// The detail that lies in `any`; one of an unknown kind, or a malformed one, stays as it is.
  init(_ any: GoogleProtobuf.AnyMessage) {
    let name = any.typeUrl.split(separator: "/").last.map(String.init) ?? ""
    let known = try? Self.known[name]?(any.value)
    self = known ?? .other(typeURL: any.typeUrl, value: any.value)
  }

  private static func pack<M: WireMessage>(_ message: M) -> GoogleProtobuf.AnyMessage {
    GoogleProtobuf.AnyMessage.with {
      $0.typeUrl = prefix + M.fullName
      $0.value = message.encoded()
    }
  }

  private static let known: [String: @Sendable ([UInt8]) throws(WireError) -> ErrorDetail] = [
    GoogleRpc.ErrorInfo.fullName: { bytes throws(WireError) in
      let info = try GoogleRpc.ErrorInfo(decoding: bytes)
      return .errorInfo(reason: info.reason, domain: info.domain, metadata: info.metadata)
    },
    GoogleRpc.BadRequest.fullName: { bytes throws(WireError) in
      .badRequest(try GoogleRpc.BadRequest(decoding: bytes).fieldViolations.map(FieldViolation.init))
    },
    GoogleRpc.PreconditionFailure.fullName: { bytes throws(WireError) in
      .preconditionFailure(
        try GoogleRpc.PreconditionFailure(decoding: bytes).violations.map(PreconditionViolation.init))
    },
    GoogleRpc.QuotaFailure.fullName: { bytes throws(WireError) in
      .quotaFailure(try GoogleRpc.QuotaFailure(decoding: bytes).violations.map(QuotaViolation.init))
    },
    GoogleRpc.ResourceInfo.fullName: { bytes throws(WireError) in
      let info = try GoogleRpc.ResourceInfo(decoding: bytes)
      return .resourceInfo(
        type: info.resourceType, name: info.resourceName, owner: info.owner, description: info.description)
    },
    GoogleRpc.RetryInfo.fullName: { bytes throws(WireError) in
      .retryInfo(delay: try GoogleRpc.RetryInfo(decoding: bytes).retryDelay?.duration ?? .zero)
    },
    GoogleRpc.LocalizedMessage.fullName: { bytes throws(WireError) in
      let text = LocalizedText(try GoogleRpc.LocalizedMessage(decoding: bytes))
      return .localizedMessage(locale: text.locale, text: text.text)
    },
  ]
}

extension LocalizedText {
  fileprivate init(_ wire: GoogleRpc.LocalizedMessage) { self.init(locale: wire.locale, text: wire.message) }

  fileprivate var wire: GoogleRpc.LocalizedMessage {
    .with {
      $0.locale = locale
      $0.message = text
    }
  }
}

extension FieldViolation {
  fileprivate init(_ wire: GoogleRpc.BadRequest.FieldViolation) {
    self.init(
      field: wire.field, description: wire.description, reason: wire.reason,
      localized: wire.localizedMessage.map(LocalizedText.init))
  }

  fileprivate var wire: GoogleRpc.BadRequest.FieldViolation {
    .with {
      $0.field = field
      $0.description = description
      $0.reason = reason
      $0.localizedMessage = localized?.wire
    }
  }
}

extension PreconditionViolation {
  fileprivate init(_ wire: GoogleRpc.PreconditionFailure.Violation) {
    self.init(type: wire.type, subject: wire.subject, description: wire.description)
  }

  fileprivate var wire: GoogleRpc.PreconditionFailure.Violation {
    .with {
      $0.type = type
      $0.subject = subject
      $0.description = description
    }
  }
}

extension QuotaViolation {
  fileprivate init(_ wire: GoogleRpc.QuotaFailure.Violation) {
    self.init(subject: wire.subject, description: wire.description)
  }

  fileprivate var wire: GoogleRpc.QuotaFailure.Violation {
    .with {
      $0.subject = subject
      $0.description = description
    }
  }
}

extension GoogleProtobuf.Duration {
  fileprivate init(_ duration: Duration) {
    self.init()
    seconds = duration.components.seconds
    nanos = Int32(duration.components.attoseconds / 1_000_000_000)
  }

  fileprivate var duration: Duration { .seconds(seconds) + .nanoseconds(Int64(nanos)) }
}
