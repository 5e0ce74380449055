import RPC

/// One of the services at an address, and how calls to it fail.
struct Remote: Sendable {
  /// Which service it is.
  let service: ServiceName
  /// The way to it.
  let channel: RPCChannel
  /// The language in which it is to answer.
  let language: Language

  /// Makes a call, within `timeout`. The channel makes it again while the service is not available; what it sends is too
  /// much for the channel to keep when there are several `attempts`, which must all send the same, and so the same
  /// request id.
  ///
  /// - Throws: a complaint that tells the service's refusal.
  func call<Answer: Sendable>(
    timeout: Duration = .seconds(60), attempts: Int = 1,
    _ body: @Sendable (RPCChannel, CallOptions) async throws -> Answer
  ) async throws -> Answer {
    let options = CallOptions(metadata: ["accept-language": language.tag], timeout: timeout)
    var pause = Duration.milliseconds(100)
    for attempt in 1... {
      do {
        return try await body(channel, options)
      } catch let error as RPCError {
        guard error.code == .unavailable, attempt < attempts else { throw Complaint(error, from: self) }
        try await Task.sleep(for: pause)
        pause *= 2
      }
    }
    throw CancellationError()
  }
}
