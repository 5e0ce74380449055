/// What is known of a stream's next message.
@usableFromInline enum Polled {
  /// It is whole, at the front of the queue.
  case message
  /// There is none: the last one was taken.
  case end
  /// It is still to come.
  case later
}

extension MessageStream {
  /// What is known of the next message. On the loop.
  ///
  /// - Throws: why there will be none.
  @usableFromInline final func poll() throws(RPCError) -> Polled {
    if case .failed(let ending) = reading { throw ending.error }
    switch frontFrame {
    case .complete: return .message
    case .incomplete: break
    case .tooLarge(let size):
      throw RPCError(
        code: .resourceExhausted, message: "A message of \(size) bytes came; the limit is \(maxMessageBytes).")
    case .compressed:
      throw RPCError(code: .internal, message: "A compressed message came without grpc-encoding.")
    case .malformed: throw RPCError(code: .internal, message: "A message has a malformed prefix.")
    }
    guard case .ended(let ending) = reading else { return .later }
    if let ending { throw ending.error }
    guard inbound.isEmpty else { throw Self.cutOff }
    return .end
  }

  /// Whether exactly one message came, is whole, and nothing failed. On the loop.
  @usableFromInline final var isOnlyWhole: Bool {
    guard case .ended(nil) = reading, case .complete(let size) = frontFrame else { return false }
    return inbound.count == MessageFrame.prefixSize + size
  }

  final var frontFrame: MessageFrame.Front {
    MessageFrame.front(of: inbound.bytes, limit: maxMessageBytes, encoded: inboundEncoding != nil)
  }

