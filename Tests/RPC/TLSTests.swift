import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization
import Testing

@testable import RPC

@Suite("TLS") struct TLSTests {
  /// Makes one call through TLS and answers the peer that the handler saw.
  private func call(_ server: ServerTLS, _ client: ClientTLS) async throws -> Peer? {
    let seen = Mutex<Peer?>(nil)
    var service = TestService()
    service.onUnary = { note, call in
      seen.withLock { $0 = call.peer }
      return note
    }
    var (options, channelOptions) = (RPCServer.Options(), ChannelOptions())
    options.tls = server
    channelOptions.tls = client
    try await withServer(service, server: options, channel: channelOptions) { channel, _ in
      let answer = try await channel.unary(TestService.unary, Note("secret"))
      #expect(answer.text == "secret")
    }
    return seen.withLock { $0 }
  }

  @Test("does not wait for a peer that never says that it closes")
  func closing() {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.setUpForHTTP2()
    #expect(configuration.shutdownTimeout <= .milliseconds(100))
  }

  @Test("carries calls, by address and by name", arguments: [nil, "tupo.test"])
  func carries(_ name: String?) async throws {
    let made = try TestCertificates()
    let tls = ClientTLS(authorities: made.authority, serverName: name)
    let peer = try await call(ServerTLS(certificate: made.files("server")), tls)
    #expect(peer?.certificate == nil)
  }

  @Test("with a server that is not trusted, or not the one meant, ends calls with UNAVAILABLE")
  func untrusted() async throws {
    let made = try TestCertificates()
    try made.makeAuthority("stranger")
    let server = ServerTLS(certificate: made.files("server"))
    try await expectError(.unavailable) { try await call(server, ClientTLS(authorities: made.path("stranger.pem"))) }
    let wrongName = ClientTLS(authorities: made.authority, serverName: "other.test")
    try await expectError(.unavailable) { try await call(server, wrongName) }
  }

  @Test(
    "matches names exactly, or by a wildcard for one label",
    arguments: [
      ("a.test", "A.test", true), ("a.test", "b.test", false), ("*.test", "a.test", true),
      ("*.test", "a.b.test", false), ("*.test", "test", false), ("*", "test", false),
    ])
  func names(_ borne: String, _ asked: String, _ matches: Bool) {
    let certificate = PeerCertificate(names: [.address([127, 0, 0, 1]), .dns(borne)], fingerprint: "")
    #expect(certificate.bears(asked) == matches)
  }

  @Test("tells the handler who the client is")
  func mutual() async throws {
    let made = try TestCertificates()
    let client = ClientTLS(authorities: made.authority, certificate: made.files("client"))
    for asked in [
      ServerTLS.ClientCertificates.required(authorities: made.authority), .optional(authorities: made.authority),
    ] {
      let peer = try await call(ServerTLS(certificate: made.files("server"), clients: asked), client)
      let shown = try #require(peer?.certificate)
      #expect(shown.names == [.dns("indicators.tupo.test"), .uri("spiffe://tupo.test/indicators")])
      let own = try #require(try NIOSSLCertificate.fromPEMFile(made.path("client.pem")).first)
      let expected = try PeerCertificate(own)
      #expect(shown.fingerprint == expected.fingerprint)
      #expect(shown.fingerprint.utf8.count == 64)
    }
  }

  @Test("asks for a client's certificate only as strongly as it is told")
  func certificateAbsent() async throws {
    let made = try TestCertificates()
    let client = ClientTLS(authorities: made.authority)
    let optional = ServerTLS(certificate: made.files("server"), clients: .optional(authorities: made.authority))
    let peer = try await call(optional, client)
    #expect(peer != nil && peer?.certificate == nil)
    let required = ServerTLS(certificate: made.files("server"), clients: .required(authorities: made.authority))
    try await expectError(.unavailable) { try await call(required, client) }
  }

  @Test("refuses a client's certificate of another authority", arguments: [true, false])
  func foreignClient(_ isRequired: Bool) async throws {
    let made = try TestCertificates()
    try made.makeAuthority("stranger")
    let client = ClientTLS(authorities: made.authority, certificate: made.files("stranger"))
    let asked: ServerTLS.ClientCertificates =
      isRequired ? .required(authorities: made.authority) : .optional(authorities: made.authority)
    let server = ServerTLS(certificate: made.files("server"), clients: asked)
    try await expectError(.unavailable) { try await call(server, client) }
  }

