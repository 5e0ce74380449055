/// What a channel is doing (grpc/doc/connectivity-semantics-and-api.md).
public enum ConnectivityState: Sendable, Hashable, CaseIterable {
  /// There is no connection, and none is wanted: nobody has called for a while.
  case idle
  /// Names are looked up or connections made; calls wait.
  case connecting
  /// Calls are sent at once.
  case ready
  /// No server can be reached. Calls fail, unless they wait for one; attempts go on with growing pauses.
  case transientFailure
  /// The channel was closed. This is the last state.
  case shutdown
}
