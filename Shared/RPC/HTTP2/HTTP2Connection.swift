internal import NIOCore

/// The channel handler of one connection: it owns the session, feeds it what is read and writes what it says.
class HTTP2Connection: ChannelInboundHandler, HTTP2Session.Owner, @unchecked Sendable {  // Confined to its event loop.
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  let loop: RPCLoop
  let role: HTTP2Role
  let settings: HTTP2Settings
  let clock: RPCClock
  private var context: ChannelHandlerContext?
  private var state = State.new {
    didSet { openSession = if case .open(let session) = state { Uncounted(session) } else { nil } }
  }
  /// That of ``state``, which holds it.
  private final var openSession: Uncounted<HTTP2Session>?
  /// Nothing is said before the client's preface is whole.
  final private(set) var preface: PrefaceWatch
  private var isDirty = false
  /// As the channel says with each change: asking it each time takes a walk through its pipeline.
  private var isWritable = true
  /// Whether so many answers lie in the queues unread that those who would add to them wait for their turn.
  final var isCongested = false

  private var cancelLinger: () -> Void = {}

  /// How long a connection that is over may wait for its peer.
  static let lingerTime = Duration.seconds(5)

  /// Bytes that are gathered before each write.
  private static let writeBytes = 128 << 10

  private enum State {
    case new
    case open(HTTP2Session)
    /// All is said; the peer's end, or a moment's time, closes the channel.
    case lingering
    case ended
  }

  init(loop: RPCLoop, role: HTTP2Role, settings: HTTP2Settings, clock: RPCClock = .system) {
    self.loop = loop
    self.role = role
    self.settings = settings
    self.clock = clock
    preface = PrefaceWatch(of: role)
  }

  /// The session of an open connection. Streams hold their connection only while it is open.
  final var session: HTTP2Session { withSession { $0 } }

  /// Calls `body` with the session of an open connection.
  @inline(__always)
  final func withSession<Result>(_ body: (HTTP2Session) -> Result) -> Result {
    guard let openSession else { preconditionFailure("the connection is not open") }
    return openSession.with(body)
  }

  final var isOpen: Bool { openSession != nil }

  /// About the memory of writes that the peer does not take, in bytes: a buffer grows to twice what is written at once.
  final var unsentBytes: Int { isWritable ? 0 : 2 * Self.writeBytes }

  final var openStreams: Int { openSession?.with { $0.streams.count } ?? 0 }

  // MARK: For subclasses

  func makeStream() -> HTTP2Stream { preconditionFailure("only a server's connection makes streams") }
  func receivedGoaway(lastStreamID: Int32, code: HTTP2ErrorCode, debug: String) {}
  func receivedSettings() {}
  func receivedPingAck() {}
  /// Some bytes came: told before they are read.
  func receivedBytes() {}
  func sentReset(_ code: HTTP2ErrorCode) {}
  func sentGoaway() {}
  func filled(by stream: HTTP2Stream) {}
  /// Looks at bytes before the session gets them; what it answers ends the connection.
  func inspect(_ bytes: UnsafeRawBufferPointer) -> Misdeed? { nil }
  /// What is said, in place of frames, to a peer that does not speak HTTP/2.
  func answer(to fault: HTTP2Fault) -> ByteBuffer? { nil }
  /// The session is there; a client's settings are on their way.
  func opened() {}
  /// The connection ended; every stream was told before.
  func ended() {}
  /// Frames are about to be written, and nothing is read before they are.
  func willFlush() {}
  /// Frames were written; a place to see that the work is done.
  func flushed() {}

  // MARK: Channel events

