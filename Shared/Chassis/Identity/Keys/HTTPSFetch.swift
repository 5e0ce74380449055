import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// Gets a small document by HTTP/1.1: over TLS, or from this very machine without.
struct HTTPSFetch: Sendable {
  /// The address as it was given.
  let address: String
  private let host: String
  private let port: Int
  private let path: String
  private let isSecure: Bool
  private let authorities: String?

  /// A whole exchange takes no longer.
  private static let timeout = TimeAmount.seconds(5)

  /// Throws when the address is none, or is one that would bring keys over a network without TLS.
  init(_ address: String, authorities: String?) throws(IdentityFault) {
    guard let parts = URLComponents(string: address), let host = parts.host, !host.isEmpty, parts.user == nil,
      let scheme = parts.scheme, scheme == "https" || scheme == "http"
    else { throw IdentityFault("“\(address)”不是https地址。", "\"\(address)\" is no https address.") }
    guard scheme == "https" || ["127.0.0.1", "[::1]", "localhost"].contains(host) else {
      throw IdentityFault("“\(address)”须使用https。", "\"\(address)\" must be https: keys are not to come without TLS.")
    }
    self.address = address
    self.authorities = authorities
    self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    isSecure = scheme == "https"
    port = parts.port ?? (isSecure ? 443 : 80)
    path =
      (parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath)
      + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
  }

  /// The document. Throws when the answer is not 200, is larger than `limit` bytes, or does not come in time.
  func get(limit: Int) async throws -> [UInt8] {
    let loop = MultiThreadedEventLoopGroup.singleton.next()
    let context = try isSecure ? secureContext() : nil
    let answer = loop.makePromise(of: [UInt8].self)
    let channel = try await ClientBootstrap(group: loop).connectTimeout(Self.timeout)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let context {
            try pipeline.addHandler(NIOSSLClientHandler(context: context, serverHostname: serverName))
          }
          try pipeline.addHTTPClientHandlers()
          try pipeline.addHandler(HTTPAnswer(limit: limit, promise: answer))
        }
      }
      .connect(host: host, port: port).flatMapErrorThrowing { error in
        answer.fail(error)
        throw error
      }.get()
    let timer = loop.scheduleTask(in: Self.timeout) { answer.fail(HTTPFetchFault.tooSlow) }
    defer {
      timer.cancel()
      channel.close(promise: nil)
    }
    var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path)
    head.headers = ["host": host, "accept": "application/jwk-set+json, application/json", "connection": "close"]
    channel.write(HTTPClientRequestPart.head(head), promise: nil)
    channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    return try await answer.futureResult.get()
  }

  /// The name that the server's certificate must bear; an address is verified without one being sent (RFC 6066, 3).
  private var serverName: String? {
    let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
    return isAddress ? nil : host
  }

  private func secureContext() throws -> NIOSSLContext {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    if let authorities { configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(authorities)) }
    return try NIOSSLContext(configuration: configuration)
  }
}

/// Why a document did not come.
enum HTTPFetchFault: Error, Hashable {
  case status(UInt)
  case tooLarge
  case tooSlow
  case cut
}

/// Collects one answer within a bound.
private final class HTTPAnswer: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart

  private let limit: Int
  private let promise: EventLoopPromise<[UInt8]>
  private var body: [UInt8] = []

  init(limit: Int, promise: EventLoopPromise<[UInt8]>) {
    self.limit = limit
    self.promise = promise
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      if head.status != .ok { promise.fail(HTTPFetchFault.status(head.status.code)) }
    case .body(let piece):
      body += piece.readableBytesView
      if body.count > limit {
        promise.fail(HTTPFetchFault.tooLarge)
        context.close(promise: nil)
      }
    case .end: promise.succeed(body)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { promise.fail(error) }
  func channelInactive(context: ChannelHandlerContext) { promise.fail(HTTPFetchFault.cut) }
}
