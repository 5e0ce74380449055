internal import Logging
internal import NIOCore
internal import Wire

/// One call at the server: it reads the request's headers, has its handler run, and sends the status, once.
final class ServerCall: MessageStream, @unchecked Sendable {  // As its superclass: confined to the loop.
  /// The life of a call. Each phase is left once; `closed` may come from any of them.
  private enum Phase: Int {
    /// Headers, or the only message of the request, are still to come.
    case receiving
    /// It waits for a worker, or its handler runs.
    case running
    /// The status is on its way.
    case answered
    /// The stream is over.
    case closed
  }

  let home: ServerConnection
  /// When its headers began to come.
  let began: NIODeadline
  private var phase = Phase.receiving
  private var head = RequestHead()
  private var started: CallContext?
  /// Whether the caller is told which encodings are understood.
  private var tellsEncodings = false
  private var headersAreSent = false
  private var cancelDeadline: (() -> Void)?
  private var cancelReview: (() -> Void)?
  /// Its own task holds it, which handles this call meanwhile.
  private var worker: Uncounted<Worker>?
  private var task: Task<Void, Never>?
  /// Whether the handler was started and has not returned, be the call over or not.
  private var isHandled = false
  /// Whether it has a place of the server's ``CallBound``.
  private var hasPlace = false
  /// The status, as soon as it is known to be sent.
  private var told: RPCError.Code?
  private var isSent = false
  private var standstill = Standstill()
  /// Bytes of its queue that its connection has counted.
  private var countedBytes = 0
  private var turn = Turn.none

  /// What the call has to do with a connection of which too much is not read.
  private enum Turn {
    case none
    /// Its handler, or a writer of it, waits for its turn.
    case toStart, toWrite
    /// Its handler starts, unless too much is not read again.
    case given
  }

  init(home: ServerConnection) {
    self.home = home
    began = home.readAt
    super.init(
      loop: Uncounted(home.loop), maxMessageBytes: home.server.options.maxMessageBytes,
      maxSentBytes: home.server.options.maxSentMessageBytes)
  }

  private var server: ServerCore { home.server }
  private var route: Uncounted<Route>? { head.route }
  private var meter: (any MethodMeter)? { if let route { route.with { $0.meter } } else { server.strayMeter } }

  /// What the handler is told. There is one from the moment that the headers were read.
  var context: CallContext {
    guard let started else { preconditionFailure("the call has not begun") }
    return started
  }

  // MARK: Events of the stream

  override func reads(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard started == nil else { return false }
    guard RequestHead.isPath(name) else { return head.read(name, value) }
    head.readPath(value, of: server.router)
    return true
  }

  override func received(headers: HeaderBlock, overflowed: Bool, isLast: Bool) {
    guard started == nil else {  // A request's trailers carry nothing for gRPC.
      if isLast { receivedEnd() }
      return
    }
    started = CallContext(
      path: route?.with { $0.path } ?? head.unknownPath ?? "", fields: headers,
      deadline: head.timeout.map(Deadline.after), peer: home.sharedPeer)
    meter?.started()
    server.options.onStarted?(context)
    guard home.mayRun else { return turnAway() }
    if overflowed {
      let limit = server.options.maxHeaderListBytes
      return finish(RPCError(code: .resourceExhausted, message: "The headers are larger than \(limit) bytes."))
    }
    if let refusal = head.refusal { return refuse(refusal) }
    if let fault = headFault() { return finish(fault) }
    inboundEncoding = head.encoding.flatMap(Compression.init)
    if let timeout = head.timeout {
      guard timeout > .zero else { return deadlinePassed() }
      startTimer(timeout)
    }
    if isLast { reading = .ended(nil) }
    if isStreamingRequest || isLast { dispatch() }
    keepsHead(headers.listSize)
  }

  /// The headers stay until the call ends, and once more as metadata when somebody asks for it: a few bytes of HPACK can
  /// make many of them.
  private func keepsHead(_ size: Int) {
    headBytes += 2 * size
    whileOpen { _, session in session.queued(Self.ownBytes + 2 * size, on: self) }
  }

