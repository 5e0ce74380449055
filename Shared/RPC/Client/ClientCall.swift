internal import Wire

/// One call at the client: it waits for a connection, sends the request, and ends once, with the server's status or
/// with the reason for which there is none.
final class ClientCall: MessageStream, @unchecked Sendable {  // As its superclass: confined to the loop.
  /// The life of a call; `over` may come from any phase, once.
  private enum Phase {
    /// It waits for a connection.
    case waiting
    /// Its headers were handed to the session.
    case open
    /// Its answer's headers came.
    case answered
    /// Its end is known.
    case over
  }

  private let core: ChannelCore
  private let path: String
  let options: CallOptions
  private let deadline: Deadline?
  private var deadlineTimer: RPCLoop.Timer?
  private var phase = Phase.waiting

  init(core: ChannelCore, path: String, options: CallOptions) {
    self.core = core
    self.path = path
    self.options = options
    self.deadline = options.effectiveDeadline()
    super.init(loop: core.loop, maxMessageBytes: core.options.maxMessageBytes)
    outboundEncoding = options.compression
  }

  // MARK: From the caller's task

  /// Starts a call whose requests follow.
  func start() { loop.perform { self.begin() } }

  /// Starts a call whose only request is `request`.
  func start<M: WireMessage>(with request: M) {
    if loop.isCurrent {
      enqueue(request)
      isFinishing = true
      begin()
    } else {
      let frame = MessageFrame.bytes(of: request)
      loop.perform {
        self.enqueue(frame: frame)
        self.isFinishing = true
        self.begin()
      }
    }
  }

  /// Says that no request follows.
  func finishRequests() {
    loop.perform {
      guard self.phase != .over, !self.isFinishing else { return }
      self.isFinishing = true
      self.outboundChanged()
    }
  }

  /// Gives the call up.
  func cancel() { loop.perform { self.abort(RPCError(code: .cancelled, message: "The caller cancelled the call.")) } }

  /// Whether the call has its end.
  func isOver() async -> Bool {
    await withUnsafeContinuation { continuation in
      loop.perform { continuation.resume(returning: self.phase == .over) }
    }
  }

  // MARK: From the channel

  private func begin() {
    guard phase == .waiting else { return }
    if let deadline {
      let left = deadline.timeLeft
      guard left > .zero else { return abort(Self.deadlinePassed) }
      deadlineTimer = loop.schedule(after: left) { self.abort(Self.deadlinePassed) }
    }
    core.start(self)
  }

  /// Sends the request's headers on `connection`.
  func open(on connection: ClientConnection) {
    guard phase == .waiting else { return }
    do {
      let headers = try requestHeaders()
      self.connection = connection
      guard connection.session.submitRequest(headers, on: self) else {
        self.connection = nil
        return end(RPCError(code: .unavailable, message: "The connection takes no more calls."))
      }
      phase = .open
      connection.markDirty()
    } catch {
      end(error)
    }
  }

  /// Ends the call from this side: the server is told, if it knows of the call.
  func abort(_ error: RPCError) {
    guard phase != .over else { return }
    reset(.cancel)
    isFinishing = true
    failReading(error)
    end(error)
  }

  private func requestHeaders() throws(RPCError) -> HeaderBlock {
    var block = core.commonHeaders
    block.append(":path", path)
    block.append("te", "trailers")
    block.append("content-type", "application/grpc")
    block.append("user-agent", "grpc-swift-tupo/1")
    if let deadline { block.append("grpc-timeout", Timeout.format(deadline.timeLeft)) }
    block.append("grpc-accept-encoding", Compression.accepted)
    if let outboundEncoding { block.append("grpc-encoding", outboundEncoding.rawValue) }
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

  override func received(headers: HeaderBlock, overflowed: Bool, isLast: Bool) {
    guard phase == .open || phase == .answered else { return }
    let status = ReceivedStatus(headers)
    if let http = status.httpStatus, (100..<200).contains(http) { return }
    if overflowed {
      let limit = core.settings.maxHeaderListBytes
      return abort(RPCError(code: .resourceExhausted, message: "The answer's headers are larger than \(limit) bytes."))
    }
    if phase == .open, let fault = status.httpFault {
      return isLast ? end(fault) : abort(fault)
    }
    phase = .answered
    guard isLast else {
      if let encoding = status.encoding {
        inboundEncoding = Compression(rawValue: encoding)
        guard inboundEncoding != nil else {
          return abort(RPCError(code: .internal, message: "The server compresses by “\(encoding)”, unasked."))
        }
      }
      options.answer?.received(headers: status.metadata)
      return
    }
    options.answer?.received(trailers: status.metadata)
    end(status.error)
  }

  override func receivedData() {
    guard phase == .answered else {
      inbound.removeAll()
      return credit(keeping: 0)
    }
    readingChanged()
  }

  /// The server ended its side with data: the status is missing.
  override func receivedEnd() {
    end(RPCError(code: .internal, message: "The server ended the call without a status."))
  }

  override func closed(_ reason: StreamEnd) {
    guard phase != .over else { return }
    switch reason {
    case .connectionLost(let why): end(RPCError(code: .unavailable, message: "The connection was lost: \(why)."))
    case .unsent(let why): end(RPCError(code: .unavailable, message: "The call was not sent: \(why)."))
    case .code(let code): end(code.rpcError)
    }
  }

  /// The end, once. What was received before is still delivered.
  private func end(_ error: RPCError?) {
    guard phase != .over else { return }
    phase = .over
    deadlineTimer?.cancel()
    deadlineTimer = nil
    core.forget(self)
    if !isFinishing { reset(.cancel) }  // The server has answered; what we might still send is of no use.
    if case .open = reading { reading = .ended(error) }
    readingChanged()
    failWriting(error ?? RPCError(code: .cancelled, message: "The server ended the call."))
  }
}
