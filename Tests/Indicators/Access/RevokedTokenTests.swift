import Chassis
import RPC
import Storage
import TestSupport
import Testing
import Wire
import WireStandard
import WireTupo

@testable import Indicators

@Suite("Revoked tokens")
struct RevokedTokenTests {
  /// Days from now, as a time of a contract.
  private static func days(_ days: Int64) -> GoogleProtobuf.Timestamp {
    .with { $0.seconds = StoreOptions.systemClock() / 1_000_000 + days * 86_400 }
  }

  @Test("are forgotten a day after they have ended, and no earlier, and those without an end never")
  func purge() async throws {
    let board = AccessBoard()
    try await withStore(IndicatorsService.migrations) { store in
      let handler = AccessHandler(store: store, board: board)
      let ends = [("gone", Self.days(-2)), ("lately", Self.days(0)), ("running", Self.days(3)), ("endless", nil)]
      for (id, end) in ends {
        _ = try await handler.revokeToken(
          .with {
            $0.tokenId = id
            $0.expiresAt = end
          }, anyCall())
      }
      #expect(ends.allSatisfy { board.current.hasRevoked(token: $0.0) })
      let first = try await handler.purgeRevokedTokens(.init(), anyCall())
      let again = try await handler.purgeRevokedTokens(.init(), anyCall())
      #expect(first.purgeCount == 1)
      #expect(again.purgeCount == 0 && again.version == first.version)
      #expect(!board.current.hasRevoked(token: "gone"))
      #expect(
        board.current.hasRevoked(token: "lately") && board.current.hasRevoked(token: "running")
          && board.current.hasRevoked(token: "endless"))
    }
  }
}
