internal import CNghttp2
internal import NIOCore

/// Owns one `nghttp2_session`. It does no I/O: bytes go in by ``receive(_:)`` and come out by ``gather(limit:)``.
///
/// Confined to one event loop. nghttp2's contract: `receive` and `gather` are never called from inside a callback, nor
/// is the session deleted there; submitting is allowed anywhere.
final class HTTP2Session {
  /// What a session asks of its owner.
  protocol Owner: AnyObject {
    /// The peer opens a stream (server only).
    func makeStream() -> HTTP2Stream
    /// The peer will not answer streams above `lastStreamID`, nor take new ones.
    func receivedGoaway(lastStreamID: Int32, code: HTTP2ErrorCode, debug: String)
    /// The peer told its settings.
    func receivedSettings()
    /// The peer answered our PING.
    func receivedPingAck()
    /// A stream was reset from this side.
    func sentReset(_ code: HTTP2ErrorCode)
    /// A GOAWAY is on its way.
    func sentGoaway()
    /// Another ``auditBytes`` went into the streams' queues, the last of it into that of `stream`.
    func filled(by stream: HTTP2Stream)
  }

  let role: HTTP2Role
  let settings: HTTP2Settings
  unowned(unsafe) let owner: any Owner  // It holds the session, and alone calls it.
  var streams = StreamTable()
  /// Whose header block is being received, as ``HTTP2Stream/with(_:_:)`` takes it: blocks of one connection never
  /// interleave (RFC 9113, 4.3).
  var receiving: UnsafeMutableRawPointer?
  /// The stream that nghttp2 spoke of last, as ``stream(_:_:)`` answers it.
  private var recent: UnsafeMutableRawPointer?
  private var recentID: Int32 = 0
  /// What that block has beside the fields that its stream has read as they came.
  var headers = HeaderBlock()
  var headersOverflowed = false
  /// The decoded size of the block that is being received, dropped fields included.
  var decodedBytes = 0
  /// Whether a block was so much larger than our limit that it was made to be.
  var sawHeaderBomb = false
  /// HEADERS and DATA frames that were sent.
  var workSent = 0
  /// Pieces of DATA that came and were not empty, as nghttp2 tells them: at least one for each frame that is not.
  var piecesReceived = 0
  /// DATA frames that the peer's window cut small.
  var slivers = 0
  /// Frames to be sent; taken by the owner after ``gather(limit:)``, and its loop's own memory meanwhile.
  var output: ByteBuffer
  /// Received bytes for which the connection's credit is held back.
  private var withheld = 0
  /// Received bytes in the streams' queues.
  private var buffered = 0
  /// Bytes that went into the streams' queues since their owner was told.
  private var unaudited = 0

  private var raw: OpaquePointer?
  /// Where the session takes its memory from: it must not be let go before the session is.
  let memory: LoopMemory

  init(role: HTTP2Role, settings: HTTP2Settings, owner: any Owner, memory: LoopMemory) throws(HTTP2Fault) {
    self.memory = memory
    self.role = role
    self.settings = settings
    self.owner = owner
    self.output = ByteBuffer()
    let me = Unmanaged.passUnretained(self).toOpaque()
    let tables = role == .server ? SessionTables.server : SessionTables.client
    switch role {
    case .server:
      try Self.check(nghttp2_session_server_new3(&raw, tables.callbacks, me, tables.options, memory.functions))
    case .client:
      try Self.check(nghttp2_session_client_new3(&raw, tables.callbacks, me, tables.options, memory.functions))
    }
    try submitSettings()
  }

  deinit { nghttp2_session_del(raw) }

  /// Whether the session has neither anything to say nor anything to hear, so that the connection should close.
  var isDone: Bool { nghttp2_session_want_read(raw) == 0 && nghttp2_session_want_write(raw) == 0 }

  func receive(_ bytes: UnsafeRawBufferPointer) throws(HTTP2Fault) {
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let consumed = nghttp2_session_mem_recv(raw, start, bytes.count)
    guard consumed >= 0 else { throw HTTP2Fault(code: Int32(truncatingIfNeeded: consumed)) }
  }

