import RPC
import Testing

@testable import Chassis

@Suite("A channel to services of our own") struct OwnServicesTests {
  @Test("asks a silent service every 20 seconds, which is not too often for its servers")
  func keepalive() throws {
    let keepalive = try #require(ChannelOptions.ownServices.keepalive)
    #expect(keepalive.time == .seconds(20))
  }

  @Test("gives a call that sets no limit a minute for its one answer, and lets streams watch for ever")
  func limits() {
    #expect(ChannelOptions.ownServices.defaultAnswerTimeout == .seconds(60))
    #expect(ChannelOptions.ownServices.defaultTimeout == nil)
  }

  @Test("makes calls again that a service did not answer because it was not there, and no others")
  func retries() throws {
    let config = try #require(ChannelOptions.ownServices.serviceConfig)
    let all = try #require(config.methods.first)
    #expect(all.names == [""])
    #expect(all.retryPolicy?.maxAttempts == 4)
    #expect(all.retryPolicy?.retryableStatusCodes == [.unavailable])
    #expect(config.retryThrottling?.maxTokens == 10)
  }
}
