internal import NIOSSL

/// How a channel speaks TLS (1.2 or 1.3, with ALPN `h2`: RFC 9113, 3.2).
public struct ClientTLS: Sendable, Hashable {
  /// A PEM file of the authorities that servers are trusted by; nil trusts the system's.
  public var authorities: String?
  /// The name that the server's certificate must bear; nil is the target's host, which may be an address.
  public var serverName: String?
  /// The certificate shown to a server that asks for one. Changed files are noticed at the next connection.
  public var certificate: CertificateFiles?

  /// TLS that trusts `authorities`.
  public init(authorities: String? = nil, serverName: String? = nil, certificate: CertificateFiles? = nil) {
    self.authorities = authorities
    self.serverName = serverName
    self.certificate = certificate
  }

  var recipe: TLSRecipe {
    let own = certificate.map { [$0.chain, $0.privateKey] } ?? []
    return TLSRecipe(files: own + (authorities.map { [$0] } ?? [])) {
      var configuration = TLSConfiguration.makeClientConfiguration()
      configuration.setUpForHTTP2()
      if let authorities {
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(authorities))
      }
      if let certificate {
        configuration.certificateChain = try NIOSSLCertificate.fromPEMFile(certificate.chain).map { .certificate($0) }
        configuration.privateKey = .privateKey(try NIOSSLPrivateKey(file: certificate.privateKey, format: .pem))
      }
      return try NIOSSLContext(configuration: configuration)
    }
  }
}