  /// Adds frames to ``output`` until there is none left or `limit` bytes are there.
  func gather(limit: Int) throws(HTTP2Fault) {
    while output.readableBytes < limit {
      var frame: UnsafePointer<UInt8>?
      let size = nghttp2_session_mem_send(raw, &frame)
      guard size >= 0 else { throw HTTP2Fault(code: Int32(truncatingIfNeeded: size)) }
      guard size > 0 else { return }
      output.writeBytes(UnsafeRawBufferPointer(start: frame, count: size))
    }
  }

  /// Ends every open stream, once: the connection is lost.
  func end(_ why: String) {
    receiving = nil
    forgetRecent()
    while let stream = streams.takeAny() {
      stream.connection = nil
      stream.closed(wasSent(stream) ? .connectionLost(why) : .unsent(why))
    }
  }

  /// Whether the headers of a stream of ours were sent. Until then nghttp2 has no stream of this number.
  private func wasSent(_ stream: HTTP2Stream) -> Bool {
    role == .server || nghttp2_session_get_stream_effective_recv_data_length(raw, stream.id) >= 0
  }

  // MARK: Credit

  /// Counts received bytes, and gives the connection's credit back at once unless too much lies in the queues.
  func countReceived(_ size: Int, on stream: HTTP2Stream) {
    guard !stream.isParked else {
      nghttp2_session_consume_connection(raw, size)
      return
    }
    buffered += size
    if buffered <= settings.connectionBufferBytes {
      nghttp2_session_consume_connection(raw, size)
    } else {
      withheld += size
    }
  }

  /// Gives a stream's credit back for bytes that were taken from its queue.
  func consume(_ size: Int, on stream: HTTP2Stream) {
    // Who has ended its side needs no credit.
    if !stream.isRemotelyEnded { nghttp2_session_consume_stream(raw, stream.id, size) }
    release(size)
  }

  /// The queue of a stream lost `size` bytes.
  private func release(_ size: Int) {
    buffered -= size
    guard withheld > 0, buffered <= settings.connectionBufferBytes else { return }
    nghttp2_session_consume_connection(raw, withheld)
    withheld = 0
  }

  /// A stream left: its bytes count no more.
  func forget(_ stream: HTTP2Stream) {
    if !stream.isParked { release(stream.uncredited) }
    stream.uncredited = 0
  }

  /// A stream gets no credit for the time being, and takes none from the others: its window bounds what it holds.
  func park(_ stream: HTTP2Stream) {
    release(stream.uncredited)
    stream.isParked = true
  }

  /// A stream that was parked is one like the others again.
  func unpark(_ stream: HTTP2Stream) {
    stream.isParked = false
    buffered += stream.uncredited
  }

  /// How many of our streams the peer lets be open at once; nearly endless until its settings came.
  var maxStreamsOfPeer: Int {
    Int(nghttp2_session_get_remote_settings(raw, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS))
  }

  // MARK: Audit

  /// The owner is told each time that so much was queued, so that it need not add up with each message.
  var auditBytes = HTTP2Session.mostAuditBytes

  /// Less often it is told in no case.
  static let mostAuditBytes = 1 << 20

  /// `size` bytes went into a queue of `stream`, or are kept of its headers.
  @inline(__always)
  func queued(_ size: Int, on stream: HTTP2Stream) {
    unaudited += size
    if unaudited >= auditBytes { audit(stream) }
  }

  private func audit(_ stream: HTTP2Stream) {
    unaudited = 0
    owner.filled(by: stream)
  }

  /// The bytes in all queues, in both directions, and those of headers.
  var heldBytes: Int { streams.all.reduce(0) { $0 + $1.inbound.count + $1.outbound.count + $1.headBytes } }

  /// The memory that all streams hold, which is more than the bytes in their queues.
  var memoryBytes: Int { streams.all.reduce(0) { $0 + $1.memoryBytes } }

  /// The bytes of messages that wait for room in the queues.
  var waitingBytes: Int { streams.all.reduce(0) { $0 + $1.waitingBytes } }

  // MARK: Submitting

  func submitResponse(_ headers: HeaderBlock, on stream: HTTP2Stream, isLast: Bool) {
    var source = SessionTables.outbound(of: stream)
    headers.withFields { fields, count in
      _ = withUnsafePointer(to: &source) { nghttp2_submit_response(raw, stream.id, fields, count, isLast ? nil : $0) }
    }
  }

