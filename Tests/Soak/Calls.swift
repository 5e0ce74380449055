import RPC
import Wire
import WireInterop

/// An answer that is not what was asked for.
struct WrongAnswer: Error {}

extension GrpcTesting.SimpleRequest {
  /// Asks for an answer of `size` bytes.
  static func asking(_ size: Int) -> GrpcTesting.SimpleRequest { .with { $0.responseSize = Int32(clamping: size) } }
}

extension GrpcTesting.StreamingOutputCallRequest {
  /// Asks for so many answers of `size` bytes each.
  static func asking(_ size: Int, messages: Int) -> GrpcTesting.StreamingOutputCallRequest {
    .with { $0.responseParameters = Array(repeating: .with { $0.size = Int32(clamping: size) }, count: messages) }
  }
}

// The calls of a soak. Each throws the status with which its call ended, or `WrongAnswer`.
extension Load {
  func whole(_ size: Int, on channel: RPCChannel, _ options: CallOptions) async throws {
    let answer = try await channel.unary(Methods.whole, .asking(size), options: options)
    guard answer.payload?.body.count == size else { throw WrongAnswer() }
  }

  func read(_ size: Int, messages: Int, on channel: RPCChannel, _ options: CallOptions) async throws {
    let request = GrpcTesting.StreamingOutputCallRequest.asking(size, messages: messages)
    try await channel.serverStreaming(Methods.stream, request, options: options) { responses in
      var read = 0
      for try await response in responses where response.payload?.body.count ?? 0 == size { read += 1 }
      guard read == messages else { throw WrongAnswer() }
    }
  }

  func gather(_ size: Int, on channel: RPCChannel, _ options: CallOptions) async throws {
    let answer = try await channel.clientStreaming(Methods.gather, options: options) { requests in
      for _ in 0..<10 { try await requests.write(.with { $0.payload = .of(size) }) }
    }
    guard answer.aggregatedPayloadSize == 10 * size else { throw WrongAnswer() }
  }

  func chat(_ size: Int, on channel: RPCChannel, _ options: CallOptions) async throws {
    try await channel.bidirectional(Methods.chat, options: options) { requests, responses in
      var reading = responses.makeAsyncIterator()
      for _ in 0..<5 {
        try await requests.write(.asking(size, messages: 1))
        guard try await reading.next()?.payload?.body.count ?? 0 == size else { throw WrongAnswer() }
      }
      requests.finish()
      guard try await reading.next() == nil else { throw WrongAnswer() }
    }
  }

  /// A chat whose task is cancelled after a moment.
  func cancel(_ size: Int, after pause: Duration, on channel: RPCChannel, _ options: CallOptions) async throws {
    let task = Task {
      try await channel.bidirectional(Methods.cancelled, options: options) { requests, responses in
        var reading = responses.makeAsyncIterator()
        while true {
          try await requests.write(.asking(size, messages: 1))
          _ = try await reading.next()
        }
      }
    }
    try? await Task.sleep(for: pause)
    task.cancel()
    try await task.value
  }

  /// A stream of which nothing is read for a moment, and then one message only.
  func leave(_ size: Int, after pause: Duration, on channel: RPCChannel, _ options: CallOptions) async throws {
    let request = GrpcTesting.StreamingOutputCallRequest.asking(size + 1_000, messages: 100)
    try await channel.serverStreaming(Methods.unread, request, options: options) { responses in
      try await Task.sleep(for: pause)
      for try await _ in responses { throw CancellationError() }
    }
  }
}