  override func receivedData() {
    guard phase.rawValue < Phase.answered.rawValue else {
      inbound.removeAll()
      return credit(keeping: 0)
    }
    if phase == .receiving { collect() } else { readingChanged() }
  }

  override func receivedEnd() {
    if case .open = reading { reading = .ended(nil) }
    if phase == .receiving { dispatch() } else { readingChanged() }
  }

  override func tookMessage(compressed: Bool) { context.tookRequest(compressed: compressed) }

  /// The answer is complete; a caller that still sends is told to stop (RFC 9113, 8.1).
  override func sentEnd() {
    isSent = true
    if !isRemotelyEnded { reset(.noError) }
  }

  override func closed(_ reason: StreamEnd) {
    let wasAnswered = phase.rawValue >= Phase.answered.rawValue
    phase = .closed
    cancelDeadline?()
    cancelDeadline = nil
    end(.callerLeft)
    home.unreadChanged(by: -countedBytes)
    countedBytes = 0
    home.loop.memory.takeBack(from: self)
    // A stream whose headers never came, or were none, was no call: nobody was told of its beginning.
    if !wasAnswered, started != nil { report(.cancelled, cause: nil) }
    home.ended(self, told: isSent ? told : nil)
  }

  override func overfilled() {
    let held = "The connection, or the server, holds more bytes of unfinished messages than it may."
    endEvenIfStuck(RPCError(code: .resourceExhausted, message: held))
  }

  // MARK: Running the handler

  private var isStreamingRequest: Bool {
    switch route?.with({ $0.kind }) {
    case .clientStreaming, .bidirectional: true
    case .unary, .serverStreaming, nil: false
    }
  }

  private func headFault() -> RPCError? {
    if let malformed = head.malformedTimeout {
      return RPCError(code: .internal, message: "grpc-timeout is malformed: \(malformed)")
    }
    if let key = head.malformedKey { return .malformedBinary(under: key) }
    if let codec = head.foreignCodec {
      let message = "Messages in the codec “\(codec)” are not understood here, only those in “\(ContentType.codec)”."
      return RPCError(code: .unimplemented, message: message)
    }
    guard route != nil else { return server.router.unimplemented(head.unknownPath ?? "") }
    let (entries, limit) = (head.customCount, server.options.maxMetadataEntries)
    guard entries <= limit else {
      return RPCError(code: .resourceExhausted, message: "\(entries) metadata entries came; the limit is \(limit).")
    }
    guard let encoding = head.encoding, Compression(rawValue: encoding) == nil else { return nil }
    tellsEncodings = true
    return RPCError(code: .unimplemented, message: "Messages compressed by “\(encoding)” are not understood here.")
  }

  /// The client has too many handlers running already, of streams that it has reset: it may try again (RFC 9113, 8.7).
  private func turnAway() {
    phase = .answered
    reset(.refusedStream)
    end(Ending(RPCError(code: .unavailable, message: "The connection has too many calls.")))
    report(.unavailable, cause: nil)
  }

  /// Takes in the only message of a request; its handler starts when it is whole.
  private func collect() {
    switch frontFrame {
    case .incomplete: creditIncomplete()
    case .complete: break
    case .tooLarge, .compressed, .malformed: dispatch()  // Reading it gives the error.
    }
  }

  /// A message that does not fit the stream's window waits until its connection has room for all of it.
  override func creditIncomplete() {
    if reservedBytes == 0, let size = MessageFrame.size(ofUnfinished: inbound.bytes) { home.reserve(size, for: self) }
    if !isParked { super.creditIncomplete() }
  }

  override func returnReserved() { home.returnReserved(of: self) }

  private func dispatch() {
    guard phase == .receiving, let route else { return }
    if let bound = server.bound, route.with({ $0.isBounded }) {
      guard bound.take() else { return finish(server.options.overload.spoken(in: context.acceptLanguages)) }
      hasPlace = true
    }
    phase = .running
    isHandled = true
    home.handlerStarts()
    if startsNow() { submit(route) }
  }

  private func submit(_ route: Uncounted<Route>) {
    switch route.with({ $0.options.execution }) {
    case .loop: home.loop.submit(self)
    case .compute: server.compute.submit(self)
    }
  }

