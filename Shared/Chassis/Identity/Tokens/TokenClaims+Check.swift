extension TokenClaims {
  /// What the token says, when an issuer's rules allow it at this time, in seconds.
  func checked(by rules: TrustedIssuer, at now: Int64) throws(TokenFault) -> VerifiedToken {
    guard audience.contains(where: rules.audiences.contains) || isForOneService else { throw .wrongAudience }
    guard now < expiresAt + TokenVerifier.skew else { throw .expired }
    guard max(notBefore ?? .min, issuedAt ?? .min) <= now + TokenVerifier.skew else { throw .notYetValid }
    guard let text = texts[rules.subjectClaim], let subject = PrincipalName(rules.subjectPrefix + text),
      rules.kinds.contains(subject.kind)
    else { throw .wrongSubject }
    // A token that is bound in a way that we cannot confirm is not to pass for one that is not bound.
    if let confirmation, confirmation.certificate == nil { throw .wrongCertificate }
    return VerifiedToken(
      subject: "\(subject)", issuer: issuer, id: id, issuedAt: issuedAt, expiresAt: expiresAt,
      certificateThumbprint: confirmation?.certificate, actor: actor, audience: audience)
  }

  /// Whether it was made for a service of ours that another one calls for somebody: which service it is, its guard compares.
  private var isForOneService: Bool {
    actor != nil && audience.contains { PrincipalName($0)?.kind == .services }
  }
}
