public import Wire

/// Says who calls, and refuses calls that may not be made: before the handler runs, and before its request is read.
public protocol CallGuard: Sendable {
  /// Who makes the call. Throws UNAUTHENTICATED when nobody knows, PERMISSION_DENIED when its roles do not allow it.
  ///
  /// It is asked for every call, so the answer for a known caller must come without waiting. It is asked again every
  /// ``RPCServer/Options/reviewInterval`` while a call of a stream lasts, and what it throws then ends the call.
  func admit(_ call: CallContext, to method: MethodOptions) async throws -> any CallPrincipal
}

/// Who makes a call, as the server's guard found out.
public protocol CallPrincipal: AnyObject, Sendable {
  /// The name that logs and the audit trail know it by.
  var name: String { get }

  /// Throws PERMISSION_DENIED when its roles do not hold of each of the `resources`, as `access` asks for.
  func permit(_ access: MethodAccess, _ resources: [String]) throws
}

extension CallContext {
  /// Throws what the caller's guard says of the resources that its request names. Without a guard everybody may.
  @usableFromInline func permit(_ access: MethodAccess?, _ resources: [String]) throws {
    guard let principal, let access else { return }
    try principal.permit(access, resources)
    named = resources
  }

  /// Asks the guard again, for a call that lasts.
  func review(by callGuard: any CallGuard, _ method: MethodOptions) async throws {
    let principal = try await callGuard.admit(self, to: method)
    if let access = method.access, access.reach == .named, let named { try principal.permit(access, named) }
  }
}
