/// One structured detail of an error: the messages of `google/rpc/error_details.proto` that AIP-193 uses.
public enum ErrorDetail: Sendable, Hashable {
  /// The cause for programs: `reason` in UPPER_SNAKE_CASE, unique within `domain`, and every value that the message
  /// mentions.
  case errorInfo(reason: String, domain: String, metadata: [String: String])
  /// The request's fields that are wrong.
  case badRequest([FieldViolation])
  /// What in the system's state does not allow the call.
  case preconditionFailure([PreconditionViolation])
  /// The resource that the error is about.
  case resourceInfo(type: String, name: String, owner: String, description: String)
  /// How long to wait before the call may be repeated.
  case retryInfo(delay: Duration)
  /// The quotas that are used up.
  case quotaFailure([QuotaViolation])
  /// The message in a person's language (`locale` is a BCP 47 tag such as `zh-CN`).
  case localizedMessage(locale: String, text: String)
  /// A detail of a kind that this runtime does not know, kept as it came.
  case other(typeURL: String, value: [UInt8])
}

/// A text in one language.
public struct LocalizedText: Sendable, Hashable {
  /// A BCP 47 tag, for example `zh-CN`.
  public var locale: String
  /// The text.
  public var text: String

  /// A text in the language `locale`.
  public init(locale: String, text: String) {
    self.locale = locale
    self.text = text
  }
}

/// One wrong field of a request.
public struct FieldViolation: Sendable, Hashable {
  /// The field's path, for example `figures[3].value`.
  public var field: String
  /// What is wrong with it.
  public var description: String
  /// The reason for programs, in UPPER_SNAKE_CASE.
  public var reason: String
  /// The description in the caller's language.
  public var localized: LocalizedText?

  /// A wrong field.
  public init(field: String, description: String, reason: String = "", localized: LocalizedText? = nil) {
    self.field = field
    self.description = description
    self.reason = reason
    self.localized = localized
  }
}

/// One condition that does not hold.
public struct PreconditionViolation: Sendable, Hashable {
  /// The kind of condition, for example `PERIOD_CLOSED`.
  public var type: String
  /// What it is about, for example a resource name.
  public var subject: String
  /// What must be done so that it holds.
  public var description: String

  /// A condition that does not hold.
  public init(type: String, subject: String, description: String) {
    self.type = type
    self.subject = subject
    self.description = description
  }
}

/// One quota that is used up.
public struct QuotaViolation: Sendable, Hashable {
  /// Whose quota, for example `clientip:10.0.0.1`.
  public var subject: String
  /// Which quota and how it may be raised.
  public var description: String

  /// A quota that is used up.
  public init(subject: String, description: String) {
    self.subject = subject
    self.description = description
  }
}
