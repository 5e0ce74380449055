internal import NIOCore

/// A connection as the server sees it.
final class ServerConnection: HTTP2Connection, @unchecked Sendable {  // As its superclass: confined to its event loop.
  private let server: ServerCore
  private let peer: Peer
  private var cancelPrefaceTimer: () -> Void = {}
  private var progress = Drain.none

  /// A drain in two steps (RFC 9113, 6.8): the notice, then, when the client has had time to hear it, the last stream.
  private enum Drain { case none, noticed, final }

  init(loop: RPCLoop, server: ServerCore, peer: Peer) {
    self.server = server
    self.peer = peer
    super.init(loop: loop, role: .server, settings: server.settings)
  }

  override func opened() {
    server.opened(self)
    cancelPrefaceTimer = server.options.clock.schedule(loop, server.options.handshakeTimeout) { [weak self] in
      self?.close(because: "the client's preface is late")
    }
  }

  override func receivedSettings() { cancelPrefaceTimer() }

  override func ended() {
    cancelPrefaceTimer()
    server.ended(self)
  }

  override func answer(to fault: HTTP2Fault, after received: ByteBuffer) -> ByteBuffer? {
    HTTP1Answer.fits(fault, after: received) ? HTTP1Answer.bytes : nil
  }

  override func makeStream() -> HTTP2Stream {
    let call = ServerCall(loop: loop, server: server, peer: peer)
    call.connection = self
    return call
  }

  /// Takes no new calls once the client knows, finishes the open ones, then closes.
  func drain() {
    loop.eventLoop.execute {
      guard self.isOpen, case .none = self.progress else { return }
      self.progress = .noticed
      self.session.submitShutdownNotice()
      self.session.submitPing()
      self.markDirty()
    }
  }

  override func receivedPingAck() {
    guard case .noticed = progress else { return }
    progress = .final
    session.submitGoaway()
    markDirty()
  }

  func abandon() {
    loop.eventLoop.execute {
      guard self.isOpen else { return }
      for stream in self.session.streams.all { (stream as? ServerCall)?.abandon() }
      self.flush()
      self.close(because: "the server stops")
    }
  }
}
