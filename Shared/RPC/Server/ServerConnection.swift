internal import NIOCore

/// A connection as the server sees it: its calls, its limits in time and number, its end.
final class ServerConnection: HTTP2Connection, @unchecked Sendable {  // As its superclass: confined to its event loop.
  let server: ServerCore
  let sharedPeer: SharedPeer
  /// Our end.
  let localAddress: ListenAddress?
  /// Its number in channelz.
  let number = ChannelzNumber.next()
  /// What it has done so far.
  private(set) var counts = ConnectionCounts()
  /// Calls whose handlers run, among them those whose streams are closed already.
  private var running = 0

  private var cancelPrefaceTimer: () -> Void = {}
  private var hasSettings = false
  private var drainStep = DrainStep.none

  private var conduct: ClientConduct
  /// Why the client is to be sent away as soon as no callback of nghttp2 runs.
  private var misdeed: Misdeed?
  private var times: ConnectionTimes
  /// When bytes came last.
  private(set) var readAt: NIODeadline
  private var armedFor: NIODeadline?
  private var cancelTimer: () -> Void = {}
  /// What the server was told that this connection holds of its memory, in bytes.
  private var reportedBytes = 0
  /// Bytes of answers in the queues.
  private var unreadBytes = 0
  /// Calls that wait until less is unread, in order.
  private var waiting: [ServerCall] = []
  private var room: RequestRoom<ServerCall>
  /// The window of each stream, in bytes, as the client was told it last.
  private var streamWindow: Int

  /// A drain in two steps (RFC 9113, 6.8): the notice, a PING behind it whose answer tells that it was heard, then the last
  /// stream.
  private enum DrainStep { case none, noticeIsDue, pingIsDue, noticed, lastIsDue, last }

  init(loop: RPCLoop, server: ServerCore, peer: Peer, localAddress: ListenAddress?) {
    self.server = server
    sharedPeer = SharedPeer(peer)
    self.localAddress = localAddress
    let clock = server.options.clock
    conduct = ClientConduct(flood: server.options.flood, keepalive: server.options.keepalive)
    readAt = clock.moment()
    times = ConnectionTimes(server.rules, now: readAt, jitter: .random(in: -1...1))
    room = RequestRoom(bytes: server.options.maxConnectionBytes / 4)
    streamWindow = server.options.streamWindowBytes
    super.init(loop: loop, role: .server, settings: server.settings, clock: clock)
  }

  var peer: Peer { sharedPeer.peer }

  override func opened() {
    session.auditBytes = server.auditBytes
    server.opened(self)
    cancelPrefaceTimer = clock.schedule(loop, server.options.handshakeTimeout) {
      self.close(because: "the client's preface is late")
    }
  }

  override func receivedSettings() {
    guard !hasSettings else { return }
    hasSettings = true
    cancelPrefaceTimer()
    arm()
  }

  override func ended() {
    cancelPrefaceTimer()
    cancelTimer()
    report(bytes: 0)
    server.ended(self)
  }

  override func answer(to fault: HTTP2Fault) -> ByteBuffer? {
    HTTP1Answer.fits(fault, first: preface.first) ? HTTP1Answer.bytes(server.options.answerHeaders) : nil
  }

  // MARK: Calls

  override func makeStream() -> HTTP2Stream {
    let call = ServerCall(home: self)
    call.connection = self
    loop.memory.lend(to: call)
    counts.began(at: call.began)
    narrowWindows()
    if openStreams == 0 {
      times.becameBusy(at: readAt)
      arm()
    }
    return call
  }

  /// Whether another handler may run: a client cannot have more at once by resetting streams.
  var mayRun: Bool { running < server.options.maxConcurrentStreams }

  func handlerStarts() { running += 1 }

  func handlerEnded() { running -= 1 }

  /// The stream of a call is over; `code` is what the caller was told, nil when it was told nothing.
  func ended(_ call: ServerCall, told code: RPCError.Code?) {
    counts.ended(call.counts, told: code)
    if isOpen, openStreams == 0 { times.becameIdle(at: clock.moment()) }
  }

