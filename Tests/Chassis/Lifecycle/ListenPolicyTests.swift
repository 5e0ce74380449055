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

  private func isAllowed(_ text: String, _ protection: ListenPolicy.Protection) throws -> Bool {
    ListenPolicy.refusal(of: try #require(ListenAddress(text)), protection) == nil
  }

  @Test("with TLS it may anywhere", arguments: local + remote)
  func withTLS(address: String) throws {
    #expect(try isAllowed(address, .init(hasTLS: true)))
    #expect(try isAllowed(address, .init(hasTLS: true, hasTrust: true)))
  }

  @Test(
    "without TLS it may on this machine, where callers show tokens or are let in by everybody's leave", arguments: local
  )
  func locally(address: String) throws {
    #expect(try isAllowed(address, .init(isOpen: true)))
    #expect(try isAllowed(address, .init(hasTrust: true)))
    #expect(try !isAllowed(address, .init()))
  }

  @Test("without TLS it may not where other machines can call, and nothing opens it to them", arguments: remote)
  func remotely(address: String) throws {
    #expect(try !isAllowed(address, .init()))
    #expect(try !isAllowed(address, .init(hasTrust: true)))
    #expect(try !isAllowed(address, .init(isOpen: true)))
    #expect(try !isAllowed(address, .init(hasTLS: true, isOpen: true)))
  }
}
