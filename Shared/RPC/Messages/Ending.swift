/// Why nothing is read, or written, any more. It fits one word, and the ends that nearly all calls have cost no memory:
/// an ``RPCError`` is many words, each with something to count references of.
@usableFromInline enum Ending {
  /// The call was answered.
  case answered
  /// The caller left before the answer.
  case callerLeft
  /// For this error.
  case failed(Failure)

  /// An error in memory of its own.
  @usableFromInline final class Failure: Sendable {
    let error: RPCError
    init(_ error: RPCError) { self.error = error }
  }

  init(_ error: RPCError) { self = .failed(Failure(error)) }

  /// What a task is told that still reads or writes.
  var error: RPCError {
    switch self {
    case .answered: RPCError(code: .cancelled, message: "The call has ended.")
    case .callerLeft: RPCError(code: .cancelled, message: "The caller left.")
    case .failed(let failure): failure.error
    }
  }
}
