/// Which of the addresses of a channel carry its calls (grpc/doc/load-balancing.md).
public enum LoadBalancingPolicy: String, Sendable, Hashable, CaseIterable {
  /// One connection, to the first address that answers; it is kept while it lasts.
  case pickFirst = "pick_first"
  /// A connection to each address; calls go to the ready ones in turn.
  case roundRobin = "round_robin"
}
