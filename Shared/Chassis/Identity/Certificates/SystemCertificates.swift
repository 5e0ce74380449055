public import Logging
public import RPC
internal import SwiftASN1
import Synchronization
internal import X509

/// Tells which system or service shows a certificate, and refuses revoked ones.
///
/// Names of ours are `urn:tupo:service:NAME` for `services/NAME` and `urn:tupo:system:NAME` for `systems/NAME`.
public final class SystemCertificates: Sendable {
  private let systems: [PeerCertificate.Name: PrincipalName]
  private let lists: WatchedFile<CertificateLists>?
  private let now: @Sendable () -> Int64
  private let seen = Mutex(Seen())

  /// What was found of certificates, by their fingerprints, in one second and under one state of the lists.
  private struct Seen {
    var findings: [String: Finding] = [:]
    var revision: UInt64 = 0
    var second: Int64 = 0
  }

  private final class Finding: Sendable {
    let principal: PrincipalName?
    let fault: CertificateFault?

    init(_ principal: PrincipalName?, _ fault: CertificateFault?) {
      self.principal = principal
      self.fault = fault
    }
  }

  /// A table of at most so many certificates.
  private static let seenLimit = 1024

  /// Certificates by our names and by those in `trust`.
  ///
  /// - Parameters:
  ///   - revocations: a file of certificate revocation lists (RFC 5280; PEM or DER), read again when it changes.
  ///   - authorities: the PEM file of the authorities that must have signed them.
  ///   - now: the time in seconds of Unix time.
  /// - Throws: what is wrong with the files.
  public init(
    _ trust: Trust = Trust(), revocations: String? = nil, authorities: String? = nil, logger: Logger,
    now: @escaping @Sendable () -> Int64
  ) throws(IdentityFault) {
    systems = trust.systems
    self.now = now
    guard let revocations else {
      lists = nil
      return
    }
    lists = try WatchedFile(revocations, now: now(), logger: logger) { bytes throws(IdentityFault) in
      try CertificateLists(file: bytes, authorities: authorities.map(Self.certificates) ?? [])
    }
  }

  /// Who shows the certificate; nil when it names nobody that is known. A certificate of an authority that has no list
  /// holds.
  ///
  /// - Throws: `Failure` UNAUTHENTICATED, with reason CERTIFICATE_REVOKED, CERTIFICATE_LIST_EXPIRED or
  ///   CERTIFICATE_UNREADABLE.
  public func principal(of certificate: PeerCertificate) throws(Failure) -> PrincipalName? {
    let finding = finding(certificate)
    if let fault = finding.fault { throw fault.failure }
    return finding.principal
  }

  private func finding(_ certificate: PeerCertificate) -> Finding {
    let now = lists == nil ? 0 : now()
    lists?.look(at: now)
    let revision = lists?.revision ?? 0
    let known = seen.withLock { seen in
      if seen.revision != revision || seen.second != now || seen.findings.count >= Self.seenLimit {
        seen = Seen(revision: revision, second: now)
      }
      return seen.findings[certificate.fingerprint]
    }
    if let known { return known }
    let fault = lists?.value(at: now).fault(of: certificate.der, at: now)
    let finding = Finding(named(certificate), fault)
    seen.withLock { seen in
      if seen.revision == revision && seen.second == now { seen.findings[certificate.fingerprint] = finding }
    }
    return finding
  }

  private func named(_ certificate: PeerCertificate) -> PrincipalName? {
    for name in certificate.names {
      if case .uri(let uri) = name, let principal = PrincipalName(urn: uri) { return principal }
      if let system = systems[name] { return system }
    }
    return nil
  }

  private static func certificates(_ path: String) throws(IdentityFault) -> [Certificate] {
    let text = String(decoding: try IdentityFile.bytes(path), as: UTF8.self)
    do {
      return try PEMDocument.parseMultiple(pemString: text).map { try Certificate(pemDocument: $0) }
    } catch {
      throw IdentityFault("\(path)不是证书：\(error)。", "\(path) holds no certificates: \(error).")
    }
  }
}
