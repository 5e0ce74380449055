internal import NIOCore

/// A connection as the client sees it.
final class ClientConnection: HTTP2Connection, @unchecked Sendable {  // As its superclass: confined to its event loop.
  /// What every request on it begins with.
  let commonHeaders: HeaderBlock
  /// Which of its subchannel's attempts it came from.
  let attempt: Int
  /// Whether a request was sent on it.
  private(set) var hasSentCall = false
  /// What the server said when it went away, as a sentence for messages; empty when nothing.
  private(set) var farewell = ""
  /// Nil when the connection has ended.
  private var subchannel: Subchannel?
  private var keepalive: KeepaliveWatch?
  /// How many calls the server lets be open at once.
  private var maxCalls = 0
  private var conduct = ServerConduct()
  private var callsOpened = 0

  init(loop: RPCLoop, subchannel: Subchannel, attempt: Int, settings: HTTP2Settings, clock: RPCClock) {
    self.subchannel = subchannel
    self.attempt = attempt
    self.commonHeaders = subchannel.commonHeaders
    super.init(loop: loop, role: .client, settings: settings, clock: clock)
  }

  /// Whether one more call may be opened now.
  var hasRoom: Bool { isOpen && session.streams.count < maxCalls }

  /// Watches over the server's silence from now on.
  func keepAlive(_ keepalive: Keepalive) {
    self.keepalive = KeepaliveWatch(self, keepalive, clock)
    self.keepalive?.start()
  }

  /// Asks whether the server is there.
  func ping() {
    conduct.sendsPing()
    session.submitPing()
    markDirty()
  }

  /// Opens a call; false when the connection can never take another.
  func open(_ call: ClientCall, _ headers: HeaderBlock) -> Bool {
    call.connection = self
    guard session.submitRequest(headers, on: call) else {
      call.connection = nil
      return false
    }
    callsOpened += 1
    keepalive?.callBegan()
    markDirty()
    return true
  }

  /// Takes no new calls, lets the open ones end, then closes.
  func leave() {
    guard isOpen else { return }
    session.submitGoaway()
    markDirty()
  }

  /// The numbers for calls are used up: a new connection takes the next ones.
  func retire() {
    subchannel?.leaves(self, tookCalls: true, tooManyPings: false)
    leave()
  }

  override func receivedBytes() { keepalive?.heard() }

  override func inspect(_ bytes: UnsafeRawBufferPointer) -> Misdeed? {
    conduct.read(bytes, at: clock.moment(), facts)
  }

  private var facts: ServerConduct.Facts {
    ServerConduct.Facts(workSent: session.workSent, pieces: session.piecesReceived, calls: callsOpened)
  }

  override func receivedPingAck() { keepalive?.answered() }

  override func receivedSettings() {
    maxCalls = session.maxStreamsOfPeer
    subchannel?.received(settingsOf: self)
  }

  /// Told before nghttp2 ends the calls that the server has not taken.
  override func receivedGoaway(lastStreamID: Int32, code: HTTP2ErrorCode, debug: String) {
    if !debug.isEmpty {
      farewell = Farewell.sentence(debug)
      for stream in session.streams.all { (stream as? ClientCall)?.farewell = farewell }
    }
    subchannel?.leaves(
      self, tookCalls: hasSentCall && lastStreamID > 0,
      tooManyPings: code == .enhanceYourCalm && debug == "too_many_pings")
  }

  override func flushed() {
    if !hasSentCall { hasSentCall = session.workSent > 0 }
    if let misdeed = takeMisdeed() { dismiss(misdeed) }
  }

  /// Why the server is to be left for what its frames alone do not tell; said once.
  private func takeMisdeed() -> Misdeed? {
    guard !session.sawHeaderBomb else {
      session.sawHeaderBomb = false
      return .headerBomb
    }
    let slivers = session.slivers
    guard slivers > 0 else { return nil }
    session.slivers = 0
    return conduct.count(.sliver, slivers, at: clock.moment(), facts)
  }

  override func ended() {
    keepalive?.stop()
    subchannel?.ended(self)
    subchannel = nil
  }
}
