import ArgumentParser
import RPC
import Wire
import WireTupo

/// `tupo access`.
struct AccessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access", abstract: "Who may do what: roles and revoked tokens. 角色授权与令牌吊销。",
    discussion: """
      A role holds of the city, a county or a zone. What is changed here holds in every service within five seconds. \
      Only administrators may; the first one is made by tupo access found, on the service's own machine. \
      变更在5秒内对全部服务生效；首位管理员须在服务所在机器上用 found 指定。
      """,
    subcommands: [
      AccessFoundCommand.self, AccessGrantCommand.self, AccessRevokeCommand.self, AccessListCommand.self,
      AccessRevokeTokenCommand.self,
    ])
}

extension Calling {
  /// Makes a call to the service that keeps the roles.
  func callAccess<Answer: Sendable>(
    _ call: @escaping @Sendable (IndicatorsV1.AccessServiceClient, CallOptions) async throws -> Answer
  ) async throws -> Answer {
    try await self.call(.indicators) { try await call(IndicatorsV1.AccessServiceClient($0), $1) }
  }
}
