/// Who waits for room to write.
struct WaitingWriter {
  let number: Int
  /// The size of its message.
  let size: Int
  let resume: (RPCError?) -> Void
}

extension MessageStream {
  /// Whether a message may be written at once. On the loop.
  @usableFromInline final var hasRoom: Bool {
    let isCongested = whileOpen { connection, _ in connection.isCongested } ?? false
    return writers.isEmpty && outbound.count < Self.highWaterBytes && !isCongested
  }

  /// Room for a frame with a message of at most `upperBound` bytes; answers where the message goes.
  @usableFromInline final func reserveFrame(upperBound: Int) -> UnsafeMutableRawPointer {
    outbound.reserve(MessageFrame.prefixSize + upperBound) + MessageFrame.prefixSize
  }

  /// The message of the reserved frame was written and has `size` bytes.
  @usableFromInline final func commitFrame(_ size: Int) {
    MessageFrame.writePrefix(size: size, at: outbound.reserve(MessageFrame.prefixSize + size))
    outbound.commit(MessageFrame.prefixSize + size)
  }

  /// Puts a plain frame into the queue; it is compressed if that was agreed on, and is wanted. On the loop.
  @usableFromInline final func enqueue(frame: [UInt8], compressed: Bool = true) {
    frame.withUnsafeBytes { bytes in
      guard compressed, let outboundEncoding else { return outbound.append(bytes) }
      MessageFrame.append(bytes, compressedBy: outboundEncoding, to: &outbound)
    }
  }

  /// Writes a frame as soon as there is room.
  @usableFromInline final func write(frame: [UInt8], _ compressed: Bool) async throws(RPCError) {
    let ticket = Ticket()
    let outcome: Result<Void, RPCError> = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        loop.perform {
          self.enqueueWriter(ticket, size: frame.count) { error in
            if let error { return continuation.resume(returning: .failure(error)) }
            continuation.resume(returning: Result { () throws(RPCError) in try self.append(frame, compressed) })
          }
        }
      }
    } onCancel: {
      loop.execute { self.cancelWriter(ticket) }
    }
    try outcome.get()
  }

  private func append(_ frame: [UInt8], _ compressed: Bool) throws(RPCError) {
    try prepareToWrite()
    let before = queuedBytes
    enqueue(frame: frame, compressed: compressed)
    try wrote(after: before)
  }

  @usableFromInline final var queuedBytes: Int { outbound.count }

  /// A message was put behind the first `before` bytes of the queue: it is counted and sent, or taken back.
  @usableFromInline final func wrote(after before: Int) throws(RPCError) {
    let size = outbound.count - before - MessageFrame.prefixSize
    guard size <= maxSentBytes else {
      outbound.dropLast(outbound.count - before)
      let message = "A message of \(size) bytes was to be sent; the limit is \(maxSentBytes)."
      throw RPCError(code: .resourceExhausted, message: message)
    }
    counts.sent(size)
    outboundChanged()
    wroteMessage()
    whileOpen { _, session in session.queued(size, on: self) }
  }

  private func enqueueWriter(_ ticket: Ticket, size: Int, _ resume: @escaping (RPCError?) -> Void) {
    if ticket.isCancelled { return resume(Self.taskCancelled) }
    if hasRoom || writers.isEmpty && writingEnded != nil { return resume(nil) }
    writersBegun += 1
    ticket.number = writersBegun
    writers.append(WaitingWriter(number: writersBegun, size: size, resume: resume))
    waitingBytes += size
    writingChanged()
    if !writers.isEmpty { whileOpen { _, session in session.queued(size, on: self) } }
  }

  private func cancelWriter(_ ticket: Ticket) {
    ticket.isCancelled = true
    guard let index = writers.firstIndex(where: { $0.number == ticket.number }) else { return }
    resumeWriter(at: index, Self.taskCancelled)
  }

  /// Lets writers go on, in order, while there is room.
  final func writingChanged() {
    while !writers.isEmpty, outbound.count < Self.highWaterBytes || writingEnded != nil {
      if writingEnded == nil, awaitsTurn() { return }
      resumeWriter(at: 0, nil)
    }
  }

  /// Lets one writer go on, if there is room.
  final func writeOne() {
    if !writers.isEmpty, outbound.count < Self.highWaterBytes { resumeWriter(at: 0, nil) }
    writingChanged()
  }

  private func resumeWriter(at index: Int, _ error: RPCError?) {
    let writer = writers.remove(at: index)
    waitingBytes -= writer.size
    writer.resume(error)
  }

  final func failWriting(_ ending: Ending) {
    if writingEnded == nil { writingEnded = ending }
    writingChanged()
  }
}

/// Names a waiting writer, so that cancelling its task finds it. Touched on the loop only.
private final class Ticket: @unchecked Sendable {  // Written and read on the stream's loop, by closures that run there.
  var number = 0
  var isCancelled = false
}
