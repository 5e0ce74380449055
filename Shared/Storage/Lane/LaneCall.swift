/// One waiting call: what it does in its batch, and how it is answered once the batch is durable.
final class LaneCall: Sendable {
  /// When it was handed over.
  let offered: ContinuousClock.Instant
  /// When its caller stops waiting; nil for never. Nothing is begun for it from then on.
  let deadline: ContinuousClock.Instant?
  /// The request that it decides; nil for other work.
  let request: LogRequest?
  /// Claims the call; false when it was cancelled while it waited.
  let begin: @Sendable () -> Bool
  /// Answers with an error.
  let fail: @Sendable (any Error) -> Void
  /// Does the work under the call's savepoint, and returns how to answer it.
  let work: @Sendable (LaneBatch) throws -> @Sendable () -> Void

  init<Value: Sendable>(
    _ reply: Reply<Value>, _ request: LogRequest?, deadline: ContinuousClock.Instant?,
    _ work: @escaping @Sendable (LaneBatch) throws -> Value
  ) {
    offered = .now
    self.deadline = deadline
    self.request = request
    begin = { reply.begin() }
    // The only limit on a write's statements is its caller's deadline.
    fail = { reply.finish(.failure($0 as? StorageError == .readTooLong ? StorageError.timedOut : $0)) }
    self.work = { batch in
      let value = try work(batch)
      return { reply.finish(.success(value)) }
    }
  }
}
