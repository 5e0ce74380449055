import Testing

@testable import RPC

@Suite("A service config") struct ServiceConfigTests {
  @Test("is read from gRPC's JSON")
  func reads() throws {
    let config = try ServiceConfig(
      json: """
        { "loadBalancingConfig": [ {"unheard_of": {}}, {"round_robin": {}} ],
          "methodConfig": [
            { "name": [ {"service": "a.B", "method": "C"}, {"service": "a.D"} ],
              "waitForReady": true, "timeout": "1.5s", "maxRequestMessageBytes": 100,
              "maxResponseMessageBytes": "200",
              "retryPolicy": { "maxAttempts": 9, "initialBackoff": "0.1s", "maxBackoff": "10s",
                "backoffMultiplier": 2.5, "retryableStatusCodes": ["UNAVAILABLE", "aborted", 8] } },
            { "name": [ {} ], "timeout": "3.000000001s", "unknown": [1, -2.5e3, null, "\\u6c49\\n"],
              "hedgingPolicy": {"maxAttempts": 3} }
          ],
          "retryThrottling": { "maxTokens": 10, "tokenRatio": 0.2919 } }
        """)
    var first = ServiceConfig.Method(names: ["a.B/C", "a.D/"])
    first.waitForReady = true
    first.timeout = .milliseconds(1500)
    first.maxRequestMessageBytes = 100
    first.maxResponseMessageBytes = 200
    first.retryPolicy = try RetryPolicy(
      maxAttempts: 5, initialBackoff: .milliseconds(100), maxBackoff: .seconds(10), backoffMultiplier: 2.5,
      retryableStatusCodes: [.unavailable, .aborted, .resourceExhausted])
    var second = ServiceConfig.Method(names: [""])
    second.timeout = .seconds(3) + .nanoseconds(1)
    #expect(config.methods == [first, second])
    #expect(config.loadBalancing == .roundRobin)
    let throttling = try RetryThrottling(maxTokens: 10, tokenRatio: 0.291)
    #expect(config.retryThrottling == throttling)
    #expect(config.retryThrottling?.tokenRatio == 0.291)
    #expect(try ServiceConfig(json: " {} ") == ServiceConfig())
    #expect(try ServiceConfig(json: #"{"loadBalancingPolicy": "PICK_FIRST"}"#).loadBalancing == .pickFirst)
  }

  private static func retry(_ changes: String) -> String {
    let usual = [
      "maxAttempts": "2", "initialBackoff": "\"1s\"", "maxBackoff": "\"1s\"", "backoffMultiplier": "1",
      "retryableStatusCodes": "[14]",
    ]
    let change = changes.split(separator: ":", maxSplits: 1).map(String.init)
    let fields = usual.merging([change[0]: change[1]]) { $1 }.filter { $0.value != "-" }
    let text = fields.map { "\"\($0.key)\": \($0.value)" }.sorted().joined(separator: ", ")
    return "{\"methodConfig\": [{\"name\": [{}], \"retryPolicy\": {\(text)}}]}"
  }

  @Test(
    "whose retry policy breaks a rule is refused, by the name of the field",
    arguments: [
      "maxAttempts:1", "maxAttempts:2.5", "maxAttempts:\"2\"", "maxAttempts:-", "initialBackoff:\"0s\"",
      "initialBackoff:-", "initialBackoff:\"1\"", "initialBackoff:1", "initialBackoff:\"-1s\"",
      "maxBackoff:\"0.0s\"", "maxBackoff:-", "maxBackoff:\".5s\"", "maxBackoff:\"1.s\"",
      "maxBackoff:\"1.0000000001s\"", "backoffMultiplier:0", "backoffMultiplier:-1", "backoffMultiplier:-",
      "retryableStatusCodes:[]", "retryableStatusCodes:-", "retryableStatusCodes:[\"OH\"]",
      "retryableStatusCodes:[17]", "retryableStatusCodes:14",
    ])
  func refusesPolicy(_ change: String) throws {
    _ = try ServiceConfig(json: Self.retry("maxAttempts:2"))
    let fault = #expect(throws: ServiceConfigFault.self) { try ServiceConfig(json: Self.retry(change)) }
    let field = change.split(separator: ":")[0]
    let named = fault?.description.contains(field) == true || fault?.description.contains("status code") == true
    #expect(named, "\(String(describing: fault))")
  }

  @Test(
    "that is not what the document says is refused",
    arguments: [
      "", "{", "[]", "{} {}", "{\"a\": }", "{\"a\": 1,}", "{\"a\" 1}", "{\"a\": tru}", "{\"a\": .5}",
      "{\"a\": \"\\x\"}",
      "{\"a\": \"\\ud800\"}", "{\"a\": \"\u{1}\"}", "{\"a\": \"x}", "{\"a\": 1, \"a\": 2}", "{\"a\": 1e999}",
      "{\"methodConfig\": {}}", "{\"methodConfig\": [{\"name\": [{\"method\": \"m\"}]}]}",
      "{\"methodConfig\": [{\"name\": [{}]}, {\"name\": [{}]}]}",
      "{\"methodConfig\": [{\"name\": [{}], \"timeout\": \"x\"}]}",
      "{\"methodConfig\": [{\"name\": [{}], \"waitForReady\": 1}]}",
      "{\"methodConfig\": [{\"name\": [{}], \"maxRequestMessageBytes\": -1}]}",
      "{\"loadBalancingPolicy\": \"grpclb\"}", "{\"loadBalancingConfig\": [{\"grpclb\": {}}]}",
      "{\"retryThrottling\": {\"maxTokens\": 0, \"tokenRatio\": 1}}",
      "{\"retryThrottling\": {\"maxTokens\": 1001, \"tokenRatio\": 1}}",
      "{\"retryThrottling\": {\"maxTokens\": 10, \"tokenRatio\": 0}}", "{\"retryThrottling\": {\"maxTokens\": 10}}",
      String(repeating: "[", count: 100_000),
    ])
  func refuses(_ text: String) {
    #expect(throws: ServiceConfigFault.self) { try ServiceConfig(json: text) }
  }

  @Test("with a retry and a hedging policy for one method is refused")
  func both() {
    let text = Self.retry("maxAttempts:2").replacing("\"name\"", with: "\"hedgingPolicy\": {}, \"name\"")
    #expect(throws: ServiceConfigFault("both retryPolicy and hedgingPolicy are set")) { try ServiceConfig(json: text) }
  }
}
