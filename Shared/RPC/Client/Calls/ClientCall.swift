internal import Wire

/// One call at the client: it waits for a connection, sends the request, is made again after some failures, and ends
/// once, with the server's status or with the reason for which there is none.
///
/// It is one HTTP/2 stream at a time: a retry puts the same object, its request rewound, onto another stream.
final class ClientCall: MessageStream, @unchecked Sendable {  // As its superclass: confined to the loop.
  /// The life of a call; `over` may come from any phase, once.
  enum Phase {
    /// It waits for a connection, or for the end of the pause before a retry.
    case waiting
    /// Its headers were handed to the session.
    case open
    /// Its attempt failed, and it is made again after this pause, as soon as the stream is closed.
    case leaving(pause: Duration)
    /// Its answer's headers came.
    case answered
    /// Its end is known.
    case over
  }

  let core: ChannelCore
  let options: CallOptions
  let waitsForReady: Bool
  /// Where it stands in the queue of calls that wait.
  var queuePlace: Int?
  var phase = Phase.waiting
  var attempts = Attempts()
  /// What the server said as it went away from its connection, as a sentence; empty when nothing.
  var farewell = ""
  /// When it may be made again although the server can have seen it; nil when never.
  var policy: RetryPolicy?
  /// The policy that holds as soon as a request with a `request_id` was written.
  private let policyWithRequestID: RetryPolicy?
  var cancelPause: () -> Void = {}
  private let path: String
  private let deadline: Deadline?
  private let observation: CallObservation?
  private var cancelDeadline: () -> Void = {}
  private var hasBegun = false
  private var hasSentEnd = false
  /// Heads that came before that of the answer.
  private var interimHeads = 0

  init(
    core: ChannelCore, path: String, retry: MethodOptions.Retry, options: CallOptions, observation: CallObservation?
  ) {
    let settings = core.methods.settings(for: path)
    self.core = core
    self.path = path
    self.options = options
    self.observation = observation
    waitsForReady = options.waitForReady || settings?.waitForReady == true
    deadline = options.effectiveDeadline(otherwise: core.options.defaultTimeout, most: settings?.timeout)
    policy = retry == .read ? settings?.retryPolicy : nil
    policyWithRequestID = retry == .writeWithRequestID ? settings?.retryPolicy : nil
    super.init(
      loop: Uncounted(core.loop),
      maxMessageBytes: min(settings?.maxResponseMessageBytes ?? .max, core.options.maxMessageBytes),
      maxSentBytes: min(settings?.maxRequestMessageBytes ?? .max, core.options.maxRequestBytes ?? .max))
    attempts.waitsForReady = waitsForReady
    outboundEncoding = options.compression ?? core.options.compression
    if core.options.retryBufferBytes > 0 { outbound.keepTaken() } else { attempts.isCommitted = true }
  }

  // MARK: From the caller's task

  /// Starts a call whose requests follow.
  func start() { loop.perform { self.begin() } }

  /// Starts a call whose only request is `request`.
  func start<M: WireMessage>(with request: M) {
    if loop.isCurrent {
      note(request)
      enqueue(request)
      beginWithOnly()
    } else {
      let frame = MessageFrame.bytes(of: request)
      loop.perform {
        self.note(request)
        self.enqueue(frame: frame)
        self.beginWithOnly()
      }
    }
  }

  /// Writes one of many requests.
  func send<M: WireMessage>(_ request: M, compressed: Bool = true) async throws(RPCError) {
    if policyWithRequestID != nil { loop.perform { self.note(request) } }
    try await write(request, compressed: compressed)
  }

  /// Says that no request follows.
  func finishRequests() {
    loop.perform {
      guard !self.isOver, !self.isFinishing else { return }
      self.isFinishing = true
      self.outboundChanged()
    }
  }

  /// Gives the call up.
  func cancel() { loop.perform { self.abort(RPCError(code: .cancelled, message: "The caller cancelled the call.")) } }

  /// Whether the call has its end.
  func hasEnded() async -> Bool {
    await withUnsafeContinuation { continuation in
      loop.perform { continuation.resume(returning: self.isOver) }
    }
  }

