internal import NIOCore
internal import NIOPosix
internal import NIOSSL

extension Subchannel {
  /// Opens a socket to the endpoint; the server's settings make a connection of it.
  func dial(for core: ChannelCore, attempt: Int) {
    let bootstrap = ClientBootstrap(group: core.loop.eventLoop)
      .connectTimeout(.hours(24))  // The attempt's own timer is shorter.
      .channelInitializer { socket in
        socket.eventLoop.makeCompletedFuture {
          try core.opened(socket)
          try self.began(socket, attempt: attempt)
          try self.prepare(socket, core, attempt)
        }
      }
    bootstrap.withTCPOptions(core.options, for: endpoint).connect(to: endpoint.address).whenFailure { error in
      self.failed("\(error)", attempt: attempt)
    }
  }

  private func prepare(_ socket: any Channel, _ core: ChannelCore, _ attempt: Int) throws {
    let pipeline = socket.pipeline.syncOperations
    guard let tls = core.tls else { return try pipeline.addHandler(connection(core, attempt)) }
    let name = core.options.tls?.serverName ?? endpoint.hostName
    try pipeline.addHandler(NIOSSLClientHandler(context: try tls.current(), serverHostname: name))
    let gate = TLSGate(timer: nil) { certificate in
      let shown = try certificate.map { try PeerCertificate($0) }
      if let name, shown?.bears(name) != true { throw TLSFault.wrongName(expected: name) }
      return self.connection(core, attempt)
    } failed: { why in
      self.failed("there is no TLS with it: \(why)", attempt: attempt)
    }
    try pipeline.addHandler(gate)
  }

  private func connection(_ core: ChannelCore, _ attempt: Int) -> ClientConnection {
    ClientConnection(
      loop: core.loop, subchannel: self, attempt: attempt, settings: core.settings, clock: core.options.clock)
  }
}

extension ClientBootstrap {
  /// Small messages leave at once, and a silent peer is noticed.
  fileprivate func withTCPOptions(_ options: ChannelOptions, for endpoint: Endpoint) -> ClientBootstrap {
    guard endpoint.address.protocol != .unix else { return self }
    let userTimeout = NIOBSDSocket.Option(rawValue: 18)  // TCP_USER_TIMEOUT, in milliseconds (tcp(7)).
    let milliseconds = options.unacknowledgedTimeout.wholeNanoseconds / 1_000_000
    return channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .channelOption(.tcpOption(userTimeout), value: SocketOptionValue(clamping: milliseconds))
  }
}
