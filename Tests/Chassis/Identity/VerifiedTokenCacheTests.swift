import Testing

@testable import Chassis

@Suite("The memory of verified tokens")
struct VerifiedTokenCacheTests {
  private func entry(_ token: String) -> VerifiedTokenCache.Entry {
    let verified = VerifiedToken(subject: "people/a", issuer: "i", expiresAt: 0)
    return VerifiedTokenCache.Entry(token: token, verified: verified)
  }

  private func token(_ number: Int) -> String { "head.claims.signature-of-more-than-24-bytes-\(number)" }

  @Test("is bounded, and keeps what was asked for lately")
  func bounds() {
    for cache in [VerifiedTokenCache(count: 10), VerifiedTokenCache(bytes: 10 * (2 * token(99).utf8.count + 512))] {
      for number in 0..<100 {
        cache.insert(entry(token(number)), revision: 0)
        #expect(cache.count <= 10)
        #expect(cache.entry(for: token(0)[...], revision: 0) != nil)
      }
      #expect(cache.entry(for: token(99)[...], revision: 0) != nil)
      #expect(cache.entry(for: token(50)[...], revision: 0) == nil)
    }
  }

  @Test("knows a token by all of its bytes")
  func wholeToken() {
    let cache = VerifiedTokenCache()
    cache.insert(entry("a.b.signature-of-more-than-24-bytes"), revision: 0)
    cache.insert(entry("short"), revision: 0)
    #expect(cache.entry(for: "a.c.signature-of-more-than-24-bytes", revision: 0) == nil)
    #expect(cache.entry(for: "a.b.signature-of-more-than-24-bytes", revision: 0) != nil)
    #expect(cache.entry(for: "short", revision: 0) != nil)
    #expect(cache.entry(for: "other", revision: 0) == nil)
  }

  @Test("forgets all when something else is revoked, and what was verified before that")
  func revisions() {
    let cache = VerifiedTokenCache()
    cache.insert(entry(token(1)), revision: 1)
    #expect(cache.entry(for: token(1)[...], revision: 2) == nil)
    cache.insert(entry(token(1)), revision: 1)
    #expect(cache.entry(for: token(1)[...], revision: 2) == nil)
    #expect(cache.count == 0)
  }
}
