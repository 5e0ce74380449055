/// What a caller asks of one call.
public struct CallOptions: Sendable {
  /// Custom headers.
  public var metadata = Metadata()
  /// The longest time that the call may take; counted from its start.
  public var timeout: Duration?
  /// The moment at which the call ends in any case. The earlier of this and ``timeout`` holds.
  public var deadline: Deadline?
  /// Whether the call waits for a server that cannot be reached now, instead of failing at once with UNAVAILABLE
  /// (grpc/doc/wait-for-ready.md).
  public var waitForReady = false
  /// How the requests are compressed; nil leaves it to the channel.
  public var compression: Compression?
  /// Where the answer's headers and trailers are put, when they are wanted.
  public var answer: AnswerMetadata?

  /// Options for a call that stands alone.
  public init(
    metadata: Metadata = Metadata(), timeout: Duration? = nil, deadline: Deadline? = nil, waitForReady: Bool = false
  ) {
    self.metadata = metadata
    self.timeout = timeout
    self.deadline = deadline
    self.waitForReady = waitForReady
  }

  /// Options for a call made on behalf of `call`: its deadline, its languages and its place in a trace are carried on.
  public init(inheriting call: CallContext) {
    deadline = call.deadline
    metadata["accept-language"] = call.metadata["accept-language"]
    if let trace = call.trace { metadata.set(trace) }
  }

  /// The moment at which a call that starts now ends in any case.
  ///
  /// - Parameters:
  ///   - otherwise: the time for a call that has no limit of its own.
  ///   - most: the longest time for any call.
  func effectiveDeadline(otherwise: Duration?, most: Duration?) -> Deadline? {
    var limit = timeout ?? (deadline == nil ? otherwise : nil)
    if let most { limit = min(limit ?? most, most) }
    guard let end = limit.map(Deadline.after) else { return deadline }
    return deadline.map { min($0, end) } ?? end
  }
}
