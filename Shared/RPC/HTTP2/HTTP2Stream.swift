/// One HTTP/2 stream of a connection: its bytes in both directions, and what befalls it.
///
/// Subclasses give it a meaning. They are told of events from inside nghttp2's callbacks, so they may submit frames and
/// resume tasks (which run later), and never close the connection.
@usableFromInline class HTTP2Stream {
  /// The connection while the stream is open.
  final var connection: HTTP2Connection? {
    get { openConnection?.object }
    set { openConnection = newValue.map(Uncounted.init) }
  }
  /// Its channel holds it until its end, with which its streams end.
  private final var openConnection: Uncounted<HTTP2Connection>?
  /// The stream's number; 0 before it is opened.
  final var id: Int32 = 0
  /// The stream's place in its session's table.
  final var slot = -1

  /// Bytes received and not yet taken.
  final var inbound = ByteQueue()
  /// Bytes to be sent.
  final var outbound = ByteQueue()
  /// Bytes that are kept of its headers, those of the request and those of the answer.
  final var headBytes = 0
  /// Bytes of the message that was taken last, which its handler still has: as it came, or as it became by inflating and
  /// reading, whichever is more.
  final var takenBytes = 0
  /// Bytes of messages that wait for room in ``outbound``.
  final var waitingBytes = 0
  /// Of the received bytes, those for which the peer has no credit again yet.
  final var uncredited = 0
  /// Whether the peer gets no credit until there is room for the message that it sends.
  final var isParked = false
  /// Whether nothing is added to `outbound` any more.
  final var isFinishing = false
  /// What follows the last of `outbound`; nil when the stream just ends.
  final var trailers: Trailers?
  /// Whether nghttp2 waits to be told that there is more to send.
  final var isDeferred = false
  /// Whether the peer has ended its side.
  final var isRemotelyEnded = false
  /// Whether this side has reset it.
  final var isResetHere = false
  /// All bytes that have come.
  final var bytesIn = 0
  /// All bytes that have left the queue.
  final var bytesOut = 0

  /// A field of a header block came; true when nobody needs it any more, false when it is to be part of the block.
  func reads(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Bool { false }
  /// A header block came to its end; it has the fields that were not read, and is cut off when it passed our limit.
  /// Nothing follows the last one.
  func received(headers: HeaderBlock, overflowed: Bool, isLast: Bool) {}
  /// A header block was so large that it is not read to its end: nothing else is told of it.
  func receivedHeaderBomb() {}
  /// Bytes were added to ``inbound``.
  func receivedData() {}
  /// The peer ended its side after data.
  func receivedEnd() {}
  /// Our last frame of the stream left.
  func sentEnd() {}
  /// Bytes were taken from ``outbound``.
  func sentData() {}
  /// The connection holds more bytes in its queues than it may; this stream added the last ones.
  func overfilled() {}
  /// The stream is over. It is told last, and once.
  func closed(_ reason: StreamEnd) {}
}

/// Why a stream is over.
enum StreamEnd {
  /// Both sides ended it, or one of them reset it with this code.
  case code(HTTP2ErrorCode)
  /// The connection ended first.
  case connectionLost(String)
  /// The request was never sent, for this reason: the peer knows nothing of it.
  case unsent(String)
}

extension HTTP2Stream {
  final var isOpen: Bool { openConnection != nil }

  /// About what a stream costs by itself, in bytes: its objects here and in nghttp2, and its handler's task.
  static let ownBytes = 4 << 10

  /// The memory that it holds, in bytes.
  final var memoryBytes: Int {
    Self.ownBytes + inbound.memoryBytes + outbound.memoryBytes + headBytes + waitingBytes + takenBytes
  }

  /// Calls `body` with the connection and its session while the stream is open; nil when it is not.
  @inline(__always) @discardableResult
  final func whileOpen<Result>(_ body: (HTTP2Connection, HTTP2Session) -> Result) -> Result? {
    openConnection?.with { connection in connection.withSession { body(connection, $0) } }
  }

  /// Gives the peer credit for received bytes until only those of the next `kept` bytes in the queue lack it.
  final func credit(keeping kept: Int) {
    let size = uncredited - kept
    guard size > 0 else { return }
    uncredited = kept
    whileOpen { connection, session in
      session.consume(size, on: self)
      connection.markDirty()
    }
  }

  /// Tells nghttp2 that there is more to send, or that the end is known.
  @usableFromInline final func outboundChanged() {
    whileOpen { connection, session in
      if isDeferred {
        isDeferred = false
        session.resume(self)
      }
      connection.markDirty()
    }
  }

  /// Ends the stream in both directions at once.
  final func reset(_ code: HTTP2ErrorCode) {
    whileOpen { connection, session in
      session.reset(self, code)
      connection.markDirty()
    }
  }
}