  /// A write that can be told from its repetition may be made again.
  private func note<M: WireMessage>(_ request: M) {
    guard let policyWithRequestID, let named = request as? any RequestIdentified, !named.requestId.isEmpty else {
      return
    }
    policy = policyWithRequestID
  }

  // MARK: From the channel

  private var isOver: Bool {
    if case .over = phase { true } else { false }
  }

  /// Begins with all of the request in the queue.
  private func beginWithOnly() {
    isFinishing = true
    let size = outbound.count - MessageFrame.prefixSize
    guard size <= maxSentBytes else {
      let message = "A request of \(size) bytes was to be sent; the limit is \(maxSentBytes)."
      return abort(RPCError(code: .resourceExhausted, message: message))
    }
    begin()
  }

  private func begin() {
    guard !isOver else { return }
    if let deadline {
      let left = deadline.timeLeft
      guard left > .zero else { return abort(Self.deadlinePassed) }
      cancelDeadline = core.options.clock.schedule(loop, left) { self.abort(Self.deadlinePassed) }
    }
    hasBegun = true
    core.began(self)
  }

  /// Sends the request's headers on `connection`.
  func open(on connection: ClientConnection) {
    guard case .waiting = phase else { return }
    do {
      let headers = try requestHeaders(connection.commonHeaders)
      id = 0
      isDeferred = false
      isRemotelyEnded = false
      isResetHere = false
      hasSentEnd = false
      farewell = ""
      interimHeads = 0
      phase = .open
      guard connection.open(self, headers) else {
        phase = .waiting
        connection.retire()
        return core.place(self)
      }
    } catch {
      end(error)
    }
  }

  /// There is no server to send it to.
  func notPlaced(_ error: RPCError) {
    guard case .waiting = phase else { return }
    failed(AttemptFailure(error: error))
  }

  /// Ends the call from this side: the server is told, if it knows of the call.
  func abort(_ error: RPCError) {
    guard !isOver else { return }
    isFinishing = true
    failReading(Ending(error))
    end(error)
  }

  private func requestHeaders(_ common: HeaderBlock) throws(RPCError) -> HeaderBlock {
    var block = common
    block.append(":path", path)
    block.append("te", "trailers")
    block.append("content-type", "application/grpc")
    block.append("user-agent", core.userAgent)
    if let deadline { block.append("grpc-timeout", Timeout.format(deadline.timeLeft)) }
    block.append("grpc-accept-encoding", Compression.accepted)
    if let outboundEncoding { block.append("grpc-encoding", outboundEncoding.rawValue) }
    if attempts.retries > 0 { block.append("grpc-previous-rpc-attempts", "\(attempts.retries)") }
    try options.metadata.append(to: &block)
    return block
  }

  private static let deadlinePassed = RPCError(
    code: .deadlineExceeded, message: "The deadline passed before the call ended.")

  // MARK: Events of the stream

  override func prepareToWrite() throws(RPCError) {
    try super.prepareToWrite()
    if isFinishing { throw RPCError(code: .failedPrecondition, message: "The requests were finished before.") }
  }

  override func sentData() {
    super.sentData()
    if outbound.keptCount > core.options.retryBufferBytes { commit() }
  }

  override func sentEnd() { hasSentEnd = true }

  override func received(headers: HeaderBlock, overflowed: Bool, isLast: Bool) {
    switch phase {
    case .open: receivedFirst(ReceivedStatus(headers), overflowed, isLast)
    case .answered where overflowed: abort(tooManyHeaders)
    case .answered where isLast: receivedTrailers(ReceivedStatus(headers))
    case .answered, .waiting, .leaving, .over: break
    }
  }

  override func receivedHeaderBomb() {
    switch phase {
    case .open, .answered: abort(tooManyHeaders)
    case .waiting, .leaving, .over: break
    }
  }

