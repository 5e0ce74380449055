internal import NIOCore
internal import Wire

/// A stream that carries messages: framing, back-pressure and the meeting of tasks with the event loop.
///
/// A task may wait for a message, others for room to write; each waits as a body that runs on the loop once.
// State is touched on `loop` only; the async methods hop to it.
class MessageStream: HTTP2Stream, @unchecked Sendable {
  final let loop: RPCLoop
  private final let limits: WireLimits
  private final let maxSentBytes: Int
  /// What has gone through so far.
  final var counts = MessageCounts()

  /// Whether more messages can come.
  enum Reading {
    case open
    /// The peer has ended its side; what is queued is still delivered, then this error, if any.
    case ended(RPCError?)
    /// The call is over: nothing is delivered any more.
    case failed(RPCError)
  }

  final var reading = Reading.open
  /// Why nothing can be written any more.
  final var writingEnded: RPCError?
  /// How the peer's messages may be compressed: its `grpc-encoding`.
  final var inboundEncoding: Compression?
  /// How our messages are compressed.
  final var outboundEncoding: Compression?
  private var reader: (() -> Void)?
  private var writers: [Writer] = []
  private var writersBegun = 0

  private struct Writer {
    let number: Int
    let resume: (RPCError?) -> Void
  }

  /// Writers wait while more than this lies in the queue, so a stream holds at most this and one message.
  static let highWaterBytes = 64 << 10

  private static let taskCancelled = RPCError(code: .cancelled, message: "The task was cancelled.")

  init(loop: RPCLoop, maxMessageBytes: Int, maxSentBytes: Int = .max) {
    self.loop = loop
    self.limits = WireLimits(messageBytes: maxMessageBytes)
    self.maxSentBytes = min(maxSentBytes, Int(UInt32.max))  // What a prefix can say.
  }

  final var maxMessageBytes: Int { limits.messageBytes }

  // MARK: Reading

