import RPC
import Wire
import WireTupo

/// Gives the user of a run on one machine the roles for everything, through the same calls as any administrator.
struct Founding: Sendable {
  let identity: LocalIdentity
  /// The indicators service, which keeps the roles.
  let indicators: Remote

  /// Makes the first administrator, where there is none, and has it take the other roles. It can be repeated.
  func run() async throws {
    let socket = RPCChannel(target: .unix(path: identity.socket), options: identity.operatorOptions)
    do {
      try await settled(["ADMINISTRATOR_EXISTS"]) {
        try await IndicatorsV1.AccessServiceClient(socket).createFirstAdministrator(
          .with { $0.principal = LocalIdentity.name }, options: options)
      }
    } catch {
      await socket.close()
      throw error
    }
    await socket.close()
    for role in [CommonV1.Role.cityOffice, .auditor] {
      // Where somebody else is the administrator, this user may do what it was given.
      try await settled(["ALREADY_EXISTS", "ROLE_MISSING"]) {
        try await IndicatorsV1.AccessServiceClient(indicators.channel).createGrant(grant(role), options: options)
      }
    }
  }

  private var options: CallOptions {
    CallOptions(metadata: ["accept-language": indicators.language.tag], timeout: .seconds(30))
  }

  private func grant(_ role: CommonV1.Role) -> IndicatorsV1.CreateGrantRequest {
    .with {
      $0.grant = .with {
        $0.principal = LocalIdentity.name
        $0.role = role
        $0.scope = "city"
      }
      $0.requestId = RequestID.fresh()
    }
  }

  /// Runs a call that may find its work done.
  private func settled(_ reasons: Set<String>, _ body: () async throws -> some Sendable) async throws {
    do {
      _ = try await body()
    } catch let error as RPCError {
      guard error.reason.map(reasons.contains) ?? false else { throw Complaint(error, from: indicators) }
    }
  }
}
