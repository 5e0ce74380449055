import NIOCore
import Testing
import Wire

@testable import RPC

@Suite("A connection with as many calls as the server allows", .timeLimit(.minutes(5))) struct LimitTests {
  @Test("lets others wait, in order, and none is lost")
  func queues() async throws {
    let held = HeldCalls()
    try await withRawServer(maxStreams: 2) {
      held.add($0)
    } _: { channel, server in
      channel.connect()
      await channel.reaches(.ready)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<20 { group.addTask { _ = try await channel.unary(TestService.unary, Note("")) } }
        for answered in 0..<20 {
          try await until { held.count == min(2, 20 - answered) }
          #expect(server.calls <= answered + 2)
          held.answerFirst()
        }
        try await group.waitForAll()
      }
      #expect(server.connections.count == 1)
    }
  }

  @Test("lets one that waits end by its deadline, or by its caller, without its being sent")
  func endsWaiting() async throws {
    let (held, hand) = (HeldCalls(), HandClock())
    var options = ChannelOptions()
    options.clock = hand.clock
    options.keepalive = nil
    try await withRawServer(maxStreams: 1, channel: options) {
      held.add($0)
    } _: { channel, server in
      let first = Task { try await channel.unary(TestService.unary, Note("")) }
      try await until { held.count == 1 }
      let limit = CallOptions(timeout: .seconds(10))
      let late = Task { try await channel.unary(TestService.unary, Note(""), options: limit) }
      let given = Task { try await channel.unary(TestService.unary, Note("")) }
      let third = Task { try await channel.unary(TestService.unary, Note("")) }
      try await until { hand.nextDue ?? .seconds(100) <= .seconds(10) }
      given.cancel()
      try await expectError(.cancelled) { try await given.value }
      await hand.pass(.seconds(10))
      try await expectError(.deadlineExceeded) { try await late.value }
      #expect(server.calls == 1)
      held.answerFirst()
      _ = try await first.value
      try await until { held.count == 1 }
      held.answerFirst()
      _ = try await third.value
      #expect(server.calls == 2)
    }
  }

  @Test("takes more when the server allows more")
  func raised() async throws {
    let requests = Counter()
    let listener = try await RawListener.start(onOpen: { Self.allow(0, $0) }) { channel, bytes in
      for stream in Self.requests(in: bytes) {
        requests.add()
        Self.answerNotFound(stream, channel)
      }
    }
    let channel = RPCChannel(target: listener.address)
    let calls = (0..<3).map { _ in Task { try await channel.unary(TestService.unary, Note("")) } }
    await channel.reaches(.ready)
    try await channel.settle()
    #expect(requests.value == 0)
    Self.allow(3, try #require(listener.channels.first))
    for call in calls { try await expectError(.notFound) { try await call.value } }
    #expect(requests.value == 3)
    await channel.close()
    await listener.stop()
  }

  private static func send(_ type: UInt8, _ flags: UInt8, _ stream: UInt32, _ payload: [UInt8], _ channel: any Channel)
  {
    var frame = ByteBuffer()
    frame.writeInteger(UInt32(payload.count) << 8 | UInt32(type))
    frame.writeInteger(flags)
    frame.writeInteger(stream)
    frame.writeBytes(payload)
    channel.writeAndFlush(frame, promise: nil)
  }

  /// SETTINGS_MAX_CONCURRENT_STREAMS.
  private static func allow(_ number: UInt8, _ channel: any Channel) {
    send(4, 0, 0, [0, 3, 0, 0, 0, number], channel)
  }

  /// The numbers of the streams that begin in `bytes`, which are whole frames, behind the preface perhaps.
  private static func requests(in bytes: ByteBuffer) -> [UInt32] {
    var (rest, streams) = (bytes, [UInt32]())
    if rest.getString(at: rest.readerIndex, length: 3) == "PRI" { rest.moveReaderIndex(forwardBy: 24) }
    while let head = rest.readInteger(as: UInt32.self), rest.readInteger(as: UInt8.self) != nil,
      let stream = rest.readInteger(as: UInt32.self)
    {
      if head & 255 == 1 { streams.append(stream) }
      guard rest.readSlice(length: Int(head >> 8)) != nil else { break }
    }
    return streams
  }

  private static func answerNotFound(_ stream: UInt32, _ channel: any Channel) {
    func literal(_ name: String, _ value: String) -> [UInt8] {
      [0, UInt8(name.utf8.count)] + name.utf8 + [UInt8(value.utf8.count)] + value.utf8
    }
    let block = [0x88] + literal("content-type", "application/grpc") + literal("grpc-status", "5")
    send(1, 5, stream, block, channel)  // END_STREAM and END_HEADERS
  }

  @Test("gives those that wait to a new connection when the server goes away")
  func goaway() async throws {
    let held = HeldCalls()
    try await withRawServer(maxStreams: 1) {
      held.add($0)
    } _: { channel, server in
      let first = Task { try await channel.unary(TestService.unary, Note("")) }
      try await until { held.count == 1 }
      let second = Task { try await channel.unary(TestService.unary, Note("")) }
      server.connections.first?.goaway(last: 1)
      try await until { held.count == 2 }
      #expect(server.connections.count == 2)
      held.answerFirst()
      held.answerFirst()
      _ = try await first.value
      _ = try await second.value
    }
  }

  @Test("keeps its queue in order whatever leaves it")
  func queue() {
    let channel = RPCChannel(target: .unix(path: "/nonexistent"))
    func call() -> ClientCall {
      ClientCall(core: channel.core, path: "/a/b", retry: .never, options: CallOptions(), observation: nil)
    }
    var random = SystemRandomNumberGenerator()
    var (queue, model) = (CallQueue(), [ClientCall]())
    for step in 0..<5_000 {
      switch Int.random(in: 0..<(step < 2_500 ? 4 : 8), using: &random) {
      case 0, 1:
        model.append(call())
        queue.append(model[model.count - 1])
      case 2 where !model.isEmpty:
        let gone = model.remove(at: Int.random(in: 0..<model.count, using: &random))
        queue.remove(gone)
        queue.remove(gone)
      default:
        #expect(queue.popFirst() === (model.isEmpty ? nil : model.removeFirst()))
      }
      #expect(queue.count == model.count)
    }
    let isSame = queue.all.elementsEqual(model, by: ===)
    #expect(isSame)
  }
}
