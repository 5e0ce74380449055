import RPC
import WireTupo

extension Remote {
  /// Watches, and goes on from the last checkpoint where the connection broke, until the service ends the stream.
  ///
  /// - Throws: a complaint that tells the service's refusal, or that it stays away.
  func watch(
    _ first: CommonV1.WatchRequest, _ take: @escaping @Sendable (CommonV1.WatchResponse) -> Void
  ) async throws {
    let place = WatchPlace(first)
    var (failures, pause) = (0, Duration.milliseconds(100))
    while true {
      let before = await place.request
      do {
        let options = CallOptions(metadata: ["accept-language": language.tag])
        return try await CommonV1.WatchServiceClient(channel).watch(before, options: options) { answers in
          for try await answer in answers {
            take(answer)
            await place.passed(answer)
          }
        }
      } catch let error as RPCError {
        if await place.request.after != before.after { (failures, pause) = (0, .milliseconds(100)) }
        failures += 1
        guard error.code == .unavailable, failures < 6 else { throw Complaint(error, from: self) }
        try await Task.sleep(for: pause)
        pause *= 2
      }
    }
  }
}

/// How far a watch has come.
private actor WatchPlace {
  private(set) var request: CommonV1.WatchRequest

  init(_ request: CommonV1.WatchRequest) { self.request = request }

  func passed(_ answer: CommonV1.WatchResponse) {
    if case .checkpoint(let checkpoint) = answer.event { request.after = checkpoint.reached }
  }
}