  @Test("closes a connection that does not negotiate h2", arguments: [[], ["http/1.1"]])
  func noALPN(_ offered: [String]) async throws {
    let made = try TestCertificates()
    var options = RPCServer.Options()
    options.tls = ServerTLS(certificate: made.files("server"))
    let server = RPCServer(services: [TestService()], options: options)
    let address = try await server.start(at: .tcp(host: "127.0.0.1", port: 0))
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.certificateVerification = .none
    configuration.applicationProtocols = offered
    let context = try NIOSSLContext(configuration: configuration)
    guard case .tcp(let host, let port) = address else { return }
    let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: nil))
        }
      }
      .connect(host: host, port: port).get()
    try await client.closeFuture.get()
    await server.drain()
  }

  struct Offer: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var versions: ClosedRange<Int>
    var suites = "ALL"
    var isTaken: Bool

    func configuration() -> TLSConfiguration {
      var configuration = TLSConfiguration.makeClientConfiguration()
      let known: [TLSVersion] = [.tlsv1, .tlsv11, .tlsv12, .tlsv13]
      configuration.minimumTLSVersion = known[versions.lowerBound]
      configuration.maximumTLSVersion = known[versions.upperBound]
      configuration.cipherSuites = suites
      configuration.certificateVerification = .none
      configuration.applicationProtocols = ["h2"]
      return configuration
    }
  }

  static let offers = [
    Offer(testDescription: "1.3", versions: 3...3, isTaken: true),
    Offer(testDescription: "1.2", versions: 2...2, isTaken: true),
    Offer(testDescription: "1.1", versions: 0...1, isTaken: false),
    Offer(
      testDescription: "1.2 with a cipher that does not authenticate", versions: 2...2,
      suites: "ECDHE-ECDSA-AES128-SHA:ECDHE-RSA-AES128-SHA", isTaken: false),
  ]

  @Test("takes the versions and ciphers that HTTP/2 allows, and no others", arguments: offers)
  func versions(_ offer: Offer) async throws {
    let made = try TestCertificates()
    var options = RPCServer.Options()
    options.tls = ServerTLS(certificate: made.files("server"))
    let server = RPCServer(services: [TestService()], options: options)
    let address = try await server.start(at: .tcp(host: "127.0.0.1", port: 0))
    let context = try NIOSSLContext(configuration: offer.configuration())
    guard case .tcp(let host, let port) = address else { return }
    let greeted = Signal()
    let client = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let tls = try NIOSSLClientHandler(context: context, serverHostname: nil)
          try channel.pipeline.syncOperations.addHandlers([tls, Greeter(greeted)])
        }
      }
      .connect(host: host, port: port).get()
    try await client.closeFuture.get()
    #expect(greeted.isSet == offer.isTaken)
    await server.drain()
  }

  /// Greets as a client of HTTP/2, and closes when the server does too.
  private final class Greeter: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let greeted: Signal

    init(_ greeted: Signal) { self.greeted = greeted }

    func channelActive(context: ChannelHandlerContext) {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: Frame.greeting)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      if unwrapInboundIn(data).getInteger(at: 3, as: UInt8.self) == 0x4 { greeted.set() }
      context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
  }

  @Test("closes a connection whose handshake is late, by the server's clock")
  func lateHandshake() async throws {
    let made = try TestCertificates()
    let hand = HandClock()
    var options = RPCServer.Options()
    options.tls = ServerTLS(certificate: made.files("server"))
    options.clock = hand.clock
    let server = RPCServer(services: [TestService()], options: options)
    guard case .tcp(let host, let port) = try await server.start(at: .tcp(host: "127.0.0.1", port: 0)) else { return }
    let silent = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: host, port: port).get()
    while !hand.isAwaited(in: options.handshakeTimeout) { await Task.yield() }
    hand.advance(by: options.handshakeTimeout - .nanoseconds(1))
    #expect(hand.waiting == 1)
    hand.advance(by: .nanoseconds(1))
    try await silent.closeFuture.get()
    await server.drain()
  }

  @Test("serves a new certificate without a restart, and keeps the old one when the new one is wrong")
  func reload() async throws {
    let made = try TestCertificates()
    var options = RPCServer.Options()
    options.tls = ServerTLS(certificate: made.files("server"))
    let server = RPCServer(services: [TestService()], options: options)
    let address = try await server.start(at: .tcp(host: "127.0.0.1", port: 0))
    func answered(_ name: String) async throws -> Bool {
      var options = ChannelOptions()
      options.tls = ClientTLS(authorities: made.authority, serverName: name)
      let channel = RPCChannel(target: address, options: options)
      let answer = try? await channel.unary(TestService.unary, Note("who?"))
      await channel.close()
      return answer != nil
    }
    #expect(try await answered("tupo.test"))
    try made.issue("server", names: "DNS:new.test")
    try server.reloadCertificates()
    #expect(try await answered("new.test"))
    #expect(try await !answered("tupo.test"))
    try made.copy("client.key", to: "server.key")  // A key that does not fit the certificate.
    #expect(throws: (any Error).self) { try server.reloadCertificates() }
    #expect(try await answered("new.test"))
    await server.drain()
  }

  @Test("looks at its files once a second, and not oftener")
  func noticesFiles() throws {
    let made = try TestCertificates()
    let (loads, time) = (Counter(), Counter())
    var recipe = ServerTLS(certificate: made.files("server")).recipe
    recipe.make = { [make = recipe.make] in
      loads.add()
      return try make()
    }
    let contexts = TLSContexts(recipe, logger: Logger(label: "test")) { .milliseconds(time.value) }
    _ = try contexts.current()
    try made.issue("server", names: "DNS:new.test")
    time.add(999)
    _ = try contexts.current()
    #expect(loads.value == 1)
    time.add(1)
    _ = try contexts.current()
    #expect(loads.value == 2)
    time.add(1_000)
    _ = try contexts.current()
    #expect(loads.value == 2)
    try made.copy("client.key", to: "server.key")
    time.add(1_000)
    _ = try contexts.current()  // The key does not fit: the old context stays, and the files are tried once.
    time.add(1_000)
    _ = try contexts.current()
    #expect(loads.value == 3)
  }
}
