import ArgumentParser
import Wire
import WireStandard
import WireTupo

/// `tupo access revoke-token`.
struct AccessRevokeTokenCommand: AsyncParsableCommand, Calling {
  static let configuration = CommandConfiguration(
    commandName: "revoke-token", abstract: "Has all services refuse a token. 吊销令牌。",
    discussion: "A token that was lost is told by its id (the claim jti), never by itself. 以令牌编号（jti）指明，勿给出令牌本身。")

  @Argument(help: "The token's id: tupo whoami tells it. 令牌编号，见 tupo whoami。")
  var id: String
  @Option(help: "The last day on which the token holds: it is forgotten after it; otherwise never. 令牌止日，过后不再保留。")
  var until: DayArgument?
  @OptionGroup var requestID: RequestIDOption
  @OptionGroup var addresses: Addresses
  @OptionGroup var speech: Speech

  func validate() throws {
    guard id.split(separator: ".").count < 3 else {
      throw ValidationError("This is the token itself: give its id（请给出令牌编号，而非令牌本身）")
    }
  }

  func run() async throws {
    let request = IndicatorsV1.RevokeTokenRequest.with {
      $0.tokenId = id
      $0.requestId = requestID.value
      $0.expiresAt = until?.end.map { end in .with { $0.seconds = end } }
    }
    _ = try await callAccess { try await $0.revokeToken(request, options: $1) }
    console.note(console.text("已吊销，5秒内对全部服务生效。", "Revoked: all services refuse it within five seconds."))
  }
}
