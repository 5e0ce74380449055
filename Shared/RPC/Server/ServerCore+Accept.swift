import Glibc
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

extension ServerCore {
  /// Puts the handlers of a new connection into `channel`. On the channel's loop.
  func accept(_ channel: any Channel) throws {
    let isUnix = channel.localAddress?.protocol == .unix
    let userID = isUnix ? PeerCredentials.of(channel)?.userID : nil
    let address = channel.remoteAddress.flatMap(ListenAddress.init)
    guard count.admit(address) else { throw TooManyConnections() }
    channel.closeFuture.whenComplete { [count] _ in count.left(address) }
    if case .tcp = address { try channel.syncOptions?.setOption(.tcpOption(.tcp_nodelay), value: 1) }
    let pipeline = channel.pipeline.syncOperations
    guard let tls else { return try pipeline.addHandler(connection(channel, Peer(address: address, userID: userID))) }
    try pipeline.addHandler(NIOSSLServerHandler(context: try tls.current()))
    let farewell = { HTTP1Answer.bytes(self.options.answerHeaders) }
    let gate = TLSGate(timer: (options.handshakeTimeout, options.clock), farewell: farewell) { certificate in
      let certificate = try certificate.map { try PeerCertificate($0) }
      return self.connection(channel, Peer(address: address, certificate: certificate, userID: userID))
    } failed: { why in
      self.options.logger.info("no TLS connection", metadata: ["peer": "\(address, default: "?")", "why": "\(why)"])
    }
    try pipeline.addHandler(gate)
  }

  /// Where the process, or the system, has no descriptor left for a connection, looks again in a second: the connection
  /// stays in the queue meanwhile, and would be tried again and again without a pause.
  func pauseWithoutFiles(_ listener: any Channel) throws {
    let logger = options.logger
    let pause = AcceptBackoffHandler(shouldForwardIOErrorCaught: false) { error in
      guard [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(error.errnoCode) else { return nil }
      logger.warning("no connection is accepted for a second", metadata: ["why": "\(error)"])
      return .seconds(1)
    }
    try listener.pipeline.syncOperations.addHandler(pause)
  }

  private func connection(_ channel: any Channel, _ peer: Peer) -> ServerConnection {
    ServerConnection(
      loop: .of(channel.eventLoop), server: self, peer: peer,
      localAddress: channel.localAddress.flatMap(ListenAddress.init))
  }
}
