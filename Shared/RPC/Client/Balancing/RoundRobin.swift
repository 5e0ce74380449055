/// A connection to each address; calls go to the ready ones in turn.
///
/// A connection that is lost is made again at once, and names are looked up again. An address that failed counts as
/// failing until it is ready (gRFC A62).
struct RoundRobin: LoadBalancer {
  private var list = SubchannelList()
  private var failing: Set<Subchannel.ID> = []

  var ready: [Subchannel.ID] { list.those(in: .ready) }

  var state: ConnectivityState {
    if list.ids.isEmpty { return .idle }
    if !ready.isEmpty { return .ready }
    return list.ids.allSatisfy(failing.contains) ? .transientFailure : .connecting
  }

  mutating func update(_ ids: [Subchannel.ID]) -> [BalancerAction] {
    list.update(ids)
    failing.formIntersection(ids)
    return wake()
  }

  mutating func wake() -> [BalancerAction] { list.those(in: .idle).map { .connect($0) } }

  mutating func changed(_ id: Subchannel.ID, to new: ConnectivityState) -> [BalancerAction] {
    guard list.contains(id) else { return [] }
    let old = list[id]
    list[id] = new
    switch new {
    case .ready: failing.remove(id)
    case .transientFailure:
      failing.insert(id)
      return [.resolve]
    case .idle: return (old == .ready ? [.resolve] : []) + [.connect(id)]
    case .connecting, .shutdown: break
    }
    return []
  }
}
