/// The write as it was asked for: everything the log keeps about it except version, time and hash.
public struct LogRequest: Sendable, Hashable {
  /// Who asks.
  public var principal: String
  /// For whom, when the principal acts for somebody else.
  public var onBehalfOf: String?
  /// The caller's id of this request: the same id with the same bytes gets the first answer again.
  public var requestID: String?
  /// The full method name, as `tupo.indicators.v1.ZoneService/CreateZone`.
  public var method: String
  /// The name of the resource that is written, or of its parent.
  public var resource: String
  /// The name of the bytes' schema with its version, as `tupo.indicators.v1.CreateZoneRequest`.
  public var schema: String
  /// The request's bytes, kept as they are and never encoded again.
  public var bytes: [UInt8]
  /// When the call arrived, in microseconds UTC: what rules that depend on time have used.
  public var receivedAt: Int64
  /// What is compared with a repetition under the same id in place of the bytes, where those differ from call to call
  /// because of a fresh commitment. It is not kept, and holds no personal data either.
  public var identity: [UInt8]?
  /// Of what it asks for, once it was computed: see `prepared`.
  var digest: TreeHash?

  /// A request with all its fields.
  public init(
    principal: String, onBehalfOf: String? = nil, requestID: String? = nil, method: String, resource: String,
    schema: String, bytes: [UInt8], receivedAt: Int64
  ) {
    self.principal = principal
    self.onBehalfOf = onBehalfOf
    self.requestID = requestID
    self.method = method
    self.resource = resource
    self.schema = schema
    self.bytes = bytes
    self.receivedAt = receivedAt
  }
}

/// What a decide closure made of a request.
public enum Decision: Sendable, Hashable {
  /// Keep what was written, log an entry, and give this answer.
  case keep([UInt8])
  /// Nothing changes: anything written is rolled back and no entry is logged; this is the answer.
  case unchanged([UInt8])
}

/// What a write came to, durable by now.
public struct Written: Sendable, Hashable {
  /// The version of the entry, or the version on which nothing had to change.
  public var version: DataVersion
  /// The answer of the decide closure, or the first answer when `replayed`.
  public var answer: [UInt8]
  /// True when the request id was answered before, and nothing was written now.
  public var replayed: Bool
}
