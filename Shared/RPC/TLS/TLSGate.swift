internal import NIOCore
internal import NIOSSL
internal import NIOTLS

/// Stands behind the TLS handler until the handshake is done: only a peer that speaks `h2` gets a connection. To another
/// one that says something a server says why not, and closes.
final class TLSGate: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer

  private let makeConnection: (NIOSSLCertificate?) throws -> HTTP2Connection
  private let failed: (String) -> Void
  private let timer: (timeout: Duration, clock: RPCClock)?
  private let farewell: (() -> ByteBuffer)?
  private var cancelTimer: () -> Void = {}
  private var isDone = false
  private var isUnwanted = false

  /// - Parameters:
  ///   - timer: how long the handshake may take, and by which clock; nil when others watch over it.
  ///   - farewell: what a peer is told that does not speak `h2`.
  ///   - makeConnection: makes what follows the handshake, given the peer's certificate.
  ///   - failed: told why there is no connection, once.
  init(
    timer: (timeout: Duration, clock: RPCClock)?, farewell: (() -> ByteBuffer)? = nil,
    makeConnection: @escaping (NIOSSLCertificate?) throws -> HTTP2Connection,
    failed: @escaping (String) -> Void
  ) {
    self.timer = timer
    self.farewell = farewell
    self.makeConnection = makeConnection
    self.failed = failed
  }

  func handlerAdded(context: ChannelHandlerContext) {
    guard let timer else { return }
    let gate = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    cancelTimer = timer.clock.schedule(.of(context.eventLoop), timer.timeout) {
      let (gate, context) = gate.value
      gate.fail("the TLS handshake took too long", context)
    }
  }

  func handlerRemoved(context: ChannelHandlerContext) { cancelTimer() }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard case .handshakeCompleted(let negotiated)? = event as? TLSUserEvent else {
      return context.fireUserInboundEventTriggered(event)
    }
    guard negotiated == "h2" else {
      isUnwanted = true
      if farewell == nil { fail(Self.withoutH2, context) }
      return
    }
    guard !isDone else { return }
    isDone = true
    do {
      let pipeline = context.pipeline.syncOperations
      let connection = try makeConnection(pipeline.handler(type: NIOSSLHandler.self).peerCertificate)
      try pipeline.addHandler(connection, position: .after(self))
      pipeline.removeHandler(context: context, promise: nil)
    } catch {
      isDone = false
      fail("\(error)", context)
    }
  }

  private static let withoutH2 = "the peer does not negotiate h2 (ALPN)"

  /// Only a peer without `h2` is heard here.
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard isUnwanted else { return context.fireChannelRead(data) }
    guard !isDone, let farewell else { return }
    isDone = true
    cancelTimer()
    failed(Self.withoutH2)
    context.writeAndFlush(NIOAny(farewell())).assumeIsolated().whenComplete { _ in
      context.close(mode: .all, promise: nil)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { fail("\(error)", context) }

  func channelInactive(context: ChannelHandlerContext) { fail("the peer closed the connection", context) }

  private func fail(_ why: String, _ context: ChannelHandlerContext) {
    guard !isDone else { return }
    isDone = true
    cancelTimer()
    failed(why)
    context.close(mode: .all, promise: nil)
  }
}