  /// Whether the bytes that came end inside a message. On the loop.
  final var endsInsideMessage: Bool {
    var rest = inbound.bytes
    while !rest.isEmpty {
      switch MessageFrame.front(of: rest, limit: maxMessageBytes, encoded: inboundEncoding != nil) {
      case .complete(let size): rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(MessageFrame.prefixSize + size))
      case .incomplete: return true
      case .tooLarge, .compressed, .malformed: return false  // What follows has no beginning.
      }
    }
    return false
  }

  static let cutOff = RPCError(code: .internal, message: "The last message was cut off.")

  /// The bytes of the whole message at the front, inflated; valid until ``dropFront()``.
  @usableFromInline final func front() throws(RPCError) -> UnsafeRawBufferPointer {
    // Between a reader's wake-up and its turn the call may have failed.
    if case .failed(let ending) = reading { throw ending.error }
    guard case .complete(let size) = frontFrame else {
      _ = try poll()
      throw Self.twoReaders
    }
    let start = MessageFrame.prefixSize
    let bytes = UnsafeRawBufferPointer(rebasing: inbound.bytes[start..<(start + size)])
    guard inbound.bytes[0] == 1, let inboundEncoding else { return bytes }
    let result: [UInt8]
    do throws(ZlibStream.Fault) {
      result = try ZlibStream.inflated(bytes, inboundEncoding, limit: maxMessageBytes)
    } catch {
      throw inflationFault(error, inboundEncoding)
    }
    inflated.removeAll()
    result.withUnsafeBytes { inflated.append($0) }
    return inflated.bytes
  }

  private func inflationFault(_ fault: ZlibStream.Fault, _ format: Compression) -> RPCError {
    switch fault {
    case .tooLarge:
      let message = "A message has more than \(maxMessageBytes) bytes when inflated, which is the limit."
      return RPCError(code: .resourceExhausted, message: message)
    case .malformed: return RPCError(code: .internal, message: "A message is not \(format.rawValue).")
    }
  }

  /// Takes the message at the front out of the queue, and gives its sender credit for more.
  ///
  /// - Parameter decodedBytes: what was made of it takes about so many bytes.
  /// - Throws: why the call ended because of that.
  @usableFromInline final func dropFront(decodedBytes: Int = 0) throws(RPCError) {
    let inflatedBytes = inflated.count
    inflated.removeAll()
    guard case .complete(let size) = frontFrame else { return }
    if inboundEncoding != nil { tookMessage(compressed: inbound.bytes[0] == 1) }
    if reservedBytes > 0 { returnReserved() }
    inbound.drop(MessageFrame.prefixSize + size)
    takenBytes = max(size, inflatedBytes, decodedBytes)
    counts.received(size)
    credit(keeping: min(uncredited, inbound.count))
    try took(takenBytes - size)
  }

  /// A message that was taken has so many bytes more than came: the connection counts them too, and ends the call when it
  /// holds too much. What is little is in what a call counts for by itself.
  private func took(_ more: Int) throws(RPCError) {
    guard more >= Self.ownBytes else { return }
    whileOpen { _, session in session.queued(more, on: self) }
    if case .failed(let ending) = reading { throw ending.error }
  }

  /// The message of `size` bytes that was taken last became one of about `decodedBytes`. Off the loop.
  @usableFromInline final func decoded(_ size: Int, to decodedBytes: Int) {
    guard decodedBytes - size >= Self.ownBytes else { return }
    loop.execute {
      self.takenBytes = max(self.takenBytes, decodedBytes)
      self.whileOpen { _, session in session.queued(decodedBytes - size, on: self) }
    }
  }

  // MARK: Waiting

  /// Waits until the next message is whole; false when there is none. For tasks on the loop.
  @usableFromInline final func awaitFront() async throws(RPCError) -> Bool {
    await becomeReadable()
    return try hasFront()
  }

  private func hasFront() throws(RPCError) -> Bool {
    switch try poll() {
    case .message: true
    case .end: false
    case .later: throw Self.twoReaders
    }
  }

  /// Waits until the only message and the end are there. For tasks on the loop.
  @usableFromInline final func awaitOnly() async throws(RPCError) {
    let outcome: Result<Void, RPCError> = await whenDone { self.whenOnly($0) }
    try outcome.get()
  }

  /// A copy of the next message, taken out; nil after the last one. For tasks elsewhere.
  @usableFromInline final func copyFront() async throws(RPCError) -> [UInt8]? {
    let outcome: Result<[UInt8]?, RPCError> = await whenDone { done in
      self.whenReadable {
        done(Result { () throws(RPCError) in try self.hasFront() ? self.takeCopy() : nil })
      }
    }
    return try outcome.get()
  }

  /// A copy of the only message, taken out. For tasks elsewhere.
  @usableFromInline final func copyOnly() async throws(RPCError) -> [UInt8] {
    let outcome: Result<[UInt8], RPCError> = await whenDone { done in
      self.whenOnly { only in
        done(
          Result { () throws(RPCError) in
            try only.get()
            return try self.takeCopy()
          })
      }
    }
    return try outcome.get()
  }

  private func takeCopy() throws(RPCError) -> [UInt8] {
    let bytes = Array(try front())
    try dropFront()
    return bytes
  }

  private func becomeReadable() async {
    await whenDone { (done: @escaping (()) -> Void) in self.whenReadable { done(()) } }
  }

  /// Runs `body` on the loop and waits until it says that it is done; cancelling the task fails the reading.
  private func whenDone<Outcome: Sendable>(
    _ body: @escaping @Sendable (@escaping (Outcome) -> Void) -> Void
  ) async -> Outcome {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        loop.perform { body { continuation.resume(returning: $0) } }
      }
    } onCancel: {
      loop.execute { self.failReading(Ending(Self.taskCancelled)) }
    }
  }

  /// Tells, when it is known, whether exactly one message came; it is then at the front.
  private func whenOnly(_ body: @escaping (Result<Void, RPCError>) -> Void) {
    whenReadable {
      do throws(RPCError) {
        guard try self.hasFront() else {
          throw Self.wrongCount("A message was expected, and none came.")
        }
        self.whenEnded { body(Result { () throws(RPCError) in try self.checkOnly() }) }
      } catch {
        body(.failure(error))
      }
    }
  }

  /// Checks, once no byte can come any more, that one message is all there is.
  private func checkOnly() throws(RPCError) {
    switch reading {
    case .failed(let ending), .ended(let ending?): throw ending.error
    case .open, .ended(nil): break
    }
    guard isOnlyWhole else { throw Self.wrongCount("One message was expected, and more came.") }
  }

  /// A request or a response of another number of messages than its method has: grpc/doc/statuscodes.md calls that a
  /// cardinality violation, and UNIMPLEMENTED on either side, as gRPC's C++ core and grpc-node do; grpc-go and grpc-java
  /// say INTERNAL.
  private static func wrongCount(_ message: String) -> RPCError { RPCError(code: .unimplemented, message: message) }

  static let twoReaders = RPCError(code: .internal, message: "Two tasks read one stream.")

  // MARK: The reader

  /// Whether a task waits for a message of which a part has come.
  final var awaitsRest: Bool { reader != nil && !inbound.isEmpty }

  /// Whether ``poll()`` has an answer.
  private var isReadable: Bool {
    switch reading {
    case .failed, .ended: true
    case .open: frontFrame != .incomplete
    }
  }

  private func whenReadable(_ body: @escaping () -> Void) {
    guard reader == nil, !isReadable else { return body() }
    reader = body
    creditIncomplete()
  }

  /// Runs `body` when the end is known, or when bytes come behind the message at the front.
  private func whenEnded(_ body: @escaping () -> Void) {
    guard case .open = reading, reader == nil, case .complete(let size) = frontFrame,
      inbound.count == MessageFrame.prefixSize + size
    else { return body() }
    reader = { self.whenEnded(body) }
    creditIncomplete()
  }

  /// Bytes, the end or a failure came: wakes the reader when there is something for it.
  final func readingChanged() {
    guard let reader else { return }
    guard isReadable else { return creditIncomplete() }
    self.reader = nil
    reader()
  }

  final func failReading(_ ending: Ending) {
    if case .failed = reading { return }
    reading = .failed(ending)
    if reservedBytes > 0 { returnReserved() }
    inbound.removeAll()
    credit(keeping: 0)
    readingChanged()
  }
}
