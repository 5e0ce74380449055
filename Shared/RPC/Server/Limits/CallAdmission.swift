import Synchronization

/// Counts the calls of a server that are under way by key, and says when one has too many.
final class CallAdmission: Sendable {
  private let limit: Int
  private let refusal: RPCError
  private let open = Mutex<[String: Int]>([:])

  init(limit: Int, refusal: RPCError) {
    self.limit = limit
    self.refusal = refusal
  }

  /// Counts a call.
  ///
  /// - Throws: why it may not begin.
  func admit(_ key: String) throws(RPCError) {
    let isAdmitted = open.withLock { open in
      let count = open[key, default: 0]
      guard count < limit else { return false }
      open[key] = count + 1
      return true
    }
    guard isAdmitted else { throw refusal }
  }

  /// The handler of an admitted call has ended.
  func left(_ key: String) {
    open.withLock { open in
      guard let count = open[key] else { return }
      open[key] = count == 1 ? nil : count - 1
    }
  }
}