  /// The first headers of an answer; the last ones too when there is nothing between.
  private func receivedFirst(_ status: ReceivedStatus, _ overflowed: Bool, _ isLast: Bool) {
    if let http = status.httpStatus, (100..<200).contains(http) { return receivedInterim() }
    if overflowed { return abort(tooManyHeaders) }
    if let fault = status.httpFault { return failed(AttemptFailure(error: fault)) }
    guard !isLast else { return receivedTrailers(status) }
    if let malformed = status.malformed { return abort(malformed) }
    phase = .answered
    commit()
    if let encoding = status.encoding {
      inboundEncoding = Compression(rawValue: encoding)
      guard inboundEncoding != nil else {
        return abort(RPCError(code: .internal, message: "The server compresses by “\(encoding)”, unasked."))
      }
    }
    options.answer?.received(headers: status.metadata)
  }

  /// More heads with a status of 1xx (RFC 9110, 15.2) than these no server has a reason to send.
  private static let mostInterimHeads = 100

  private func receivedInterim() {
    interimHeads += 1
    guard interimHeads > Self.mostInterimHeads else { return }
    let message = "The server sent more than \(Self.mostInterimHeads) heads before that of its answer."
    abort(RPCError(code: .internal, message: message))
  }

  /// A status that tells of an error stands, also beside metadata that cannot be read.
  private func receivedTrailers(_ status: ReceivedStatus) {
    guard let error = status.error else {
      core.throttle?.succeeded()
      options.answer?.received(trailers: status.metadata)
      // Said at once: a writer must be told the same as the reader who comes to the torn message.
      return end(endsInsideMessage ? Self.cutOff : status.malformed)
    }
    failed(AttemptFailure(error: error, pushback: status.pushback), trailers: status.metadata)
  }

  private var tooManyHeaders: RPCError {
    let limit = core.settings.maxHeaderListBytes
    return RPCError(code: .resourceExhausted, message: "The answer's headers are larger than \(limit) bytes.")
  }

  override func receivedData() {
    guard case .answered = phase else {
      inbound.removeAll()
      return credit(keeping: 0)
    }
    readingChanged()
  }

  override func tookMessage(compressed: Bool) { options.answer?.tookMessage(compressed: compressed) }

  /// The server ended its side with data: the status is missing.
  override func receivedEnd() {
    guard case .answered = phase else { return }
    end(RPCError(code: .internal, message: "The server ended the call without a status."))
  }

  override func closed(_ reason: StreamEnd) {
    defer { core.roomCame() }
    switch (phase, reason) {
    case (.leaving(let pause), _): again(after: pause)
    case (.over, _), (.waiting, _): break
    case (_, .connectionLost(let why)):
      failed(AttemptFailure(error: lost("The connection was lost: \(why).")))
    case (_, .unsent(let why)):
      failed(AttemptFailure(error: lost("The call was not sent: \(why)."), reach: .unsent))
    case (_, .code(.cancel)) where deadline?.hasPassed == true:
      // The server's timer came first: ours would have said the same.
      end(Self.deadlinePassed)
    case (_, .code(.refusedStream)) where !isResetHere:
      failed(AttemptFailure(error: lost(HTTP2ErrorCode.refusedStream.rpcError.message), reach: .refused))
    case (_, .code(let code)): failed(AttemptFailure(error: isResetHere ? code.errorOfServer : code.rpcError))
    }
  }

  private func lost(_ message: String) -> RPCError { RPCError(code: .unavailable, message: message + farewell) }

  /// The end, once. What was received before is still delivered.
  func end(_ error: RPCError?) {
    guard !isOver else { return }
    phase = .over
    cancelDeadline()
    cancelPause()
    if hasBegun { core.ended(self) }
    leaveStream()
    observation?.ended(error, retries: attempts.retries)
    if case .open = reading { reading = .ended(error.map { Ending($0) }) }
    readingChanged()
    failWriting(Ending(error ?? RPCError(code: .cancelled, message: "The server ended the call.")))
  }

  /// Ends the stream, unless both sides have: what we might still send, or the server, is of no use.
  func leaveStream() {
    if !isRemotelyEnded || !hasSentEnd { reset(.cancel) }
  }
}
