internal import NIOCore
internal import NIOPosix
import Synchronization

/// What all connections of a server share.
final class ServerCore: Sendable {
  let router: Router
  /// To be asked for what is wanted of them: a copy of all counts a reference for each.
  let options: RPCServer.Options
  /// Whether calls come to their handlers unasked: without guard, throttle, admission and interceptors.
  let isUnwatched: Bool
  /// Whether anybody is told of each call that has ended.
  let tellsOfEnds: Bool
  let compute: ComputePool
  /// How many connections there are, those that are still to begin included.
  let count: ConnectionCount
  /// Nil in plain text.
  let tls: TLSContexts?
  /// Nil when calls are not counted by key.
  let admission: CallAdmission?
  /// Nil when unary calls are not counted.
  let bound: CallBound?
  let rules: ConnectionRules
  /// The head of an answer as a list, to be added to.
  let answerHead: HeaderBlock
  /// Whether an answer of which nobody says anything has other headers than gRPC's own.
  let marksAnswers: Bool
  /// Counts calls that name no method; nil when nobody asked for it.
  let strayMeter: (any MethodMeter)?
  /// The server's number in channelz.
  let number = ChannelzNumber.next()
  private let held = Atomic<Int>(0)
  private let state: Mutex<State>

  fileprivate struct State {
    var connections: [ObjectIdentifier: ServerConnection] = [:]
    var listeners: [ServerListener] = []
    /// What the connections that are gone have done.
    var past = ConnectionCounts()
    var isDraining = false
    var onEmpty: [CheckedContinuation<Void, Never>] = []
  }

  init(router: Router, options: RPCServer.Options) {
    self.router = router
    self.options = options
    self.isUnwatched =
      options.callGuard == nil && options.throttle == nil && options.admissionKey == nil
      && options.interceptors.isEmpty
    self.tellsOfEnds = options.onFinished != nil || !options.interceptors.isEmpty
    self.tls = options.tls.map { TLSContexts($0.recipe, logger: options.logger) }
    let files = FileLimit.connections
    self.count = ConnectionCount(
      maximum: min(options.maxConnections, files),
      maximumPerHost: min(options.maxConnectionsPerAddress, files - files / 16), proxies: options.trustedProxies)
    self.admission =
      options.admissionKey == nil
      ? nil : CallAdmission(limit: options.maxCallsPerKey, refusal: options.crowding)
    self.bound = options.maxUnaryCalls.map { CallBound(limit: $0) }
    self.rules = ConnectionRules(options)
    self.marksAnswers = !options.answerHeaders.isEmpty
    self.answerHead = Self.head(of: options, HeaderBlock([(":status", "200"), ("content-type", "application/grpc")]))
    self.strayMeter = options.meter?(nil)
    self.state = Mutex(State())
    self.compute = ComputePool(width: options.computeWidth)
  }

  /// A head with the headers that every answer has. What cannot be sent of them is left away.
  static func head(of options: RPCServer.Options, _ head: HeaderBlock) -> HeaderBlock {
    var marked = head
    do { try options.answerHeaders.append(to: &marked) } catch { return head }
    return marked
  }

  var settings: HTTP2Settings {
    HTTP2Settings(
      maxConcurrentStreams: options.maxConcurrentStreams, streamWindowBytes: options.streamWindowBytes,
      connectionWindowBytes: max(options.streamWindowBytes, 1 << 20), maxHeaderListBytes: options.maxHeaderListBytes,
      connectionBufferBytes: options.connectionBufferBytes)
  }

  func opened(_ connection: ServerConnection) {
    let drains = state.withLock { state in
      state.connections[ObjectIdentifier(connection)] = connection
      return state.isDraining
    }
    if drains { connection.drain() }
  }

  func ended(_ connection: ServerConnection) {
    let waiters = state.withLock { state in
      state.connections[ObjectIdentifier(connection)] = nil
      state.past.add(connection.counts)
      return state.takeWaitersIfEmpty()
    }
    for waiter in waiters { waiter.resume() }
  }

  /// All connections, and what those have done that are gone.
  var survey: (connections: [ServerConnection], past: ConnectionCounts) {
    state.withLock { (Array($0.connections.values), $0.past) }
  }

  /// The sockets that were listened on.
  var listeners: [ServerListener] { state.withLock { $0.listeners } }

  func listens(at address: ListenAddress) {
    state.withLock { $0.listeners.append(ServerListener(number: ChannelzNumber.next(), address: address)) }
  }

  /// What all connections have done, those that are gone included.
  func totals() async -> ConnectionCounts {
    var (connections, totals) = survey
    let byLoop = Dictionary(grouping: connections) { ObjectIdentifier($0.loop) }
    connections = []
    for group in byLoop.values {
      guard let loop = group.first?.loop else { continue }
      let part = await withCheckedContinuation { continuation in
        loop.perform { continuation.resume(returning: group.reduce(into: ConnectionCounts()) { $0.add($1.counts) }) }
      }
      totals.add(part)
    }
    return totals
  }

  /// The memory that all connections hold, in bytes, as they have told last.
  var heldBytes: Int { held.load(ordering: .relaxed) }

  /// After how many queued bytes a connection tells anew what it holds: the more connections there are, the sooner, so that
  /// what they have not told yet is little beside what all may hold, also when each byte makes its queue grow by two.
  var auditBytes: Int {
    let share = options.maxServerBytes / 8 / max(1, count.total)
    return min(max(share, Self.leastAuditBytes), HTTP2Session.mostAuditBytes)
  }

  /// Each time costs a look at all streams of a connection.
  private static let leastAuditBytes = 64 << 10

  /// Whether all connections hold more than half of what they may. From then on each may hold no more than an equal share
  /// of the other half: those that hold much keep nobody from being served who asks for little.
  var isCrowded: Bool { heldBytes > options.maxServerBytes / 2 }

  /// What a connection may hold of a crowded server.
  var equalShare: Int { max(options.maxServerBytes / 2 / max(1, count.total), Self.leastAuditBytes) }

  /// A connection holds so many bytes more, or less.
  func holds(_ change: Int) {
    if change != 0 { held.add(change, ordering: .relaxed) }
  }

  /// Asks every connection to finish, and returns when all are gone.
  func drain() async {
    for connection in state.withLock({ state in
      state.isDraining = true
      return Array(state.connections.values)
    }) {
      connection.drain()
    }
    await withCheckedContinuation { continuation in
      let waiters = state.withLock { state in
        state.onEmpty.append(continuation)
        return state.takeWaitersIfEmpty()
      }
      for waiter in waiters { waiter.resume() }
    }
  }

  /// Ends every open call with UNAVAILABLE and every connection.
  func abandon() {
    for connection in state.withLock({ Array($0.connections.values) }) { connection.abandon() }
  }
}

/// A socket that a server listens on.
struct ServerListener: Sendable {
  /// Its number in channelz.
  var number: Int64
  var address: ListenAddress
}

extension ServerCore.State {
  fileprivate mutating func takeWaitersIfEmpty() -> [CheckedContinuation<Void, Never>] {
    guard connections.isEmpty else { return [] }
    defer { onEmpty = [] }
    return onEmpty
  }
}
