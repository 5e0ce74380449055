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
    pauseIsOver = false
    cancelPause = after(pause) { $0.pauseEnded(number) }
    let timeout = max(pause, channel.options.connectTimeout)
    cancelTimeout = after(timeout) { $0.failed("it did not answer within \(timeout)", attempt: number) }
    move(to: .connecting)
    dial(for: channel, attempt: number)
  }

  /// Gives up what is under way. A connection ends with its last call.
  func drop() {
    connection?.leave()
    connection = nil
    stopAttempt()
    cancelPause()
    row.reset()
    state = .idle
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
    stopAttempt()
    failure = RPCError(code: .unavailable, message: "\(endpoint.target) cannot be reached: \(why).")
    move(to: .transientFailure)
    if pauseIsOver { move(to: .idle) }
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
    row.reset()
    self.connection = connection
    if let keepalive = channel.keepalive { connection.keepAlive(keepalive) }
    move(to: .ready)
  }

  /// The server will not take more calls on `connection`; those that it has go on.
  func leaves(_ connection: ClientConnection, tooManyPings: Bool) {
    if tooManyPings { channel?.slowKeepalive() }
    lose(connection)
  }

  func ended(_ connection: ClientConnection) {
    failed("it closed the connection before it said anything", attempt: connection.attempt)
    lose(connection)
  }

  private func lose(_ connection: ClientConnection) {
    guard connection === self.connection else { return }
    self.connection = nil
    move(to: .idle)
  }

  // MARK: Means

  private func isCurrent(_ attempt: Int) -> Bool { attempt == attempts && state == .connecting }

  private func stopAttempt() {
    cancelTimeout()
    socket?.close(promise: nil)
    socket = nil
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
