public import RPC
public import Wire

/// The guard of a service: finds out who calls, and asks the method's rule.
///
/// A token counts before a certificate, a certificate before the user of a Unix socket. Nobody is let in without one of
/// them, but to health.
public struct Gatekeeper: CallGuard {
  private let tokens: TokenVerifier
  private let certificates: SystemCertificates
  private let callers: CallerBook
  /// The name of the service that it guards: `services/indicators`.
  private let service: String
  /// The user that this service runs as: the same one at the other end of a Unix socket is its operator.
  private let ownUser: UInt32
  private let now: @Sendable () -> Int64

  /// Under which a service names whom it calls for. Only callers with that grant are heard.
  public static let onBehalfOfHeader: StaticString = "tupo-on-behalf-of"

  /// The guard of the service whose data has this name, for example `indicators`. It decides by the book on `board`; `now`
  /// is in seconds since 1970.
  public init(
    of service: String, tokens: TokenVerifier, certificates: SystemCertificates, board: AccessBoard,
    ownUser: UInt32, now: @escaping @Sendable () -> Int64
  ) {
    self.service = "\(PrincipalName.Kind.services.rawValue)/\(service)"
    self.tokens = tokens
    self.certificates = certificates
    self.callers = CallerBook(board, now: now)
    self.ownUser = ownUser
    self.now = now
  }

  /// Throws UNAUTHENTICATED or PERMISSION_DENIED, with a reason.
  public func admit(_ call: CallContext, to method: MethodOptions) async throws -> any CallPrincipal {
    if let access = method.access { return try await admit(call, access) }
    switch BuiltinAccess.rule(call.path) {
    case .everybody: return Caller.anonymous
    case .those(let access): return try await admit(call, access)
    case nil: throw Failure.noRule(call.path)
    }
  }

  private func admit(_ call: CallContext, _ access: MethodAccess) async throws -> Caller {
    let caller = try await caller(of: call)
    call.identify(caller)  // So that the log of a call that is refused names who was.
    try caller.enter(access)
    return caller
  }

  private func caller(of call: CallContext) async throws -> Caller {
    let now = now()
    let revisions = LastCaller.Revisions(tokens: tokens.revisionLookedAt(now), roles: callers.revision)
    let other = call.header(Self.onBehalfOfHeader)
    if let last = call.keptByGuard as? LastCaller, last.makes(call, under: revisions, at: now), other == nil {
      return last.caller
    }
    let certificate = call.peer.certificate
    let system = try certificate.flatMap(certificates.principal(of:))
    if let header = call.header("authorization") {
      let (caller, token) = try await bearer(of: header, certificate, system)
      guard other == nil else {
        call.identify(caller)
        throw Failure.mayNotActForOthers(caller.name)
      }
      if certificate == nil {
        call.keptByGuard = LastCaller(caller, header: header, token: token, revisions: revisions)
      }
      return caller
    }
    if let system {
      if other != nil { call.identify(try callers.caller(system.description)) }
      return try callers.caller(system.description, onBehalfOf: other)
    }
    if let user = call.peer.userID, user == ownUser || user == 0 {
      return Caller(name: "local/uid-\(user)", rights: [AccessRights(.localOperator)])
    }
    throw Failure.credentialsMissing
  }

  /// Whose token it is. A token that names an actor (RFC 8693) is that service's, and no other's, and counts at
  /// the service that it was made for only.
  private func bearer(
    of header: String, _ certificate: PeerCertificate?, _ system: PrincipalName?
  ) async throws -> (Caller, VerifiedToken) {
    guard let text = BearerToken.token(in: header) else { throw TokenFault.malformed.failure }
    let token: VerifiedToken
    if let known = tokens.known(text, certificate: certificate) {
      token = known
    } else {
      token = try await tokens.verify(String(text), certificate: certificate)
    }
    guard let actor = token.actor else { return (try callers.caller(token.subject), token) }
    guard token.audience.contains(service) else { throw TokenFault.wrongAudience.failure }
    guard actor == system?.description else { throw Failure.mayNotActForOthers(system?.description ?? token.subject) }
    return (try callers.caller(actor, onBehalfOf: token.subject), token)
  }
}
