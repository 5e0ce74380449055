import RPC
import Testing

@testable import Chassis

@Suite("Where a service may listen")
struct ListenPolicyTests {
  private static let local = ["127.0.0.1:1", "127.9.9.9:1", "localhost:1", "LOCALHOST:1", "[::1]:1", "unix:/run/t"]
  private static let remote = [
    "0.0.0.0:1", "[::]:1", "10.0.0.1:1", "db.example:1", "128.0.0.1:1", "127.0.0.1.example:1", "127.1:1",
    "127.0.0.256:1",
  ]

  private func isAllowed(_ text: String, tls: Bool, opens: Bool, byDefault: Bool) throws -> Bool {
    let address = try #require(ListenAddress(text))
    return ListenPolicy.refusal(of: address, hasTLS: tls, opensLoopback: opens, loopbackIsOpen: byDefault) == nil
  }

  @Test("with TLS it may anywhere", arguments: local + remote, [true, false])
  func withTLS(address: String, opens: Bool) throws {
    #expect(try isAllowed(address, tls: true, opens: opens, byDefault: false))
  }

  @Test("without TLS it may on this machine where that is opened", arguments: local)
  func locally(address: String) throws {
    #expect(try isAllowed(address, tls: false, opens: true, byDefault: false))
    #expect(try isAllowed(address, tls: false, opens: false, byDefault: true))
    #expect(try !isAllowed(address, tls: false, opens: false, byDefault: false))
  }

  @Test("without TLS nothing opens it to other machines", arguments: remote, [true, false])
  func remotely(address: String, opens: Bool) throws {
    #expect(try !isAllowed(address, tls: false, opens: opens, byDefault: opens))
  }
}
