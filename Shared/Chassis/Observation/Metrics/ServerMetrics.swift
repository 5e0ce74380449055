import RPC

extension ServerLoad {
  /// What a server has to do with, beside its calls.
  var families: [MetricFamily] {
    [
      .single(.gauge, "tupo_rpc_connections", "Open connections.", Double(connections)),
      .single(
        .gauge, "tupo_rpc_unary_calls", "Unary calls under way, health and the like left out.", Double(unaryCalls)),
      .single(
        .counter, "tupo_rpc_overload_refused_total", "Calls refused because too many were under way.",
        Double(refusedCalls)),
      .single(
        .gauge, "tupo_rpc_held_bytes", "Bytes of memory that the calls of all connections hold.", Double(heldBytes)),
      .single(.gauge, "tupo_rpc_computing", "Handlers of heavy methods that run.", Double(computing)),
      .single(
        .gauge, "tupo_rpc_waiting_to_compute", "Calls of heavy methods that wait for one that runs to end.",
        Double(waitingToCompute)),
    ]
  }
}