  /// Runs the handler on the loop, in a worker's task.
  func handle(on worker: Worker) async {
    guard startsNow(), let route = route?.object else { return }
    self.worker = Uncounted(worker)
    completed(await runHandler(route, context))
  }

  /// Runs the handler in a task of its own, beside the loop.
  func handleBesideLoop() async {
    guard await startsNowBesideLoop(), let route = route?.object else { return }
    let failure = await runHandler(route, context)
    loop.execute { self.completed(failure) }
  }

  /// Runs the handler, and answers what it, or what stands before it, has thrown.
  @inline(never)
  private func runHandler(_ route: Route, _ context: CallContext) async -> (any Error)? {
    var failure: (any Error)?
    do {
      if server.isUnwatched { try await route.answer(self, context) } else { try await answerWatched(route) }
    } catch {
      failure = error
    }
    await comeBack()
    return failure
  }

  private func answerWatched(_ route: Route) async throws {
    if let callGuard = server.options.callGuard { try await admit(by: callGuard, route) }
    try server.options.throttle?(context)
    guard let admission = server.admission, let key = server.options.admissionKey?(context) else {
      return try await answerIntercepted(route)
    }
    try admission.admit(key)
    defer { admission.left(key) }
    try await answerIntercepted(route)
  }

  private func answerIntercepted(_ route: Route) async throws {
    if server.options.interceptors.isEmpty {
      try await route.answer(self, context)
    } else {
      try await intercepted(route)
    }
  }

  /// Brings a worker's task back to the loop: its handler may have ended on another actor's executor.
  ///
  /// The compiler itself sees to that, but not between two asynchronous calls, and by asking the task which executor it
  /// prefers, which takes a lock. So this is such a call, and looks for itself.
  @inline(never)
  private func comeBack() async {
    guard worker != nil, !isOnLoop else { return }
    await withUnsafeContinuation { continuation in loop.execute { continuation.resume() } }
  }

  /// Asks who calls. A call that may last is ended when the caller's right to it ends.
  private func admit(by callGuard: any CallGuard, _ route: Route) async throws {
    context.identify(try await callGuard.admit(context, to: route.options))
    if route.kind != .unary { loop.perform { self.scheduleReview(by: callGuard, route) } }
  }

  private func scheduleReview(by callGuard: any CallGuard, _ route: Route) {
    guard phase == .running else { return }
    let options = server.options
    cancelReview = options.clock.schedule(loop, options.reviewInterval) {
      Task {
        do {
          try await self.context.review(by: callGuard, route.options)
          self.loop.execute { self.scheduleReview(by: callGuard, route) }
        } catch {
          let told = RPCError.boundary(error).spoken(in: self.context.acceptLanguages)
          self.loop.execute { self.endEvenIfStuck(told) }
        }
      }
    }
  }

  /// Remembers the task that a pool runs the handler in, so that it can be cancelled.
  func runs(in task: Task<Void, Never>) {
    loop.perform {
      self.task = task
      if self.phase != .running { task.cancel() }
    }
  }

  private func completed(_ error: (any Error)?) {
    worker = nil
    task = nil
    defer { handlerLeft() }
    guard let error else { return finish(nil) }
    let told = RPCError.boundary(error).spoken(in: context.acceptLanguages)
    let isChosen = (error as? any RPCErrorConvertible)?.rpcError.code == .unknown
    if told.code == .unknown, !isChosen, phase == .running {
      server.options.logger.error("handler failed", metadata: ["path": "\(context.path)", "error": "\(error)"])
    }
    finish(told, cause: error)
  }

  private func startTimer(_ timeout: Duration) {
    cancelDeadline = server.options.clock.schedule(loop, timeout) { self.deadlinePassed() }
  }

  /// The deadline is also that of an answer which is not read.
  private func deadlinePassed() {
    if phase == .answered, !isSent { return reset(.cancel) }
    endEvenIfStuck(RPCError(code: .deadlineExceeded, message: "The deadline passed before the call ended."))
  }

