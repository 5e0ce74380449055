import RPC

/// One of the services at an address, and how calls to it fail.
struct Remote: Sendable {
  /// Which service it is.
  let service: ServiceName
  /// The way to it.
  let channel: RPCChannel
  /// The language in which it is to answer.
  let language: Language
  private static let attempts = 4

  /// Makes a call, within `timeout`. While the service is not available the call is made again, a few times: the
  /// request, and so its request id, is the same each time.
  ///
  /// - Throws: a complaint that tells the service's refusal.
  func call<Answer: Sendable>(
    timeout: Duration = .seconds(60), _ body: @Sendable (RPCChannel, CallOptions) async throws -> Answer
  ) async throws -> Answer {
    let options = CallOptions(metadata: ["accept-language": language.tag], timeout: timeout)
    var pause = Duration.milliseconds(100)
    for attempt in 1... {
      do {
        return try await body(channel, options)
      } catch let error as RPCError {
        guard error.code == .unavailable, attempt < Self.attempts else { throw Complaint(error, from: self) }
        try await Task.sleep(for: pause)
        pause *= 2
      }
    }
    throw CancellationError()
  }
}
