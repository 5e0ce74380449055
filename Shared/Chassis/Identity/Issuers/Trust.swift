public import RPC

/// Who may say who calls: the issuers of tokens, and the names in certificates of other organisations' systems.
public struct Trust: Sendable, Hashable {
  /// The issuers whose tokens are accepted.
  public var issuers: [TrustedIssuer]
  /// The systems that are known by a certificate's name, beside the names of ours (``SystemCertificates``).
  public var systems: [PeerCertificate.Name: PrincipalName]

  /// Trust in these; in nobody by default.
  public init(issuers: [TrustedIssuer] = [], systems: [PeerCertificate.Name: PrincipalName] = [:]) {
    self.issuers = issuers
    self.systems = systems
  }
}
