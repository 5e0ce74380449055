/// Watches over one connection's silence, and asks by PING when it lasts.
final class KeepaliveWatch: @unchecked Sendable {  // Confined to its connection's loop: state is touched there only.
  private enum State {
    case off
    /// The timer tells when a silence has lasted long enough.
    case listening(cancel: () -> Void)
    /// The silence is long enough, but there is no call for which it matters: the next one asks.
    case dormant
    /// A PING is out.
    case asked(cancel: () -> Void)
  }

  private unowned let connection: ClientConnection
  private let keepalive: Keepalive
  private let clock: RPCClock
  private var lastHeard: Duration
  private var state = State.off

  init(_ connection: ClientConnection, _ keepalive: Keepalive, _ clock: RPCClock) {
    self.connection = connection
    self.keepalive = keepalive
    self.clock = clock
    self.lastHeard = clock.now()
  }

  func start() { listen(for: keepalive.time) }

  func stop() {
    switch state {
    case .listening(let cancel), .asked(let cancel): cancel()
    case .off, .dormant: break
    }
    state = .off
  }

  /// Some bytes came.
  func heard() { lastHeard = clock.now() }

  /// The PING was answered.
  func answered() {
    guard case .asked(let cancel) = state else { return }
    cancel()
    listen(for: keepalive.time)
  }

  /// A call was handed to the session.
  func callBegan() {
    guard case .dormant = state else { return }
    check()
  }

  private func listen(for time: Duration) {
    state = .listening(cancel: clock.schedule(connection.loop, time) { self.check() })
  }

  private func check() {
    let left = keepalive.time - (clock.now() - lastHeard)
    if left > .zero { return listen(for: left) }
    guard keepalive.permitsWithoutCalls || connection.openStreams > 0 else { return state = .dormant }
    let asked = clock.now()
    state = .asked(cancel: clock.schedule(connection.loop, keepalive.timeout) { self.decide(asked) })
    connection.ping()
  }

  /// The time to answer is over: anything heard meanwhile is an answer too.
  private func decide(_ asked: Duration) {
    guard lastHeard <= asked else { return listen(for: max(.zero, keepalive.time - (clock.now() - lastHeard))) }
    state = .off
    connection.close(because: "the server has been silent, and does not answer PING")
  }
}
