internal import NIOCore
internal import NIOSSL

/// How a server speaks TLS (1.2 or 1.3, with ALPN `h2`: RFC 9113, 3.2).
public struct ServerTLS: Sendable, Hashable {
  /// What is asked of clients.
  public enum ClientCertificates: Sendable, Hashable {
    /// No certificate is asked for.
    case ignored
    /// A client may show one; it must be signed by an authority in the PEM file.
    case optional(authorities: String)
    /// A client must show one that is signed by an authority in the PEM file.
    case required(authorities: String)
  }

  /// The server's own certificate. Changed files are noticed when clients connect; wrong ones leave the old in use.
  public var certificate: CertificateFiles
  /// What is asked of clients.
  public var clients: ClientCertificates

  /// TLS with `certificate`.
  public init(certificate: CertificateFiles, clients: ClientCertificates = .ignored) {
    self.certificate = certificate
    self.clients = clients
  }

  var authorities: String? {
    switch clients {
    case .ignored: nil
    case .optional(let file), .required(let file): file
    }
  }

  var recipe: TLSRecipe {
    TLSRecipe(files: [certificate.chain, certificate.privateKey] + (authorities.map { [$0] } ?? [])) {
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMFile(certificate.chain).map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.privateKey, format: .pem)))
      configuration.setUpForHTTP2()
      configuration.trustRoots = try authorities.map { .certificates(try NIOSSLCertificate.fromPEMFile($0)) }
      configuration.certificateVerification =
        switch clients {
        case .ignored: .none
        case .optional: .optionalVerification
        case .required: .noHostnameVerification  // Clients are known by their certificate, not by their address.
        }
      return try NIOSSLContext(configuration: configuration)
    }
  }
}

extension TLSConfiguration {
  /// The versions and the protocol that this runtime speaks.
  mutating func setUpForHTTP2() {
    minimumTLSVersion = .tlsv12
    // With TLS 1.2 only what HTTP/2 does not prohibit (RFC 9113, appendix A): ephemeral keys, and ciphers that authenticate.
    cipherSuites = "ECDHE+AESGCM:ECDHE+CHACHA20"
    applicationProtocols = ["h2"]
    // How long a closing side waits for the other's close_notify. HTTP/2 tells by itself where everything ends, so nothing
    // is learnt from it, and gRPC's C core never sends one back.
    shutdownTimeout = .milliseconds(100)
  }
}
