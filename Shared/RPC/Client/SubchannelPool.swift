/// The subchannels of a channel: it does what the load balancer wants, and tells the channel where calls go.
final class SubchannelPool {
  private unowned let channel: ChannelCore
  private lazy var book = AddressBook(channel.targets, channel.options, channel.loop) { [weak self] outcome in
    self?.found(outcome)
  }
  /// Nil while the channel is idle.
  private var balancer: (any LoadBalancer)?
  private var subchannels: [Subchannel.ID: Subchannel] = [:]
  private var nextID = 0
  private var failure: RPCError?
  private var news: [(id: Subchannel.ID, state: ConnectivityState)] = []
  private var isBusy = false

  init(_ channel: ChannelCore) { self.channel = channel }

  /// Leaves IDLE.
  func wake() {
    guard let balancer else {
      self.balancer = channel.loadBalancing.makeBalancer()
      book.ask()
      return tell()
    }
    guard !subchannels.isEmpty, balancer.state == .idle else { return }
    work { perform(self.balancer?.wake() ?? []) }
  }

  /// Returns to IDLE: connections end with their last calls.
  func stop() {
    book.stop()
    for subchannel in subchannels.values { retire(subchannel) }
    subchannels = [:]
    news = []
    balancer = nil
    failure = nil
    tell()
  }

  func changed(_ id: Subchannel.ID, to state: ConnectivityState) {
    if state == .transientFailure { failure = subchannels[id]?.failure }
    news.append((id, state))
    work {}
  }

  // MARK: Addresses

  private func found(_ outcome: Result<[Endpoint], RPCError>) {
    switch outcome {
    case .success(let endpoints): work { self.adopt(endpoints) }
    case .failure(let error):
      if subchannels.isEmpty { failure = error }
      tell()
    }
  }

  /// Keeps the subchannels of addresses that are still there.
  private func adopt(_ endpoints: [Endpoint]) {
    guard var balancer else { return }
    let isFirst = subchannels.isEmpty
    var old = Dictionary(uniqueKeysWithValues: subchannels.values.map { ($0.endpoint, $0) })
    var listed: Set<Endpoint> = []
    let ids = endpoints.filter { listed.insert($0).inserted }.map { endpoint in
      (old.removeValue(forKey: endpoint) ?? make(endpoint)).id
    }
    let actions = balancer.update(ids) + (isFirst ? balancer.wake() : [])
    self.balancer = balancer
    for subchannel in old.values { retire(subchannel) }
    perform(actions)
  }

  private func make(_ endpoint: Endpoint) -> Subchannel {
    nextID += 1
    let subchannel = Subchannel(id: nextID, endpoint: endpoint, channel: channel)
    subchannels[nextID] = subchannel
    return subchannel
  }

  private func retire(_ subchannel: Subchannel) {
    subchannels[subchannel.id] = nil
    subchannel.drop()
    subchannel.channel = nil
  }

  // MARK: Balancing

  /// Does `body` and all that follows from it, one piece of news after the other, then tells the channel.
  private func work(_ body: () -> Void) {
    if isBusy { return body() }
    isBusy = true
    body()
    while !news.isEmpty {
      let (id, state) = news.removeFirst()
      perform(balancer?.changed(id, to: state) ?? [])
    }
    isBusy = false
    tell()
  }

  private func perform(_ actions: [BalancerAction]) {
    for action in actions {
      switch action {
      case .connect(let id): subchannels[id]?.connect()
      case .drop(let id): subchannels[id]?.drop()
      case .resolve: book.ask()
      }
    }
  }

  private var state: ConnectivityState {
    guard let balancer else { return .idle }
    guard subchannels.isEmpty else { return balancer.state }
    return failure == nil ? .connecting : .transientFailure
  }

  private func tell() {
    guard !isBusy, !channel.isClosed else { return }
    let state = state
    channel.states.show(state)
    switch state {
    case .ready: channel.repick(.ready(balancer?.ready.compactMap { subchannels[$0] } ?? []))
    case .transientFailure: channel.repick(.failing(failure ?? ChannelCore.closedError))
    case .idle, .connecting, .shutdown: channel.repick(.waiting)
    }
  }
}
