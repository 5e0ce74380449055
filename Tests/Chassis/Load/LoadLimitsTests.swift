import RPC
import Testing

@testable import Chassis

@Suite("A service's limits of load") struct LoadLimitsTests {
  private func options(_ flags: [String]) throws -> RPCServer.Options {
    let settings = try Settings(arguments: flags, environment: [:], SettingTable(LoadSettings.rows))
    var options = RPCServer.Options()
    LoadLimits(settings, MetricRegistry()).hold(&options)
    return options
  }

  @Test(
    "count the calls that a caller has under way, unless they are told not to",
    arguments: [([], 1_000), (["--max-calls-of-caller", "7"], 7), (["--max-calls-of-caller", "0"], nil)]
      as [([String], Int?)])
  func callsOfCaller(_ flags: [String], _ bound: Int?) throws {
    let options = try options(flags)
    #expect((options.admissionKey == nil) == (bound == nil))
    if let bound { #expect(options.maxCallsPerKey == bound) }
    #expect(options.crowding.reason == (bound == nil ? nil : "TOO_MANY_CALLS_UNDER_WAY"))
  }

  @Test("count them by name, where there is none by address, and those of health, reflection and channelz never")
  func keys() throws {
    let key = try #require(try options([]).admissionKey)
    let peer = Peer(address: .tcp(host: "10.0.0.1", port: 5000))
    let call = CallContext(path: "/a/B", peer: peer)
    #expect(key(call) == "10.0.0.1")
    call.identify(Caller(name: "person/li", rights: []))
    #expect(key(call) == "person/li")
    #expect(key(CallContext(path: "/grpc.health.v1.Health/Watch", peer: peer)) == nil)
  }
}
