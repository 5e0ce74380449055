public import Wire

/// A stream that carries messages: framing, back-pressure and the meeting of tasks with the event loop.
///
/// A task may wait for a message, others for room to write; each waits as a body that runs on the loop once. What is
/// generic over messages is inlined into generated code, where the message's type is known; all else is not generic.
// State is touched on `loop` only; the async methods hop to it.
@usableFromInline class MessageStream: HTTP2Stream, @unchecked Sendable {
  /// Kept for ever, as is its arena.
  private final let keptLoop: Uncounted<RPCLoop>
  /// The loop's: for reading and writing in place.
  @usableFromInline final let arena: Uncounted<Arena>
  @usableFromInline final let limits: WireLimits
  final let maxSentBytes: Int
  /// What has gone through so far.
  final var counts = MessageCounts()

  /// Whether more messages can come.
  enum Reading {
    case open
    /// The peer has ended its side; what is queued is still delivered, then this error, if any.
    case ended(Ending?)
    /// The call is over: nothing is delivered any more.
    case failed(Ending)
  }

  final var reading = Reading.open
  /// Why nothing can be written any more.
  final var writingEnded: Ending?
  /// How the peer's messages may be compressed: its `grpc-encoding`.
  final var inboundEncoding: Compression?
  /// How our messages are compressed.
  @usableFromInline final var outboundEncoding: Compression?

  /// Bytes of the message at the front for which there is room, or that wait for it.
  final var reservedBytes = 0
  /// Who waits for a message.
  final var reader: (() -> Void)?
  /// The message at the front when it came compressed.
  final var inflated = ByteQueue()
  /// Those who wait for room, in order.
  final var writers: [WaitingWriter] = []
  final var writersBegun = 0

  /// Writers wait while more than this lies in the queue, so a stream holds at most this and one message.
  static let highWaterBytes = 64 << 10

  static let taskCancelled = RPCError(code: .cancelled, message: "The task was cancelled.")

  init(loop: Uncounted<RPCLoop>, maxMessageBytes: Int, maxSentBytes: Int = .max) {
    keptLoop = loop
    arena = loop.with { Uncounted($0.arena) }
    self.limits = WireLimits(messageBytes: maxMessageBytes)
    self.maxSentBytes = min(maxSentBytes, Int(UInt32.max))  // What a prefix can say.
  }

  final var loop: RPCLoop { keptLoop.object }

  final var maxMessageBytes: Int { limits.messageBytes }

  /// Whether the caller is on the loop, where messages are read and written in place.
  @usableFromInline final var isOnLoop: Bool { keptLoop.with { $0.isCurrent } }

  /// What must happen before the first message is written; throws when nothing can be written any more.
  @usableFromInline func prepareToWrite() throws(RPCError) {
    if let writingEnded { throw writingEnded.error }
  }

  /// The message for which bytes were reserved is taken, or will not be.
  func returnReserved() {}

  /// A message of a call whose peer compresses was taken from the queue.
  func tookMessage(compressed: Bool) {}

  /// A message was put into the queue.
  @usableFromInline func wroteMessage() {}

  /// Whether a writer waits although the queue has room, until it is given its turn by ``writeOne()``.
  func awaitsTurn() -> Bool { false }

  /// Somebody waits for a message that is not whole: the peer may send the rest, which `maxMessageBytes` bounds.
  func creditIncomplete() { credit(keeping: 0) }

  override func sentData() { if !writers.isEmpty { writingChanged() } }
}

// MARK: Messages

extension MessageStream {
  /// The next message; nil after the last one.
  @inlinable nonisolated(nonsending) final func next<M: WireMessage>(_ type: M.Type) async throws(RPCError) -> M? {
    guard isOnLoop else {
      guard let bytes = try await copyFront() else { return nil }
      return try decode(bytes)
    }
    switch try poll() {
    case .message: return try takeFront()
    case .end: return nil
    case .later: return try await awaitFront() ? takeFront() : nil
    }
  }

  /// The message of a call that sends exactly one.
  @inlinable nonisolated(nonsending) final func receiveOnly<M: WireMessage>(_ type: M.Type) async throws(RPCError) -> M
  {
    guard isOnLoop else { return try decode(try await copyOnly()) }
    if !isOnlyWhole { try await awaitOnly() }
    return try takeFront()
  }

  /// Writes one message; waits first while the queue is full. `compressed` false leaves it plain in any case.
  @inlinable nonisolated(nonsending) final func write<M: WireMessage>(
    _ message: M, compressed: Bool = true
  ) async throws(RPCError) {
    guard isOnLoop, hasRoom else { return try await write(frame: MessageFrame.bytes(of: message), compressed) }
    try prepareToWrite()
    let before = queuedBytes
    enqueue(message, compressed: compressed)
    try wrote(after: before)
  }

  /// Puts a message into the queue. To be called on the loop.
  @inlinable final func enqueue<M: WireMessage>(_ message: M, compressed: Bool = true) {
    guard outboundEncoding == nil || !compressed else { return enqueue(frame: MessageFrame.bytes(of: message)) }
    let size = arena.with { arena in message.encode(arena: arena) { reserveFrame(upperBound: $0) } }
    commitFrame(size)
  }

  /// Reads the message at the front, in place, and takes it out of the queue.
  @inlinable final func takeFront<M: WireMessage>() throws(RPCError) -> M {
    let bytes = try front()
    let message = arena.with { arena in
      Result { () throws(WireError) in try M(decoding: bytes, limits: limits, arena: arena) }
    }
    let decodedBytes = arena.with { $0.takeReadBytes() }
    switch message {
    case .success(let message):
      try dropFront(decodedBytes: decodedBytes)
      return message
    case .failure(let error):
      try dropFront()
      throw Self.unreadable(M.fullName, error)
    }
  }

  /// Reads a message that was taken out of the queue, off the loop.
  @inlinable final func decode<M: WireMessage>(_ bytes: [UInt8]) throws(RPCError) -> M {
    let arena = Arena(blockBytes: 4 << 10)
    let message = bytes.withUnsafeBytes { bytes in
      Result { () throws(WireError) in try M(decoding: bytes, limits: limits, arena: arena) }
    }
    switch message {
    case .success(let message):
      decoded(bytes.count, to: arena.takeReadBytes())
      return message
    case .failure(let error): throw Self.unreadable(M.fullName, error)
    }
  }

  @usableFromInline static func unreadable(_ type: String, _ error: WireError) -> RPCError {
    RPCError(code: .internal, message: "A \(type) could not be read: \(error).")
  }
}
