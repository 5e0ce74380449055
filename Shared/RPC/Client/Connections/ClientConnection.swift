internal import NIOCore

/// A connection as the client sees it.
final class ClientConnection: HTTP2Connection, @unchecked Sendable {  // As its superclass: confined to its event loop.
  /// What every request on it begins with.
  let commonHeaders: HeaderBlock
  /// Which of its subchannel's attempts it came from.
  let attempt: Int
  /// Nil when the connection has ended.
  private var subchannel: Subchannel?
  private var keepalive: KeepaliveWatch?
  /// How many calls the server lets be open at once.
  private var maxCalls = 0

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

  /// Opens a call; false when the connection can never take another.
  func open(_ call: ClientCall, _ headers: HeaderBlock) -> Bool {
    call.connection = self
    guard session.submitRequest(headers, on: call) else {
      call.connection = nil
      return false
    }
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
    subchannel?.leaves(self, tooManyPings: false)
    leave()
  }

  override func receivedBytes() { keepalive?.heard() }

  override func receivedPingAck() { keepalive?.answered() }

  override func receivedSettings() {
    maxCalls = session.maxStreamsOfPeer
    subchannel?.received(settingsOf: self)
  }

  override func receivedGoaway(lastStreamID: Int32, code: HTTP2ErrorCode, debug: String) {
    subchannel?.leaves(self, tooManyPings: code == .enhanceYourCalm && debug == "too_many_pings")
  }

  override func ended() {
    keepalive?.stop()
    subchannel?.ended(self)
    subchannel = nil
  }
}
