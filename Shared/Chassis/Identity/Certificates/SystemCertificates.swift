public import RPC

/// Tells which system or service shows a certificate, and refuses revoked ones.
public final class SystemCertificates: Sendable {
  private let systems: [PeerCertificate.Name: PrincipalName]

  /// Certificates by the names of ours, `urn:tupo:service:NAME` for `services/NAME` and `urn:tupo:system:NAME` for
  /// `systems/NAME`, and by those in `trust`.
  public init(_ trust: Trust = Trust()) { systems = trust.systems }

  /// Who shows the certificate; nil when it names nobody that is known.
  ///
  /// - Throws: `Failure` UNAUTHENTICATED, with reason CERTIFICATE_REVOKED or CERTIFICATE_LIST_EXPIRED.
  public func principal(of certificate: PeerCertificate) throws(Failure) -> PrincipalName? {
    for name in certificate.names {
      if case .uri(let uri) = name, let principal = PrincipalName(urn: uri) { return principal }
      if let system = systems[name] { return system }
    }
    return nil
  }
}

extension PrincipalName {
  /// The name that a URI of ours in a certificate stands for.
  init?(urn: String) {
    let prefixes: [(String, Kind)] = [("urn:tupo:service:", .services), ("urn:tupo:system:", .systems)]
    guard let (prefix, kind) = prefixes.first(where: { urn.hasPrefix($0.0) }) else { return nil }
    self.init(kind, urn.dropFirst(prefix.count))
  }

  /// The URI that stands for it in a certificate; nil for people.
  var urn: String? {
    switch kind {
    case .people: nil
    case .systems: "urn:tupo:system:\(id)"
    case .services: "urn:tupo:service:\(id)"
    }
  }
}