  private func endEvenIfStuck(_ error: RPCError) {
    guard phase.rawValue < Phase.answered.rawValue else { return }
    // Behind messages that the caller does not read, a status would never leave.
    let isStuck = !outbound.isEmpty
    finish(error)
    if isStuck { reset(.cancel) }
  }

  /// Ends a call that stands still: its message does not come, or its answer is not taken.
  func look(at now: NIODeadline) {
    let patience = server.options.patience
    let isAwaited = !isParked && (phase == .receiving || phase == .running && awaitsRest)
    let isStuck = !outbound.isEmpty || phase == .answered
    let message = "The message did not come in time."
    if standstill.inbound.lasts(at: now, isDue: isAwaited, moved: bytesIn, limit: patience.request) {
      endEvenIfStuck(RPCError(code: .deadlineExceeded, message: message))
    } else if standstill.outbound.lasts(at: now, isDue: isStuck, moved: bytesOut, limit: patience.answer) {
      endEvenIfStuck(RPCError(code: .cancelled, message: "The caller does not read its answer."))
      reset(.cancel)
    }
  }

  /// Ends the call from the server's side, for example because a drain took too long.
  func abandon() { finish(RPCError(code: .unavailable, message: "The server stops.")) }

  // MARK: Answering

  override func prepareToWrite() throws(RPCError) {
    try super.prepareToWrite()
    guard !headersAreSent, isOpen else { return }
    guard let own = try ownAnswerHead() else {
      headersAreSent = true
      whileOpen { _, session in session.submitResponse(.answer, on: self) }
      return
    }
    sendHead(own)
  }

  private func sendHead(_ head: HeaderBlock) {
    headersAreSent = true
    headBytes += head.listSize
    whileOpen { _, session in session.submitResponse(head, on: self, isLast: false) }
  }

  /// What comes before the messages of this call; nil where that is what comes before those of most.
  private func ownAnswerHead() throws(RPCError) -> HeaderBlock? {
    if inboundEncoding == nil, !context.saysOfAnswer, !server.marksAnswers { return nil }
    let custom = context.answerMetadata.headers
    if context.compressesResponses ?? (inboundEncoding != nil) { outboundEncoding = head.acceptedEncoding }
    guard !custom.isEmpty || outboundEncoding != nil || server.marksAnswers else { return nil }
    var block = server.answerHead
    if let outboundEncoding {
      block.append("grpc-encoding", outboundEncoding.rawValue)
      block.append("grpc-accept-encoding", Compression.accepted)
    }
    try custom.append(to: &block)
    return block
  }

  // MARK: Answers that are not read

  /// Whether the handler starts now. One whose call has ended meanwhile never does; one that comes when too much is not
  /// read starts in its turn, and waits for another when those before it have filled the room again.
  private func startsNow() -> Bool {
    guard phase == .running else {
      handlerLeft()
      return false
    }
    guard turn == .given ? home.isFull : home.isCongested else { return true }
    wait(.toStart)
    return false
  }

  private func startsNowBesideLoop() async -> Bool {
    await withUnsafeContinuation { continuation in
      loop.execute { continuation.resume(returning: self.startsNow()) }
    }
  }

  private func wait(_ turn: Turn) {
    self.turn = turn
    home.waitsForTurn(self)
  }

  /// The connection gives the call its turn: its handler starts, or one message is written.
  func takeTurn() {
    let taken = turn
    turn = taken == .toStart ? .given : .none
    if taken == .toWrite { writeOne() } else if let route { submit(route) }
  }

  /// A writer waits while too much is not read, but one whose queue is empty only when it is very much: a caller that
  /// reads one answer after the other shall come to its last.
  override func awaitsTurn() -> Bool {
    guard home.isCongested, !isHeavy, !outbound.isEmpty || home.isNearlyFull else { return false }
    if turn != .toWrite { wait(.toWrite) }
    return true
  }

  /// Heavy methods wait before they start, not while they hold a place that others wait for.
  private var isHeavy: Bool { route?.with { $0.options.execution } == .compute }

  override func wroteMessage() { countQueue() }

  override func sentData() {
    countQueue()
    super.sentData()
  }

