import Chassis
import RPC

/// How this user is known to the service at one address.
struct Credential: Sendable, Hashable, Codable {
  /// The service's address, as ``ListenAddress`` writes it.
  var address: String
  /// The token that is sent with each call.
  var token: String?
  /// The PEM file of the authorities that the service is trusted by; nil speaks without TLS.
  var authorities: String?
  /// The PEM file of the certificate that is shown to the service.
  var certificate: String?
  /// The PEM file of that certificate's key.
  var key: String?

  /// Has a channel's calls carry it.
  func apply(to options: inout ChannelOptions) {
    if let token { options.interceptors.append(BearerToken(token)) }
    guard let authorities else { return }
    let own = certificate.flatMap { chain in key.map { CertificateFiles(chain: chain, privateKey: $0) } }
    options.tls = ClientTLS(authorities: authorities, certificate: own)
  }
}

extension ListenAddress {
  /// Whether nobody but this machine hears what is sent there, so that a token may go without TLS.
  var staysOnThisMachine: Bool {
    switch self {
    case .unix: true
    case .tcp(let host, _): host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
  }
}
