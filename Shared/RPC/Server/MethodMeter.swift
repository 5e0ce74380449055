/// Counts the calls of one method. It is found once, when the server is made, so a call costs no look-up.
///
/// Told on event loops, at the beginning and at the end of each call: it must not block, and should not allocate.
public protocol MethodMeter: AnyObject, Sendable {
  /// A call has begun.
  func started()
  /// A call has ended with the status `code`, `duration` after the first of its headers.
  func finished(_ code: RPCError.Code, after duration: Duration, _ messages: MessageCounts)
}