  /// The next message; nil after the last one.
  final func next<M: WireMessage>(_ type: M.Type) async throws(RPCError) -> M? {
    if loop.isCurrent, reader == nil, let outcome = poll(type) { return try outcome.get() }
    let outcome = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        loop.perform { self.whenReadable { continuation.resume(returning: self.outcome(type)) } }
      }
    } onCancel: {
      loop.eventLoop.execute { self.failReading(Self.taskCancelled) }
    }
    return try outcome.get()
  }

  /// The message of a call that sends exactly one.
  final func receiveOnly<M: WireMessage>(_ type: M.Type) async throws(RPCError) -> M {
    if loop.isCurrent, reader == nil, case .ended = reading, let message = poll(type), let end = poll(type) {
      return try Self.only(message, end).get()
    }
    let outcome = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        loop.perform { self.whenOnly(type) { continuation.resume(returning: $0) } }
      }
    } onCancel: {
      loop.eventLoop.execute { self.failReading(Self.taskCancelled) }
    }
    return try outcome.get()
  }

  private func whenOnly<M: WireMessage>(_ type: M.Type, _ body: @escaping (Result<M, RPCError>) -> Void) {
    whenReadable {
      let message = self.outcome(type)
      guard case .success(.some) = message else { return body(Self.only(message, .success(nil))) }
      self.whenReadable { body(Self.only(message, self.outcome(type))) }
    }
  }

  /// What `message` and what follows it mean together.
  private static func only<M>(_ message: Result<M?, RPCError>, _ end: Result<M?, RPCError>) -> Result<M, RPCError> {
    switch (message, end) {
    case (.failure(let error), _), (_, .failure(let error)): .failure(error)
    case (.success(nil), _):
      .failure(RPCError(code: .internal, message: "A message was expected, and none came."))
    case (.success(let message?), .success(nil)): .success(message)
    case (_, .success):
      .failure(RPCError(code: .internal, message: "One message was expected, and more came."))
    }
  }

  /// Whether ``poll(_:)`` has an answer.
  final var isReadable: Bool {
    switch reading {
    case .failed, .ended: true
    case .open: front != .incomplete
    }
  }

  /// Whether a task waits for a message of which a part has come.
  final var awaitsRest: Bool { reader != nil && !inbound.isEmpty }

  final var front: MessageFrame.Front {
    MessageFrame.front(of: inbound.bytes, limit: maxMessageBytes, encoded: inboundEncoding != nil)
  }

  private func outcome<M: WireMessage>(_ type: M.Type) -> Result<M?, RPCError> {
    poll(type) ?? .failure(RPCError(code: .internal, message: "Two tasks read one stream."))
  }

  /// The next message if there is one, nil inside when there will be none; nil when it is not known yet.
  private func poll<M: WireMessage>(_ type: M.Type) -> Result<M?, RPCError>? {
    if case .failed(let error) = reading { return .failure(error) }
    switch front {
    case .complete(let size): return take(type, size)
    case .tooLarge(let size):
      return .failure(
        RPCError(
          code: .resourceExhausted, message: "A message of \(size) bytes came; the limit is \(maxMessageBytes)."))
    case .compressed:
      return .failure(RPCError(code: .internal, message: "A compressed message came without grpc-encoding."))
    case .malformed: return .failure(RPCError(code: .internal, message: "A message has a malformed prefix."))
    case .incomplete: break
    }
    guard case .ended(let error) = reading else { return nil }
    if let error { return .failure(error) }
    guard inbound.isEmpty else {
      return .failure(RPCError(code: .internal, message: "The last message was cut off."))
    }
    return .success(nil)
  }

  private func take<M: WireMessage>(_ type: M.Type, _ size: Int) -> Result<M?, RPCError> {
    let start = MessageFrame.prefixSize
    let bytes = UnsafeRawBufferPointer(rebasing: inbound.bytes[start..<(start + size)])
    let message: Result<M?, RPCError> =
      if inbound.bytes[0] == 1, let inboundEncoding { inflate(bytes, inboundEncoding) } else { decode(bytes) }
    inbound.drop(MessageFrame.prefixSize + size)
    counts.received(size)
    credit(keeping: min(uncredited, inbound.count))
    return message
  }

  private func decode<M: WireMessage>(_ bytes: UnsafeRawBufferPointer) -> Result<M?, RPCError> {
    do throws(WireError) {
      return .success(try M(decoding: bytes, limits: limits, arena: loop.arena))
    } catch {
      return .failure(RPCError(code: .internal, message: "A \(M.fullName) could not be read: \(error)."))
    }
  }

  private func inflate<M: WireMessage>(
    _ bytes: UnsafeRawBufferPointer, _ format: Compression
  ) -> Result<M?, RPCError> {
    do throws(ZlibStream.Fault) {
      return try ZlibStream.inflated(bytes, format, limit: maxMessageBytes).withUnsafeBytes { decode($0) }
    } catch {
      switch error {
      case .tooLarge:
        let message = "A message has more than \(maxMessageBytes) bytes when inflated, which is the limit."
        return .failure(RPCError(code: .resourceExhausted, message: message))
      case .malformed:
        return .failure(RPCError(code: .internal, message: "A message is not \(format.rawValue)."))
      }
    }
  }

  private func whenReadable(_ body: @escaping () -> Void) {
    guard reader == nil, !isReadable else { return body() }
    reader = body
    creditIncomplete()
  }

  /// Somebody waits for a message that is not whole: the peer may send the rest, which `maxMessageBytes` bounds.
  final func creditIncomplete() { credit(keeping: 0) }

  /// Bytes, the end or a failure came: wakes the reader when there is something for it.
  final func readingChanged() {
    guard let reader else { return }
    guard isReadable else { return creditIncomplete() }
    self.reader = nil
    reader()
  }

  final func failReading(_ error: RPCError) {
    if case .failed = reading { return }
    reading = .failed(error)
    inbound.removeAll()
    credit(keeping: 0)
    readingChanged()
  }

  // MARK: Writing

  /// Writes one message; waits first while the queue is full.
  final func write<M: WireMessage>(_ message: M) async throws(RPCError) {
    if loop.isCurrent {
      if writers.isEmpty, outbound.count < Self.highWaterBytes { return try append(message) }
      try await whenWritable { () throws(RPCError) in try self.append(message) }
    } else {
      let frame = MessageFrame.bytes(of: message)
      try await whenWritable { () throws(RPCError) in try self.append(frame) }
    }
  }

  /// What must happen before the first message is written; throws when nothing can be written any more.
  func prepareToWrite() throws(RPCError) {
    if let writingEnded { throw writingEnded }
  }

  private func append<M: WireMessage>(_ message: M) throws(RPCError) {
    try prepareToWrite()
    let before = outbound.count
    enqueue(message)
    try wrote(after: before)
  }

  private func append(_ frame: [UInt8]) throws(RPCError) {
    try prepareToWrite()
    let before = outbound.count
    frame.withUnsafeBytes { enqueue($0) }
    try wrote(after: before)
  }

  /// A message was put behind the first `before` bytes of the queue: it is counted and sent, or taken back.
  private func wrote(after before: Int) throws(RPCError) {
    let size = outbound.count - before - MessageFrame.prefixSize
    guard size <= maxSentBytes else {
      outbound.dropLast(outbound.count - before)
      let message = "A message of \(size) bytes was to be sent; the limit is \(maxSentBytes)."
      throw RPCError(code: .resourceExhausted, message: message)
    }
    counts.sent(size)
    outboundChanged()
    connection?.session.queued(size, on: self)
  }

  /// Puts a message into the queue. To be called on the loop.
  final func enqueue<M: WireMessage>(_ message: M) {
    guard outboundEncoding != nil else { return MessageFrame.append(message, to: &outbound, arena: loop.arena) }
    var plain = ByteQueue()
    MessageFrame.append(message, to: &plain, arena: loop.arena)
    enqueue(plain.bytes)
  }

  /// Puts a plain frame into the queue.
  final func enqueue(_ frame: UnsafeRawBufferPointer) {
    guard let outboundEncoding else { return outbound.append(frame) }
    MessageFrame.append(frame, compressedBy: outboundEncoding, to: &outbound)
  }

  /// Runs `body` on the loop as soon as there is room.
  private func whenWritable(_ body: @escaping @Sendable () throws(RPCError) -> Void) async throws(RPCError) {
    let ticket = Ticket()
    let outcome: Result<Void, RPCError> = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        loop.perform {
          self.enqueueWriter(ticket) { error in
            if let error { return continuation.resume(returning: .failure(error)) }
            continuation.resume(returning: Result { () throws(RPCError) in try body() })
          }
        }
      }
    } onCancel: {
      loop.eventLoop.execute { self.cancelWriter(ticket) }
    }
    try outcome.get()
  }

  private func enqueueWriter(_ ticket: Ticket, _ resume: @escaping (RPCError?) -> Void) {
    if ticket.isCancelled { return resume(Self.taskCancelled) }
    if writers.isEmpty, outbound.count < Self.highWaterBytes || writingEnded != nil { return resume(nil) }
    writersBegun += 1
    ticket.number = writersBegun
    writers.append(Writer(number: writersBegun, resume: resume))
  }

  private func cancelWriter(_ ticket: Ticket) {
    ticket.isCancelled = true
    guard let index = writers.firstIndex(where: { $0.number == ticket.number }) else { return }
    writers.remove(at: index).resume(Self.taskCancelled)
  }

  /// Lets writers go on, in order, while there is room.
  final func writingChanged() {
    while !writers.isEmpty, outbound.count < Self.highWaterBytes || writingEnded != nil {
      writers.removeFirst().resume(nil)
    }
  }

  final func failWriting(_ error: RPCError) {
    if writingEnded == nil { writingEnded = error }
    writingChanged()
  }

  override func sentData() { if !writers.isEmpty { writingChanged() } }
}

/// Names a waiting writer, so that cancelling its task finds it. Touched on the loop only.
private final class Ticket: @unchecked Sendable {  // Written and read on the stream's loop, by closures that run there.
  var number = 0
  var isCancelled = false
}
