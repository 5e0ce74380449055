/// Runs work beside the event loop of the call that waits for it.
///
/// For what computes longer than a millisecond in a method that waits for its caller otherwise, as one that is sent a long
/// stream: on the bounded pool for heavy methods it would keep others out all that time.
public func besideLoop<Value>(_ work: () throws -> Value) async rethrows -> Value {
  try await withTaskExecutorPreference(globalConcurrentExecutor) { try work() }
}
