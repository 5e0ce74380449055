public import RPC
public import Storage
public import Wire
import WireTupo

/// What every request says that changes one resource.
public protocol ChangeRequest: WireMessage {
  /// The resource.
  var name: String { get }
  /// As the caller last read it; empty: whatever it is.
  var etag: String { get }
  /// Whether only to check.
  var validateOnly: Bool { get }
  /// By which a repeated request is known again.
  var requestId: String { get }
}

extension Store {
  /// Runs a change of one resource: finds it, compares its etag with the one that the caller has read, decides, keeps it,
  /// and answers with the epoch of its version.
  ///
  /// Throws NOT_FOUND, ABORTED (ETAG_MISMATCH), and what the parts throw.
  public func change<Request: ChangeRequest, Answer: WireMessage, Record>(
    _ request: Request, _ method: MethodDescriptor<Request, Answer>, _ call: CallContext,
    etag: @escaping @Sendable (Record) -> String, find: @escaping @Sendable (WriteTransaction) throws -> Record?,
    decide: @escaping @Sendable (inout Record, WriteTransaction) throws -> Void,
    keep: @escaping @Sendable (inout Record, WriteTransaction) throws -> Void,
    answer: @escaping @Sendable (Record, _ moment: Int64, _ epoch: Int64) -> Answer
  ) async throws -> Answer {
    try await write(request, method, resource: request.name, requestID: request.requestId, call: call) { transaction in
      guard var own = try find(transaction) else { throw Failure.notFound(request.name) }
      guard request.etag.isEmpty || request.etag == etag(own) else { throw Failure.staleETag(request.name) }
      try decide(&own, transaction)
      try keep(&own, transaction)
      let kept = own
      return transaction.reply(changed: true, validateOnly: request.validateOnly) {
        answer(kept, transaction.time, $0.epoch)
      }
    }
  }
}
