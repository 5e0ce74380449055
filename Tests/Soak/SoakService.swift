import RPC
import Wire
import WireInterop

/// What the server of a soak serves; it counts what befalls its calls.
///
/// `entered/METHOD` and `left/METHOD` count handlers, `ids/METHOD` adds up the numbers of the calls that they answered.
struct SoakService: RPCService {
  static let serviceName = "tupo.soak.Soak"
  let tally: Tally

  var routes: [Route] {
    [
      .unary(Methods.whole) { request, call in
        try await counted(.whole, call) { .with { $0.payload = .of(Int(request.responseSize)) } }
      },
      .unary(Methods.churned) { request, call in
        try await counted(.churned, call) {
          try await Task.sleep(for: .milliseconds(1))
          return .with { $0.payload = .of(Int(request.responseSize)) }
        }
      },
      .unary(Methods.deadline) { _, call in
        try await counted(.deadline, call) {
          // A sleep that is cancelled leaves its timer behind until it would have ended: its memory is not the runtime's.
          let (silence, end) = AsyncStream<Void>.makeStream()
          for await _ in silence {}
          end.finish()
          try Task.checkCancellation()
          return GrpcTesting.SimpleResponse()
        }
      },
      .serverStreaming(Methods.stream) { request, responses, call in
        try await counted(.stream, call) { try await answer(request, responses) }
      },
      .serverStreaming(Methods.unread) { request, responses, call in
        try await counted(.unread, call) { try await answer(request, responses) }
      },
      .bidirectional(Methods.chat) { requests, responses, call in
        try await counted(.chat, call) { for try await request in requests { try await answer(request, responses) } }
      },
      .bidirectional(Methods.cancelled) { requests, responses, call in
        try await counted(.cancelled, call) {
          for try await request in requests { try await answer(request, responses) }
        }
      },
      .clientStreaming(Methods.gather) { requests, call in
        try await counted(.gather, call) {
          var size = 0
          for try await request in requests { size += request.payload?.body.count ?? 0 }
          return .with { $0.aggregatedPayloadSize = Int32(clamping: size) }
        }
      },
      .unary(Methods.report) { _, _ in
        let memory = "\nrss \(Memory.residentKiB)\nallocated \(Memory.allocatedKiB)"
        return .with { $0.payload = .with { $0.body = Array((tally.text + memory).utf8) } }
      },
    ]
  }

  private func counted<Answer>(
    _ manner: Manner, _ call: CallContext, _ body: () async throws -> Answer
  ) async throws -> Answer {
    tally.add(to: "entered/\(manner)")
    defer { tally.add(to: "left/\(manner)") }
    let answer = try await body()
    tally.add(Int(call.metadata["soak-id"] ?? "") ?? 0, to: "ids/\(manner)")
    return answer
  }

  private func answer(
    _ request: GrpcTesting.StreamingOutputCallRequest,
    _ responses: ResponseWriter<GrpcTesting.StreamingOutputCallResponse>
  ) async throws {
    for wanted in request.responseParameters {
      try await responses.write(.with { $0.payload = .of(Int(wanted.size)) })
    }
  }
}

extension GrpcTesting.Payload {
  /// A payload of `size` bytes.
  static func of(_ size: Int) -> GrpcTesting.Payload { .with { $0.body = [UInt8](repeating: 7, count: size) } }
}
