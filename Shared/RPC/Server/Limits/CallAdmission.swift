import Synchronization

/// Counts the open calls of a server by key, and says when one has too many.
final class CallAdmission: Sendable {
  private let limit: Int
  private let open = Mutex<[String: Int]>([:])

  init(limit: Int) { self.limit = limit }

  /// Counts a call, or says why it may not begin.
  func admit(_ key: String) -> RPCError? {
    let isAdmitted = open.withLock { open in
      let count = open[key, default: 0]
      guard count < limit else { return false }
      open[key] = count + 1
      return true
    }
    guard !isAdmitted else { return nil }
    let text = "\(limit) calls of the same caller are open, which is the limit."
    return RPCError(
      code: .resourceExhausted, message: text,
      details: [.quotaFailure([QuotaViolation(subject: "calls", description: text)])])
  }

  /// An admitted call has ended.
  func left(_ key: String) {
    open.withLock { open in
      guard let count = open[key] else { return }
      open[key] = count == 1 ? nil : count - 1
    }
  }
}
