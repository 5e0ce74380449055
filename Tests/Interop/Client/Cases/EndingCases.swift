import RPC
import Wire
import WireInterop

extension InteropCase {
  static func cancelAfterBegin(_ session: Session) async throws {
    try await emptyUnary(session)  // So that there is a connection, and the call's headers leave at once.
    try await expect(.cancelled, "the call") {
      try await Task {
        try await session.client.streamingInputCall(options: .bounded) { _ in cancelCurrentTask() }
      }.value
    }
  }

  static func cancelAfterFirstResponse(_ session: Session) async throws {
    try await expect(.cancelled, "the call") {
      try await Task {
        try await session.client.fullDuplexCall(options: .bounded) { requests, responses in
          try await requests.write(.init(responses: [Sizes.responses[0]], payload: Sizes.requests[0]))
          var answers = responses.makeAsyncIterator()
          guard try await answers.next() != nil else { throw CaseFailure(description: "no response came") }
          cancelCurrentTask()
          return try await answers.next()
        }
      }.value
    }
  }

  private static func cancelCurrentTask() { withUnsafeCurrentTask { $0?.cancel() } }

  static func timeoutOnSleepingServer(_ session: Session) async throws {
    try await expect(.deadlineExceeded, "the call") {
      try await session.client.fullDuplexCall(options: CallOptions(timeout: .milliseconds(1))) { requests, responses in
        try await requests.write(.init(responses: [], payload: Sizes.requests[0]))
        try await responses.check([])
      }
    }
  }
}