  /// Answers with fields that never change; messages follow.
  func submitResponse(_ headers: FixedHeaders, on stream: HTTP2Stream) {
    var source = SessionTables.outbound(of: stream)
    headers.withFields { _ = nghttp2_submit_response(raw, stream.id, $0, $1, &source) }
  }

  /// Opens a stream with a request; false when the session takes no more.
  func submitRequest(_ headers: HeaderBlock, on stream: HTTP2Stream) -> Bool {
    var source = SessionTables.outbound(of: stream)
    let pointer = Unmanaged.passUnretained(stream).toOpaque()
    let id = headers.withFields { nghttp2_submit_request(raw, nil, $0, $1, &source, pointer) }
    guard id > 0 else { return false }
    stream.id = id
    streams.insert(stream)
    return true
  }

  func resume(_ stream: HTTP2Stream) { nghttp2_session_resume_data(raw, stream.id) }

  func reset(_ stream: HTTP2Stream, _ code: HTTP2ErrorCode) {
    nghttp2_submit_rst_stream(raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), stream.id, code.rawValue)
  }

  /// Tells a client that the end is near; streams on their way are still taken (RFC 9113, 6.8).
  func submitShutdownNotice() { nghttp2_submit_shutdown_notice(raw) }

  /// Tells the peer another window for each stream: open ones and those to come (RFC 9113, 6.9.2).
  func submitStreamWindow(_ bytes: Int) {
    var window = entry(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, bytes)
    nghttp2_submit_settings(raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), &window, 1)
  }

  func submitPing() { nghttp2_submit_ping(raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), nil) }

  /// Names the last stream that is taken. `why` is debug data, for the logs of the other side.
  func submitGoaway(_ code: HTTP2ErrorCode = .noError, why: String = "") {
    let last = nghttp2_session_get_last_proc_stream_id(raw)
    let text = Array(why.utf8)
    nghttp2_submit_goaway(raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), last, code.rawValue, text, text.count)
  }

  /// What the peer may send, and what it lets us send, on the connection as a whole, in bytes.
  var windows: (local: Int, remote: Int) {
    let used = nghttp2_session_get_effective_recv_data_length(raw)
    let local = nghttp2_session_get_effective_local_window_size(raw) - used
    return (Int(local), Int(nghttp2_session_get_remote_window_size(raw)))
  }

  func setUserData(_ stream: HTTP2Stream?, id: Int32) {
    let pointer = stream.map { Unmanaged.passUnretained($0).toOpaque() }
    nghttp2_session_set_stream_user_data(raw, id, pointer)
    (recent, recentID) = (pointer, id)
  }

  /// The open stream of a number, as ``HTTP2Stream/with(_:_:)`` takes it. What nghttp2 tells of a stream comes in rows, and
  /// it has to search for one each time: so the last one is remembered, until it is closed.
  @inline(__always)
  func stream(_ id: Int32) -> UnsafeMutableRawPointer? {
    if recentID == id, let recent { return recent }
    let found = nghttp2_session_get_stream_user_data(raw, id)
    (recent, recentID) = (found, id)
    return found
  }

  /// A stream is closed: nghttp2 has none of its number any more.
  func forgetRecent() { recent = nil }

  private func submitSettings() throws(HTTP2Fault) {
    var entries = [
      entry(NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, settings.streamWindowBytes),
      entry(NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, settings.maxHeaderListBytes),
      entry(NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1),
    ]
    switch role {
    case .server: entries.append(entry(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, settings.maxConcurrentStreams))
    case .client: entries.append(entry(NGHTTP2_SETTINGS_ENABLE_PUSH, 0))
    }
    try Self.check(nghttp2_submit_settings(raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), entries, entries.count))
    let window = Int32(clamping: settings.connectionWindowBytes)
    try Self.check(nghttp2_session_set_local_window_size(raw, UInt8(NGHTTP2_FLAG_NONE.rawValue), 0, window))
  }

  private func entry(_ id: nghttp2_settings_id, _ value: Int) -> nghttp2_settings_entry {
    nghttp2_settings_entry(settings_id: Int32(id.rawValue), value: UInt32(clamping: value))
  }

  private static func check(_ code: Int32) throws(HTTP2Fault) {
    guard code == 0 else { throw HTTP2Fault(code: code) }
  }
}