  final func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    isWritable = context.channel.isWritable
    if context.channel.isActive { open() }
  }

  final func channelActive(context: ChannelHandlerContext) { open() }

  final func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .open(let session) = state else { return }
    loop.promiseTurn()
    let bytes = unwrapInboundIn(data)
    receivedBytes()
    if let misdeed = bytes.withUnsafeReadableBytes({ inspect($0) }) { return dismiss(misdeed) }
    bytes.withUnsafeReadableBytes { preface.read($0) }
    do {
      try bytes.withUnsafeReadableBytes { bytes throws(HTTP2Fault) in try session.receive(bytes) }
      if preface.isWhole { markDirty() }
    } catch {
      if let reason = error.flood { return dismiss(Misdeed(why: reason)) }
      if let answer = answer(to: error) {
        context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
      } else {
        flush()
      }
      finish(because: "the peer broke the protocol of HTTP/2 (nghttp2 \(error))")
    }
  }

  final func channelReadComplete(context: ChannelHandlerContext) { loop.turn() }

  final func channelWritabilityChanged(context: ChannelHandlerContext) {
    isWritable = context.channel.isWritable
    if isWritable { markDirty() }
  }

  final func channelInactive(context: ChannelHandlerContext) { end("the connection was closed") }

  final func handlerRemoved(context: ChannelHandlerContext) { end("the connection was closed") }

  final func errorCaught(context: ChannelHandlerContext, error: any Error) {
    end("\(error)")
    context.close(promise: nil)
  }

  // MARK: Work

  final func markDirty() {
    guard !isDirty, isOpen else { return }
    isDirty = true
    loop.markDirty(self)
  }

  /// Writes what the session has to say, as far as the channel takes it.
  final func flush() {
    isDirty = false
    guard case .open(let session) = state, let context else { return }
    do {
      if isWritable { willFlush() }
      loop.memory.lendOutput(to: session)
      while isWritable {
        session.output.clear(minimumCapacity: 4 << 10)
        try session.gather(limit: Self.writeBytes)
        let size = session.output.readableBytes
        guard size > 0 else { break }
        context.writeAndFlush(wrapOutboundOut(session.output), promise: nil)
        guard isOpen else { return }
        guard size >= Self.writeBytes else { break }  // That was all.
      }
      // A write that waits has the buffer: the session keeps it until then, since growing another one costs more than the write.
      if isWritable { loop.memory.takeBackOutput(from: session) }
    } catch {
      return close(because: "nghttp2 failed: \(error)")
    }
    flushed()
    if session.isDone { finish(because: "the connection was shut down") }
  }

  /// Sends the peer away, mostly because it does too much of what is of no use (RFC 9113, 10.5).
  final func dismiss(_ misdeed: Misdeed) {
    guard case .open(let session) = state else { return }
    session.submitGoaway(misdeed.code, why: misdeed.why)
    flush()
    finish(because: "the peer was sent away: \(misdeed.why)")
  }

  /// Ends every stream and closes the channel when the peer has had what was said.
  ///
  /// A socket that is closed while bytes lie unread loses what it still has to send. So only this side is closed; what
  /// the peer still says is passed over until it closes too, or for as long as ``lingerTime``.
  final func finish(because reason: String) {
    guard role == .server else { return close(because: reason) }
    guard case .open(let session) = state, let channel = context?.channel else { return }
    state = .lingering
    session.end(reason)
    context = nil
    loop.breakPromise()
    cancelLinger = clock.schedule(loop, Self.lingerTime) { channel.close(promise: nil) }
    channel.close(mode: .output, promise: nil)
  }

  /// Ends every stream and closes the channel. Not to be called from a stream's events.
  final func close(because reason: String) {
    let context = context
    end(reason)
    context?.close(promise: nil)
  }

  private func open() {
    guard case .new = state else { return }
    do {
      state = .open(try HTTP2Session(role: role, settings: settings, owner: self, memory: loop.memory))
      opened()
      // A server waits for the client's preface: what it says to another protocol must be readable there.
      if role == .client { markDirty() }
    } catch {
      close(because: "no session: \(error)")
    }
  }

  private func end(_ reason: String) {
    guard case .open(let session) = state else {
      if case .ended = state { return }
      cancelLinger()
      state = .ended
      return ended()
    }
    state = .ended
    session.end(reason)
    ended()
    context = nil
    loop.breakPromise()
  }
}