  /// What the connection has done, the messages of open calls included, and its windows while it is open.
  func snapshot() async -> (counts: ConnectionCounts, windows: (local: Int, remote: Int)?) {
    await withCheckedContinuation { continuation in
      loop.perform {
        var counts = self.counts
        guard self.isOpen else { return continuation.resume(returning: (counts, nil)) }
        for stream in self.session.streams.all { if let call = stream as? ServerCall { counts.add(call.counts) } }
        continuation.resume(returning: (counts, self.session.windows))
      }
    }
  }

  // MARK: Drain

  /// Takes no new calls once the client knows, finishes the open ones, then closes.
  func drain() { loop.eventLoop.execute { self.beginDrain() } }

  private func beginDrain() {
    guard isOpen, drainStep == .none else { return }
    guard hasSettings else { return close(because: "the server stops") }
    drainStep = .noticeIsDue
    session.submitShutdownNotice()
    markDirty()
    times.draining(at: clock.moment())
    arm()
  }

  /// A PING that is submitted with the notice would leave before it.
  override func sentGoaway() {
    if drainStep == .noticeIsDue { drainStep = .pingIsDue }
  }

  private func pingBehindNotice() {
    guard drainStep == .pingIsDue, isOpen else { return }
    drainStep = .noticed
    ping()
  }

  override func receivedPingAck() {
    if drainStep == .noticed, conduct.pongsDue == 0 { oweLastGoaway() }
  }

  private func oweLastGoaway() {
    drainStep = .lastIsDue
    times.saidLastGoaway()
    markDirty()
  }

  /// Says the last stream only now: of a stream that came between saying and sending it, the client would hold that it
  /// was not seen, and make its call again.
  override func willFlush() {
    guard drainStep == .lastIsDue else { return }
    drainStep = .last
    session.submitGoaway()
  }

  func abandon() { loop.eventLoop.execute { self.abandonNow() } }

  private func abandonNow() {
    guard isOpen else { return }
    for stream in session.streams.all { (stream as? ServerCall)?.abandon() }
    flush()
    close(because: "the server stops")
  }

  private func ping() {
    conduct.sendsPing()
    session.submitPing()
    markDirty()
  }

  // MARK: Floods

  private var facts: ClientConduct.Facts {
    ClientConduct.Facts(workSent: session.workSent, answered: counts.answered, hasCalls: openStreams > 0)
  }

  override func inspect(_ bytes: UnsafeRawBufferPointer) -> Misdeed? {
    let (now, begun) = (clock.moment(), conduct.framesBegun)
    readAt = now
    let found = conduct.read(bytes, at: now, facts)
    let isUnfinished = conduct.hasUnfinishedFrame
    times.heard(at: now, isUnfinished: isUnfinished, isNew: conduct.framesBegun != begun)
    if isUnfinished { arm() }
    return found
  }

  /// Resets that the client has provoked count like its own: the work for a stream was done in vain.
  override func sentReset(_ code: HTTP2ErrorCode) {
    guard code != .noError, code != .cancel else { return }
    misdeed = misdeed ?? conduct.count(.reset, at: clock.moment(), facts)
  }

  override func flushed() {
    giveTurns()
    pingBehindNotice()
    if session.slivers > 0 {
      misdeed = misdeed ?? conduct.count(.sliver, session.slivers, at: clock.moment(), facts)
      session.slivers = 0
    }
    if session.sawHeaderBomb { misdeed = .headerBomb }
    guard let found = misdeed else { return }
    misdeed = nil
    session.sawHeaderBomb = false
    dismiss(found)
  }

  // MARK: Memory

  /// A quarter of what a connection may hold is for the streams' windows, another one for messages that do not fit them.
  /// So when many calls are open at once their windows become smaller, and stay so.
  private func narrowWindows() {
    let open = openStreams + 1
    let bytes = server.options.maxConnectionBytes / 4
    guard streamWindow == server.options.streamWindowBytes, open > bytes / max(1, streamWindow) else { return }
    let narrow = max(Self.leastWindow, bytes / max(1, server.options.maxConcurrentStreams))
    guard narrow < streamWindow else { return }
    streamWindow = narrow
    session.submitStreamWindow(narrow)
  }

