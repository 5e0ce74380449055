import Synchronization

@testable import Storage

#if canImport(Glibc)
  import Glibc
#endif

/// Stands between a store and the server, and cuts connections where a test wants it to.
final class CuttingProxy: Sendable {
  enum Cut: Sendable {
    /// Everything passes.
    case never
    /// The next COMMIT does not reach the server.
    case beforeCommit
    /// The next COMMIT is carried out, and its answer does not come back.
    case afterCommit
  }

  /// Whom it keeps waiting.
  enum Held: Sendable { case nobody, cancels, everybody }

  private struct State {
    var cut = Cut.never
    var held = Held.nobody
    var heldCount = 0
    var gate = Gate()
    var connections: [Pair] = []
    var isAway = false
    var isAwayAfterCut = false
    var open: Set<Int32> = []
  }

  private let state = Mutex(State())
  private let listening: Int32
  private let target: in_port_t
  /// The port of the loopback on which it listens.
  let port: Int

  init(to port: Int) throws {
    target = in_port_t(port)
    let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listening = listening
    var address = CuttingProxy.loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listening, $0, size) | listen(listening, 64) | getsockname(listening, $0, &size)
      }
    }
    guard bound == 0 else { throw StorageError.failed("no socket") }
    self.port = Int(in_port_t(bigEndian: address.sin_port))
    try WorkerThread.spawn { [self] in
      while case let client = accept(listening, nil, nil), client >= 0 { serve(client) }
      Glibc.close(listening)
    }
  }

  /// Cuts at the next commit; `staysAway`: from then on nobody is let through.
  func cut(_ cut: Cut, staysAway: Bool = false) {
    state.withLock { ($0.cut, $0.isAwayAfterCut) = (cut, staysAway) }
  }

  /// Keeps what they send from the server until `letGo`.
  func hold(_ held: Held) { state.withLock { ($0.held, $0.heldCount, $0.gate) = (held, 0, Gate()) } }

  /// How many connections it has kept waiting.
  var heldCount: Int { state.withLock { $0.heldCount } }

  func letGo() {
    state.withLock { state in
      state.held = .nobody
      state.gate.open()
    }
  }

  /// What was sent on each connection so far.
  var traffic: [PostgresTraffic] {
    state.withLock { $0.connections }.map { pair in pair.traffic.withLock { $0 } }
  }

  /// Ends all connections and lets nobody through, as a server that is gone.
  func goAway() {
    state.withLock { $0.isAway = true }
    cutAll()
  }

  func comeBack() { state.withLock { $0.isAway = false } }

  /// Ends everything, its threads too.
  func close() {
    letGo()
    goAway()
    shutdown(listening, Int32(SHUT_RDWR))
  }

  private func cutAll() {
    state.withLock { state in for socket in state.open { shutdown(socket, Int32(SHUT_RDWR)) } }
  }

  private func serve(_ client: Int32) {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = CuttingProxy.loopback(target)
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    let isAway = state.withLock { state in
      if !state.isAway { state.open.formUnion([client, server]) }
      return state.isAway
    }
    let pair = Pair(client: client, server: server)
    state.withLock { $0.connections.append(pair) }
    guard connected == 0, !isAway else { return pair.close() }
    for isRequest in [true, false] {
      try? WorkerThread.spawn { [self] in
        pump(pair, isRequest: isRequest)
        shutdown(client, Int32(SHUT_RDWR))
        shutdown(server, Int32(SHUT_RDWR))
        if pair.isLast() {
          state.withLock { $0.open.subtract([client, server]) }
          pair.close()
        }
      }
    }
  }

  private func pump(_ pair: Pair, isRequest: Bool) {
    let (from, to) = isRequest ? (pair.client, pair.server) : (pair.server, pair.client)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = read(from, &buffer, buffer.count), count > 0 {
      let piece = buffer[..<count]
      if isRequest { note(piece, pair) }
      switch isRequest ? atCommit(piece) : .never {
      case .never: break
      case .beforeCommit: return
      case .afterCommit: pair.swallowsAnswer.store(true, ordering: .sequentiallyConsistent)
      }
      if !isRequest, pair.swallowsAnswer.load(ordering: .sequentiallyConsistent) {
        if piece.contains(text: "COMMIT\0") { return }
        continue
      }
      guard CuttingProxy.passOn(piece, to) else { return }
    }
  }

  /// Notes what was sent, and keeps it where it is to be held.
  private func note(_ piece: ArraySlice<UInt8>, _ pair: Pair) {
    let isCancel = pair.traffic.withLock { traffic in
      traffic.take(piece)
      return traffic.isCancel
    }
    let gate = state.withLock { state -> Gate? in
      guard state.held == .everybody || (state.held == .cancels && isCancel) else { return nil }
      state.heldCount += 1
      return state.gate
    }
    gate?.pass()
  }

  private static func passOn(_ piece: ArraySlice<UInt8>, _ socket: Int32) -> Bool {
    var rest = piece
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  private func atCommit(_ piece: ArraySlice<UInt8>) -> Cut {
    guard piece.contains(text: "COMMIT\0") else { return .never }
    return state.withLock { state in
      defer { state.cut = .never }
      if state.cut != .never, state.isAwayAfterCut { state.isAway = true }
      return state.cut
    }
  }

  private static func loopback(_ port: in_port_t) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    return address
  }
}

/// The two sockets of a connection that passes through; closed when both directions have ended.
private final class Pair: Sendable {
  let client: Int32
  let server: Int32
  let swallowsAnswer = Atomic(false)
  let traffic = Mutex(PostgresTraffic())
  private let ended = Atomic(0)

  init(client: Int32, server: Int32) {
    self.client = client
    self.server = server
  }

  func isLast() -> Bool { ended.add(1, ordering: .sequentiallyConsistent).newValue == 2 }

  func close() {
    Glibc.close(client)
    Glibc.close(server)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func contains(text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard count >= wanted.count else { return false }
    return (startIndex...(endIndex - wanted.count)).contains { self[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }
}
