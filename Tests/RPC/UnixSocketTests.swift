import Foundation
import Synchronization
import Testing

@testable import RPC

@Suite("A Unix socket") struct UnixSocketTests {
  private let path = "/tmp/tupo-rpc-\(UInt64.random(in: 0 ... .max)).sock"

  @Test("is open to the owner and the group, and tells who has connected")
  func modeAndUser() async throws {
    let seen = Mutex<Peer?>(nil)
    var service = TestService()
    service.onUnary = { note, call in
      seen.withLock { $0 = call.peer }
      return note
    }
    let server = RPCServer(services: [service])
    let channel = RPCChannel(target: try await server.start(at: .unix(path: path)))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o660)
    _ = try await channel.unary(TestService.unary, Note(""))
    #expect(seen.withLock { $0?.userID } == getuid())
    await channel.close()
    await server.drain()
  }

  /// What bind(2) answers when a socket is bound to `path`.
  private func bound(_ descriptor: CInt) -> CInt {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  /// The mode of this process's own socket that is bound to `path`: its file began with it.
  private func modeOfSocket() -> mode_t? {
    for descriptor in 0..<CInt(4_096) {
      var (address, facts) = (sockaddr_un(), stat())
      var size = socklen_t(MemoryLayout<sockaddr_un>.size)
      let isNamed = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) == 0 }
      }
      guard isNamed, address.sun_family == sa_family_t(AF_UNIX) else { continue }
      let name = withUnsafeBytes(of: address.sun_path) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name == path, fstat(descriptor, &facts) == 0 { return facts.st_mode & 0o777 }
    }
    return nil
  }

  @Test("is open to nobody else from the moment that it is bound, also under a umask that takes nothing away")
  func modeAtOnce() throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer {
      close(descriptor)
      unlink(path)
    }
    try UnixSocket(path: path).restrict(descriptor)
    let former = umask(0)
    let result = bound(descriptor)
    _ = umask(former)
    try #require(result == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o660)
  }

  @Test("of a server has its mode before it is bound")
  func modeBefore() async throws {
    let server = RPCServer(services: [TestService()])
    try await server.start(at: .unix(path: path))
    #expect(modeOfSocket() == 0o660)
    await server.drain()
  }

  @Test("left by a dead server is replaced")
  func stale() async throws {
    let dead = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    try #require(bound(dead) == 0)
    close(dead)
    let server = RPCServer(services: [TestService()])
    let channel = RPCChannel(target: try await server.start(at: .unix(path: path)))
    let answer = try await channel.unary(TestService.unary, Note("alive"))
    #expect(answer.text == "alive")
    await channel.close()
    await server.drain()
  }

  @Test("of a living server is left to it")
  func inUse() async throws {
    let first = RPCServer(services: [TestService()])
    let address = try await first.start(at: .unix(path: path))
    let second = RPCServer(services: [TestService()])
    await #expect(throws: UnixSocketFault.inUse(path: path)) { try await second.start(at: .unix(path: path)) }
    let channel = RPCChannel(target: address)
    let answer = try await channel.unary(TestService.unary, Note("still here"))
    #expect(answer.text == "still here")
    await channel.close()
    await first.drain()
  }

  @Test("does not take the place of another file")
  func notSocket() async throws {
    try Data("facts".utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let server = RPCServer(services: [TestService()])
    await #expect(throws: UnixSocketFault.notSocket(path: path)) { try await server.start(at: .unix(path: path)) }
    #expect(FileManager.default.contents(atPath: path) == Data("facts".utf8))
  }
}
