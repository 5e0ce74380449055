/// Decides which addresses are connected to, and which connections carry calls.
///
/// A value that does nothing by itself: it is told what has happened and answers what is to be done.
protocol LoadBalancer {
  /// What the channel does, as far as its addresses tell.
  var state: ConnectivityState { get }
  /// The ready subchannels among which calls are shared, in order.
  var ready: [Subchannel.ID] { get }

  /// These are the addresses now, best first; there is at least one. A subchannel that was listed before keeps its
  /// state; others are idle.
  mutating func update(_ list: [Subchannel.ID]) -> [BalancerAction]
  /// A call wants a connection.
  mutating func wake() -> [BalancerAction]
  /// A subchannel's state has changed.
  mutating func changed(_ id: Subchannel.ID, to state: ConnectivityState) -> [BalancerAction]
}

/// What a load balancer wants done.
enum BalancerAction: Hashable {
  /// Connect, unless it happens already.
  case connect(Subchannel.ID)
  /// Give up connecting, or let the connection end with its last call.
  case drop(Subchannel.ID)
  /// Look the names up again: the addresses may be old.
  case resolve
}

/// The states of listed subchannels, in order.
struct SubchannelList {
  private(set) var ids: [Subchannel.ID] = []
  private var states: [Subchannel.ID: ConnectivityState] = [:]

  subscript(id: Subchannel.ID) -> ConnectivityState {
    get { states[id] ?? .idle }
    set { states[id] = newValue }
  }

  func contains(_ id: Subchannel.ID) -> Bool { states[id] != nil }

  /// Those in one of these states, in order.
  func those(in wanted: ConnectivityState) -> [Subchannel.ID] { ids.filter { self[$0] == wanted } }

  mutating func update(_ list: [Subchannel.ID]) {
    states = Dictionary(list.map { ($0, self[$0]) }, uniquingKeysWith: { first, _ in first })
    ids = list
  }
}

extension LoadBalancingPolicy {
  func makeBalancer() -> any LoadBalancer {
    switch self {
    case .pickFirst: PickFirst()
    case .roundRobin: RoundRobin()
    }
  }
}
