internal import NIOCore

/// The way to one address: one connection, made when it is asked for, with growing pauses between attempts
/// (grpc/doc/connection-backoff.md).
final class Subchannel: @unchecked Sendable {  // Confined to its event loop: state is touched there only.
  typealias ID = Int

  /// Names it within its channel.
  let id: ID
  let endpoint: Endpoint
  /// What every request begins with.
  let commonHeaders: HeaderBlock
  private(set) var state = ConnectivityState.idle
  /// Calls go out on it; nil unless the state is READY.
  private(set) var connection: ClientConnection?
  /// Why the last attempt failed.
  private(set) var failure = RPCError(code: .unavailable, message: "There is no connection.")

  /// Nil when the channel needs it no more. (A weak reference would make every retain of the channel a slow one.)
  var channel: ChannelCore?
  private var row: BackoffRow
  /// Attempts are numbered, so that what belongs to an earlier one is known.
  private var attempts = 0
  private var socket: (any Channel)?
  private var cancelTimeout: () -> Void = {}
  private var cancelPause: () -> Void = {}
  private var pauseIsOver = true
  /// When the pause is over that the last attempt began, by the channel's clock.
  private var pauseEnd = Duration.zero
  /// When the connection became one that calls go out on.
  private var readyAt = Duration.zero
  /// Whether a connection's end was no failed attempt although it took no call, and none since has proved itself.
  private var wasForgiven = false

  init(id: ID, endpoint: Endpoint, channel: ChannelCore) {
    self.id = id
    self.endpoint = endpoint
    self.channel = channel
    self.row = BackoffRow(channel.options.backoff)
    let scheme = channel.options.tls == nil ? "http" : "https"
    let authority = channel.options.authority ?? endpoint.authority
    commonHeaders = HeaderBlock([(":method", "POST"), (":scheme", scheme), (":authority", authority)])
  }

  /// Begins an attempt, unless there is a connection, an attempt or a pause.
  func connect() {
    guard state == .idle, let channel else { return }
    attempts += 1
    let number = attempts
    let pause = row.next(random: channel.options.random())
    pauseEnd = channel.options.clock.now() + pause
    beginPause(pause)
    let timeout = max(pause, channel.options.connectTimeout)
    cancelTimeout = after(timeout) { $0.failed("it did not answer within \(timeout)", attempt: number) }
    move(to: .connecting)
    dial(for: channel, attempt: number)
  }

  /// Gives up what is under way. A connection ends with its last call.
  func drop() {
    connection?.leave()
    connection = nil
    state = .idle
    cancelPause()
    proved()
    closeAttempt()
  }

  /// The socket of an attempt is there.
  ///
  /// - Throws: when the attempt was given up meanwhile.
  func began(_ socket: any Channel, attempt: Int) throws {
    guard isCurrent(attempt) else { throw CancellationError() }
    self.socket = socket
  }

  /// The attempt failed.
  func failed(_ why: String, attempt: Int) {
    guard isCurrent(attempt) else { return }
    fail("\(endpoint.target) cannot be reached: \(why).")
  }

  private func fail(_ message: String) {
    failure = RPCError(code: .unavailable, message: message)
    state = .transientFailure
    closeAttempt()
    move(to: .transientFailure)
    if pauseIsOver, state == .transientFailure { move(to: .idle) }
  }

  private func beginPause(_ pause: Duration) {
    let number = attempts
    pauseIsOver = false
    cancelPause = after(pause) { $0.pauseEnded(number) }
  }

  private func pauseEnded(_ attempt: Int) {
    guard attempt == attempts else { return }
    pauseIsOver = true
    if state == .transientFailure { move(to: .idle) }
  }

  // MARK: From the connection

  /// The server's settings came: when they are the first, it speaks HTTP/2, and calls may go out.
  func received(settingsOf connection: ClientConnection) {
    if connection === self.connection { channel?.roomCame() }
    guard isCurrent(connection.attempt), let channel else { return }
    cancelTimeout()
    cancelPause()
    socket = nil
    readyAt = channel.options.clock.now()
    self.connection = connection
    if let keepalive = channel.keepalive { connection.keepAlive(keepalive) }
    move(to: .ready)
  }

  /// The server will not take more calls on `connection`; those that it has go on.
  ///
  /// - Parameter tookCalls: whether it has taken any.
  func leaves(_ connection: ClientConnection, tookCalls: Bool, tooManyPings: Bool) {
    if tooManyPings { channel?.slowKeepalive() }
    lose(connection, tookCalls: tookCalls)
  }

  func ended(_ connection: ClientConnection) {
    failed("it closed the connection before it said anything", attempt: connection.attempt)
    lose(connection, tookCalls: connection.hasSentCall)
  }

  /// A connection that took a call, or lasted for as long as an attempt may, has proved itself: its end begins a new row
  /// of pauses. The end of another one is a failed attempt, or a server that takes connections and drops them would be
  /// connected to without any pause. But one is forgiven, as of a server that has just been told to stop: calls that it has not
  /// taken are made again at once (gRFC A6), which they cannot be during a pause.
  private func lose(_ connection: ClientConnection, tookCalls: Bool) {
    guard connection === self.connection, let channel else { return }
    self.connection = nil
    let now = channel.options.clock.now()
    if tookCalls || now - readyAt >= channel.options.connectTimeout {
      proved()
      return move(to: .idle)
    }
    guard wasForgiven else {
      wasForgiven = true
      return move(to: .idle)
    }
    guard pauseEnd > now else { return move(to: .idle) }
    beginPause(pauseEnd - now)
    fail("\(endpoint.target) takes no calls: its connection ended before the first.\(connection.farewell)")
  }

  private func proved() {
    row.reset()
    wasForgiven = false
  }

  // MARK: Means

  private func isCurrent(_ attempt: Int) -> Bool { attempt == attempts && state == .connecting }

  /// Closes what the attempt has opened. The state must be another one by then: closing tells of the connection's end at
  /// once, and that must not be taken for the end of an attempt that is still under way.
  private func closeAttempt() {
    cancelTimeout()
    let socket = socket
    self.socket = nil
    socket?.close(promise: nil)
  }

  private func move(to new: ConnectivityState) {
    state = new
    channel?.subchannel(id, became: new)
  }

  private func after(_ delay: Duration, _ body: @escaping @Sendable (Subchannel) -> Void) -> () -> Void {
    guard let channel else { return {} }
    return channel.options.clock.schedule(channel.loop, delay) { body(self) }
  }
}
