import RPC
import Wire
import WireInterop

extension GrpcTesting.StreamingOutputCallRequest {
  /// Asks for responses of these sizes.
  init(responses sizes: [Int32], payload: Int? = nil) {
    self.init()
    responseParameters = sizes.map { size in .with { $0.size = size } }
    self.payload = payload.map(GrpcTesting.Payload.zeros)
  }
}

extension ResponseStream<GrpcTesting.StreamingOutputCallResponse> {
  /// Fails unless exactly responses of these sizes come.
  func check(_ sizes: [Int32]) async throws {
    var sizes = sizes[...]
    for try await response in self {
      guard let size = sizes.popFirst() else { throw CaseFailure(description: "more responses came than asked for") }
      try expect("a response", response.payload?.body ?? [], holdsZeros: Int(size))
    }
    try expect("the number of missing responses", sizes.count, is: 0)
  }
}

extension InteropCase {
  static func clientStreaming(_ session: Session) async throws {
    let answer = try await session.client.streamingInputCall(options: .bounded) { requests in
      for size in Sizes.requests { try await requests.write(.with { $0.payload = .zeros(size) }) }
    }
    try expect("aggregated_payload_size", answer.aggregatedPayloadSize, is: 74_922)
  }

  static func serverStreaming(_ session: Session) async throws {
    let request = GrpcTesting.StreamingOutputCallRequest(responses: Sizes.responses)
    try await session.client.streamingOutputCall(request, options: .bounded) { try await $0.check(Sizes.responses) }
  }

  static func pingPong(_ session: Session) async throws {
    try await session.client.fullDuplexCall(options: .bounded) { requests, responses in
      var answers = responses.makeAsyncIterator()
      for (request, response) in zip(Sizes.requests, Sizes.responses) {
        try await requests.write(.init(responses: [response], payload: request))
        guard let answer = try await answers.next() else { throw CaseFailure(description: "a response is missing") }
        try expect("a response", answer.payload?.body ?? [], holdsZeros: Int(response))
      }
      requests.finish()
      try expect("what follows the last response", try await answers.next(), is: nil)
    }
  }

  static func halfDuplex(_ session: Session) async throws {
    try await session.client.halfDuplexCall(options: .bounded) { requests, responses in
      for size in Sizes.responses { try await requests.write(.init(responses: [size])) }
      requests.finish()
      try await responses.check(Sizes.responses)
    }
  }

  static func emptyStream(_ session: Session) async throws {
    try await session.client.fullDuplexCall(options: .bounded) { requests, responses in
      requests.finish()
      try await responses.check([])
    }
  }
}
