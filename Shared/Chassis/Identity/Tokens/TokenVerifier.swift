public import Logging
public import RPC
import Synchronization

/// Verifies the tokens of people and systems (RFC 7519, after RFC 8725).
public final class TokenVerifier: Sendable {
  private struct Issuer: Sendable {
    let rules: TrustedIssuer
    let keys: IssuerKeys
  }

  private let issuers: [String: Issuer]
  private let revocations: [any TokenRevocations]
  private let cache = VerifiedTokenCache()
  private let keyChanges: ChangeCount
  /// The second in which it was last seen to whether keys are due.
  private let lookedAt = Atomic<Int64>(.min)
  private let now: @Sendable () -> Int64

  /// How far the clocks of issuers and of ours may differ, in seconds.
  static let skew: Int64 = 60

  /// A verifier that trusts the issuers of `trust`, and refuses what one of `revocations` names. Keys that cannot be read
  /// are logged; `now` is the time in seconds of Unix time.
  ///
  /// Throws when an issuer's address is none that keys may come from.
  public convenience init(
    _ trust: Trust, revocations: [any TokenRevocations] = [], logger: Logger, now: @escaping @Sendable () -> Int64
  ) throws(IdentityFault) {
    var issuers: [(TrustedIssuer, any KeySource)] = []
    for issuer in trust.issuers {
      switch issuer.keys {
      case .file(let path): issuers.append((issuer, KeyFile(path)))
      case .url(let url, let authorities):
        issuers.append((issuer, KeyAddress(try HTTPSFetch(url, authorities: authorities))))
      }
    }
    self.init(issuers: issuers, revocations: revocations, logger: logger, now: now)
  }

  init(
    issuers: [(TrustedIssuer, any KeySource)], revocations: [any TokenRevocations], logger: Logger,
    now: @escaping @Sendable () -> Int64
  ) {
    let changes = ChangeCount()
    keyChanges = changes
    self.issuers = issuers.reduce(into: [:]) { all, entry in
      all[entry.0.issuer] = Issuer(rules: entry.0, keys: IssuerKeys(entry.1, changes: changes, logger: logger))
    }
    self.revocations = revocations
    self.now = now
  }

  /// What the token says.
  ///
  /// - Parameter certificate: the one that the caller's connection has shown, which a bound token must be bound to.
  /// - Throws: `Failure` UNAUTHENTICATED, with reason TOKEN_MALFORMED, TOKEN_TOO_LARGE, TOKEN_EXPIRED,
  ///   TOKEN_NOT_YET_VALID, TOKEN_WRONG_AUDIENCE, TOKEN_UNKNOWN_ISSUER, TOKEN_UNKNOWN_KEY, TOKEN_WRONG_ALGORITHM,
  ///   TOKEN_SIGNATURE, TOKEN_WRONG_SUBJECT, TOKEN_REVOKED or TOKEN_WRONG_CERTIFICATE; UNAVAILABLE with reason
  ///   ISSUER_KEYS_UNAVAILABLE while an issuer's keys were never to be had.
  public func verify(_ token: String, certificate: PeerCertificate?) async throws(Failure) -> VerifiedToken {
    let now = now()
    let revision = revision(at: now)
    if let entry = cached(token[...], certificate, revision, now) { return entry.verified }
    do throws(TokenFault) {
      let parts = try TokenParts(token)
      guard let issuer = issuers[parts.claims.issuer] else { throw .unknownIssuer }
      try await checkSignature(parts, of: issuer, at: now)
      let verified = try parts.claims.checked(by: issuer.rules, at: now)
      if revocations.contains(where: { $0.isRevoked(verified) }) { throw .revoked }
      let entry = VerifiedTokenCache.Entry(token: token, verified: verified)
      guard entry.holds(with: certificate) else { throw .wrongCertificate }
      cache.insert(entry, revision: revision)
      return verified
    } catch {
      throw error.failure
    }
  }

  /// What the token says, when it was verified before and still holds; nil asks for ``verify(_:certificate:)``.
  ///
  /// - Parameter token: the token, for example the part of a header.
  public func known(_ token: Substring, certificate: PeerCertificate?) -> VerifiedToken? {
    let now = now()
    return cached(token, certificate, revisionLookedAt(now), now)?.verified
  }

  /// Grows whenever keys or revocations change: what was verified under another one must be verified again. Keys that are
  /// due are read meanwhile.
  func revisionLookedAt(_ now: Int64) -> UInt64 {
    if lookedAt.load(ordering: .relaxed) != now, lookedAt.exchange(now, ordering: .relaxed) != now {
      for issuer in issuers.values { issuer.keys.refreshAside(at: now) }
    }
    return revision(at: now)
  }

  private func cached(
    _ token: Substring, _ certificate: PeerCertificate?, _ revision: UInt64, _ now: Int64
  ) -> VerifiedTokenCache.Entry? {
    guard let entry = cache.entry(for: token, revision: revision), now < entry.verified.expiresAt + Self.skew,
      entry.holds(with: certificate)
    else { return nil }
    return entry
  }

  private func checkSignature(_ parts: TokenParts, of issuer: Issuer, at now: Int64) async throws(TokenFault) {
    guard let algorithm = TokenAlgorithm(rawValue: parts.head.alg) else { throw .wrongAlgorithm }
    guard let id = parts.head.kid else { throw .unknownKey }
    let key = try await issuer.keys.key(id, at: now)
    guard key.algorithm == algorithm else { throw .wrongAlgorithm }
    guard key.verifies(parts.signature, over: parts.signed) else { throw .signature }
  }

  /// Grows whenever keys or revocations change.
  private func revision(at now: Int64) -> UInt64 {
    var sum = keyChanges.count
    for list in revocations { sum &+= list.revision(at: now) }
    return sum
  }
}

extension VerifiedTokenCache.Entry {
  /// Whether the token is not bound, or is bound to this certificate.
  fileprivate func holds(with certificate: PeerCertificate?) -> Bool {
    fingerprint == nil || fingerprint == certificate?.fingerprint
  }
}