  private func countQueue() {
    home.unreadChanged(by: outbound.count - countedBytes)
    countedBytes = outbound.count
  }

  /// Sends the status, once: whoever comes later is not heard. A stream whose headers have not come to their end is no call
  /// yet, and has none.
  private func finish(_ error: RPCError?, cause: (any Error)? = nil) {
    guard phase.rawValue < Phase.answered.rawValue else { return }
    guard started != nil else { return reset(.refusedStream) }
    phase = .answered
    var error = error
    if headersAreSent { endBehindHead(error) } else { answerWithoutMessages(&error) }
    told = error?.code ?? .ok
    end(error.map { Ending($0) } ?? .answered)
    report(error?.code ?? .ok, cause: cause)
  }

  private func endBehindHead(_ error: RPCError?) {
    trailers = lastTrailers(error)
    isFinishing = true
    outboundChanged()
  }

  /// A call that wrote nothing ends with one block, unless the handler's headers and the status are more together than
  /// stock clients take in one.
  private func answerWithoutMessages(_ error: inout RPCError?) {
    let head = headWithoutMessages(&error)
    var block = head
    StatusTrailers.append(error, context.answerMetadata.trailers, to: &block)
    guard block.listSize - server.answerHead.listSize > StatusTrailers.maxBytes else { return answerOnly(block) }
    sendHead(head)
    endBehindHead(error)
  }

  /// Headers that may not be sent are an error, as before a message.
  private func headWithoutMessages(_ error: inout RPCError?) -> HeaderBlock {
    var head = server.answerHead
    if tellsEncodings { head.append("grpc-accept-encoding", Compression.accepted) }
    do {
      try context.answerMetadata.headers.append(to: &head)
    } catch let fault {
      error = error ?? fault
    }
    return head
  }

  private func lastTrailers(_ error: RPCError?) -> Trailers {
    if error == nil, !context.saysOfAnswer { return .fixed(.ok) }
    let trailers = context.answerMetadata.trailers
    guard error != nil || !trailers.isEmpty else { return .fixed(.ok) }
    let block = StatusTrailers.block(for: error, trailers: trailers)
    headBytes += block.listSize
    return .block(block)
  }

  private func refuse(_ refusal: RequestHead.Refusal) {
    phase = .answered
    told = .internal
    answerOnly(ServerCore.head(of: server.options, refusal.fields))
    end(Ending(RPCError(code: .internal, message: "Not a call of gRPC.")))
    report(.internal, cause: nil)
  }

  private func answerOnly(_ block: HeaderBlock) {
    headBytes += block.listSize
    whileOpen { connection, session in
      session.submitResponse(block, on: self, isLast: true)
      connection.markDirty()
    }
  }

  /// Nothing is read or written any more, and a handler that still runs is told so.
  private func end(_ ending: Ending) {
    cancelReview?()
    cancelReview = nil
    worker?.with { $0.cancel(self) }
    task?.cancel()
    failReading(ending)
    failWriting(ending)
    guard turn == .toStart || turn == .toWrite else { return }
    home.waitsNoMore(self)
    if turn == .toStart { handlerLeft() }
    turn = .none
  }

  private func report(_ code: RPCError.Code, cause: (any Error)?) {
    settle()
    let meter = meter
    guard meter != nil || server.tellsOfEnds else { return }
    let duration = Duration.nanoseconds((server.options.clock.moment() - began).nanoseconds)
    meter?.finished(code, after: duration, counts)
    guard server.tellsOfEnds, let started else { return }
    let call = FinishedCall(
      path: route?.with { $0.path }, context: started, code: code, cause: cause, duration: duration, counts: counts)
    for interceptor in server.options.interceptors { interceptor.finished(call) }
    server.options.onFinished?(call)
  }

  private func handlerLeft() {
    isHandled = false
    takenBytes = 0
    home.handlerEnded()
    settle()
  }

  /// Counts the call no more when both its end is known and its handler has returned.
  private func settle() {
    guard hasPlace, !isHandled, phase.rawValue >= Phase.answered.rawValue else { return }
    hasPlace = false
    server.bound?.giveBack()
  }
}
