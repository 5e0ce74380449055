/// One connection: the addresses are tried in order, and the first that answers is kept while it lasts.
///
/// When none answers, the state is TRANSIENT_FAILURE until one does (gRFC A62); each is tried again after its pause.
struct PickFirst: LoadBalancer {
  private(set) var state = ConnectivityState.idle
  private var list = SubchannelList()
  private var selected: Subchannel.ID?
  /// While the list is gone through: the place of the address that is being tried.
  private var place: Int?
  /// Whether a connection was lost since names were looked up.
  private var isStale = false

  var ready: [Subchannel.ID] { selected.map { [$0] } ?? [] }

  mutating func update(_ ids: [Subchannel.ID]) -> [BalancerAction] {
    list.update(ids)
    isStale = false
    if let selected, list.contains(selected) { return [] }
    selected = nil
    return state == .idle ? [] : begin()
  }

  mutating func wake() -> [BalancerAction] {
    guard state == .idle else { return [] }
    let lookup = isStale ? [BalancerAction.resolve] : []
    isStale = false
    return lookup + begin()
  }

  mutating func changed(_ id: Subchannel.ID, to new: ConnectivityState) -> [BalancerAction] {
    guard list.contains(id) else { return [] }
    list[id] = new
    switch new {
    case .ready: return select(id)
    case .transientFailure where isTrying(id): return goOn()
    case .transientFailure where selected == id: return leave()
    case .idle where selected == id: return lose()
    case .idle where place == nil && state == .transientFailure: return [.connect(id)]
    case .idle, .connecting, .transientFailure, .shutdown: return []
    }
  }

  private func isTrying(_ id: Subchannel.ID) -> Bool { place.map { list.ids[$0] == id } ?? false }

  private mutating func begin() -> [BalancerAction] {
    if state != .transientFailure { state = .connecting }
    place = 0
    return goOn()
  }

  /// Tries the next address that is not pausing; at the end of the list all of them, each after its pause.
  private mutating func goOn() -> [BalancerAction] {
    while let at = place, at < list.ids.count {
      let id = list.ids[at]
      switch list[id] {
      case .idle: return [.connect(id)]
      case .connecting: return []
      case .ready: return select(id)
      case .transientFailure, .shutdown: place = at + 1
      }
    }
    place = nil
    state = .transientFailure
    return [.resolve] + list.those(in: .idle).map { .connect($0) }
  }

  private mutating func select(_ id: Subchannel.ID) -> [BalancerAction] {
    if selected == id { return [] }
    if selected != nil { return [.drop(id)] }
    selected = id
    place = nil
    state = .ready
    let others = list.ids.filter { $0 != id && list[$0] != .idle }
    for other in others { list[other] = .idle }
    return others.map { .drop($0) }
  }

  /// The connection ended before it was of use, and its address pauses: the others are tried.
  private mutating func leave() -> [BalancerAction] {
    selected = nil
    return begin()
  }

  private mutating func lose() -> [BalancerAction] {
    selected = nil
    state = .idle
    isStale = true
    return []
  }
}