  /// Below this, windows cost more than they save.
  private static let leastWindow = 4 << 10

  /// A message of `size` bytes has begun: it waits unless it comes in by its stream's window, or there is room.
  func reserve(_ size: Int, for call: ServerCall) {
    // nghttp2 gives credit back by halves of a window.
    guard size > streamWindow / 2 else { return }
    call.reservedBytes = size
    if !room.take(size, for: call) { session.park(call) }
  }

  /// The message was taken, or will not be: others may come.
  func returnReserved(of call: ServerCall) {
    if call.isParked {
      room.leave(call)
      call.connection?.session.unpark(call)
    } else {
      room.give(back: call.reservedBytes)
    }
    call.isParked = false
    call.reservedBytes = 0
    while isOpen, let next = room.next() {
      session.unpark(next)
      next.creditIncomplete()
    }
  }

  /// What the connection holds of the server's memory, in bytes.
  private var memoryBytes: Int { session.memoryBytes + unsentBytes }

  /// A stream that makes the connection, or the server, hold too much is ended, and so is each that adds the least while
  /// it is too much: one stream alone may be no more than a small part of it.
  override func filled(by stream: HTTP2Stream) {
    let memory = memoryBytes
    report(bytes: memory)
    let isTooMuch =
      session.heldBytes > server.options.maxConnectionBytes
      || session.waitingBytes > server.options.maxWaitingBytes
    guard isTooMuch || server.isCrowded && memory > server.equalShare else { return }
    session.auditBytes = 1
    stream.overfilled()
  }

  /// Above this, half of what ends a call, handlers wait before they start, and writers before they go on: a client that
  /// reads more slowly than they write loses no call.
  private var unreadBound: Int { server.options.maxConnectionBytes / 2 }

  /// Whether more is unread than may be.
  var isFull: Bool { unreadBytes > unreadBound }

  /// Whether not even an empty queue may be written to out of turn.
  var isNearlyFull: Bool { unreadBytes > unreadBound / 2 * 3 }

  /// How many turns are given before it is looked again how much is unread.
  private static let turnsAtOnce = 8

  func unreadChanged(by change: Int) {
    unreadBytes += change
    if isFull { isCongested = true }
  }

  func waitsForTurn(_ call: ServerCall) { waiting.append(call) }

  func waitsNoMore(_ call: ServerCall) { waiting.removeAll { $0 === call } }

  /// While less is unread than may be, lets those go on that wait, in order. Who comes meanwhile waits behind them.
  private func giveTurns() {
    guard isCongested, isOpen, !isFull else { return }
    for _ in 0..<Self.turnsAtOnce where !waiting.isEmpty && !isFull {
      waiting.removeFirst().takeTurn()
    }
    if waiting.isEmpty { isCongested = isFull } else { markDirty() }
  }

  private func report(bytes: Int) {
    server.holds(bytes - reportedBytes)
    reportedBytes = bytes
    if isOpen { session.auditBytes = server.auditBytes }
  }

  // MARK: Time

  /// Sets the one timer to the first moment at which something is due.
  private func arm() {
    guard isOpen, let next = times.next else { return }
    if let armedFor, armedFor <= next { return }
    cancelTimer()
    armedFor = next
    let delay = Duration.nanoseconds(max(0, (next - clock.moment()).nanoseconds))
    cancelTimer = clock.schedule(loop, delay) { self.timePassed() }
  }

  private func timePassed() {
    armedFor = nil
    let now = clock.moment()
    while isOpen, let due = times.due(at: now) { act(on: due, at: now) }
    arm()
  }

  private func act(on due: ConnectionTimes.Due, at now: NIODeadline) {
    switch due {
    case .ping:
      counts.keepalives += 1
      ping()
    case .lost: close(because: "the client does not answer")
    case .unfinishedFrame: dismiss(.slowFrame)
    case .drain: beginDrain()
    case .lastGoaway: oweLastGoaway()
    case .abandon: abandonNow()
    case .look:
      report(bytes: memoryBytes)
      for stream in session.streams.all { (stream as? ServerCall)?.look(at: now) }
    }
  }
}
