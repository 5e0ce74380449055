import RPC
import Wire
import WireInterop

/// The sizes of the public descriptions, in bytes.
enum Sizes {
  static let request = 271_828
  static let response: Int32 = 314_159
  /// Of concurrent_large_unary.
  static let concurrentCalls = 1_000
  static let requests = [27_182, 8, 1_828, 45_904]
  static let responses: [Int32] = [31_415, 9, 2_653, 58_979]
}

extension GrpcTesting.Payload {
  /// A payload of zero bytes.
  static func zeros(_ count: Int) -> GrpcTesting.Payload { .with { $0.body = [UInt8](repeating: 0, count: count) } }
}

extension GrpcTesting.SimpleRequest {
  /// The request of large_unary.
  static var large: GrpcTesting.SimpleRequest {
    .with {
      $0.responseSize = Sizes.response
      $0.payload = .zeros(Sizes.request)
    }
  }
}

extension GrpcTesting.SimpleResponse {
  /// Fails unless this answers ``GrpcTesting/SimpleRequest/large``.
  func checkLarge() throws(CaseFailure) {
    try expect("the payload", payload?.body ?? [], holdsZeros: Int(Sizes.response))
  }
}

/// Fails unless `body` is made of `count` zeros.
func expect(_ what: String, _ body: [UInt8], holdsZeros count: Int) throws(CaseFailure) {
  try expect("the size of \(what)", body.count, is: count)
  guard body == [UInt8](repeating: 0, count: count) else {
    throw CaseFailure(description: "\(what) is not made of zeros")
  }
}

extension InteropCase {
  static func emptyUnary(_ session: Session) async throws {
    let answer = try await session.client.emptyCall(GrpcTesting.Empty(), options: .bounded)
    try expect("the answer", answer, is: GrpcTesting.Empty())
  }

  static func largeUnary(_ session: Session) async throws { try await largeUnary(session.client) }

  static func largeUnary(_ client: GrpcTesting.TestServiceClient) async throws {
    try await client.unaryCall(.large, options: .bounded).checkLarge()
  }

  static func concurrentLargeUnary(_ session: Session) async throws {
    try await withThrowingTaskGroup { group in
      for _ in 0..<Sizes.concurrentCalls { group.addTask { try await largeUnary(session) } }
      try await group.waitForAll()
    }
  }

  static func pickFirstUnary(_ session: Session) async throws {
    let request = GrpcTesting.SimpleRequest.with { $0.fillServerId = true }
    let first = try await session.client.unaryCall(request, options: .bounded).serverId
    guard !first.isEmpty else { throw CaseFailure(description: "the server does not name itself") }
    for _ in 1..<100 {
      let next = try await session.client.unaryCall(request, options: .bounded).serverId
      try expect("the server", next, is: first)
    }
  }

  static func rpcSoak(_ session: Session) async throws {
    for _ in 0..<session.soakIterations { try await largeUnary(session) }
  }

  static func channelSoak(_ session: Session) async throws {
    for _ in 0..<session.soakIterations { try await session.withFreshChannel(largeUnary) }
  }
}
