public import RPC
public import Wire

/// The guard of a service that is open on the loopback: everybody may do everything. Every answer of the server
/// says so, also those that come before the guard (`RPCServer.Options.answerHeaders`).
public struct OpenGate: CallGuard {
  /// The header of answers that says so.
  public static let header = "tupo-access"
  /// Its value.
  public static let value = "open-loopback"

  /// No guard at all.
  public init() {}

  /// Lets everybody in.
  public func admit(_ call: CallContext, to method: MethodOptions) async throws -> any CallPrincipal {
    Caller.open
  }
}
