import RPC
import Synchronization
import Testing

@testable import Chassis

@Suite("A rate limiter") struct RateLimiterTests {
  private final class Clock: Sendable {
    private let time = Atomic<Int64>(0)
    var now: Int64 { time.load(ordering: .relaxed) }
    func advance(_ milliseconds: Int64) { time.add(milliseconds * 1_000_000, ordering: .relaxed) }
  }

  private let clock = Clock()

  private func limiter(_ perSecond: Double, burst: Double, callersMax: Int = 10) -> RateLimiter {
    RateLimiter(.init(perSecond: perSecond, burst: burst), callersMax: callersMax) { [clock] in clock.now }
  }

  @Test("lets a burst pass, then as much as comes back, and says how long the next one takes")
  func bucket() {
    let limiter = limiter(10, burst: 3)
    #expect((0..<3).allSatisfy { _ in limiter.take("a") == nil })
    #expect(limiter.take("a") == .milliseconds(100))
    clock.advance(40)
    #expect(limiter.take("a") == .milliseconds(60))
    clock.advance(60)
    #expect(limiter.take("a") == nil)
    #expect(limiter.take("a") == .milliseconds(100))
    clock.advance(60_000)
    #expect((0..<3).allSatisfy { _ in limiter.take("a") == nil })
    #expect(limiter.take("a") != nil)
  }

  @Test("counts each caller for itself")
  func callers() {
    let limiter = limiter(1, burst: 1)
    #expect(limiter.take("a") == nil)
    #expect(limiter.take("a") != nil)
    #expect(limiter.take("b") == nil)
  }

  @Test("keeps so many callers and no more: further ones share what is left, until old ones are quiet")
  func bounded() {
    let limiter = limiter(1, burst: 1, callersMax: 2)
    #expect(["a", "b", "c"].allSatisfy { limiter.take($0) == nil })
    #expect(limiter.take("d") != nil)  // c took what the others share.
    #expect(limiter.take("a") != nil)
    clock.advance(1_000)
    #expect(limiter.take("d") == nil)
    #expect(limiter.take("e") == nil)
  }

  @Test("counts a call for its principal, or else for its address")
  func keys() throws {
    let peer = Peer(address: .tcp(host: "10.0.0.1", port: 5000))
    let call = CallContext(path: "/a/B", peer: peer)
    #expect(call.loadKey == "10.0.0.1")
    call.identify(Caller.open)
    #expect(call.loadKey == "10.0.0.1")
    call.identify(Caller.anonymous)
    #expect(call.loadKey == "10.0.0.1")
    call.identify(Caller(name: "person/li", rights: []))
    #expect(call.loadKey == "person/li")
    call.identify(Caller(name: "system/reporting", onBehalfOf: "person/wang", rights: []))
    #expect(call.loadKey == "person/wang")
    #expect(CallContext(path: "/a/B", peer: Peer(address: .unix(path: "/s"))).loadKey == "")
  }
}
