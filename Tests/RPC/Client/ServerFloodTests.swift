import NIOCore
import Testing

@testable import RPC

@Suite("A server that floods", .timeLimit(.minutes(5))) struct ServerFloodTests {
  struct Attack: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What opens the attack.
    var opening: [UInt8] = []
    var frame: [UInt8]
    /// So many are let pass.
    var bound: Int
    /// GOAWAY's debug data.
    var told: String
  }

  private static let head = Frame.headers(1, RawCall.answerHeaders)
  private static let useless = "too_many_useless_frames"

  static let attacks = [
    Attack(testDescription: "answers to no PING", frame: Frame.ping(ack: true), bound: 100, told: useless),
    Attack(testDescription: "unknown frames", frame: Frame.raw(0x42, [1, 2, 3]), bound: 100, told: useless),
    Attack(testDescription: "ALTSVC", frame: Frame.raw(0xa, [0, 1, 0x61, 0x62]), bound: 100, told: useless),
    // Two frames of the call pay for two of them, and one more comes behind.
    Attack(testDescription: "PING", frame: Frame.ping(1), bound: 1_001, told: "too_many_pings"),
    Attack(testDescription: "GOAWAY", frame: Frame.goaway(last: 1), bound: 100, told: useless),
    Attack(testDescription: "PRIORITY", frame: Frame.priority(1), bound: 100, told: "too_many_priorities"),
    Attack(
      testDescription: "empty DATA", opening: head, frame: Frame.data(1), bound: 10_000, told: "too_many_empty_frames"),
    Attack(
      testDescription: "DATA of nothing but padding", opening: head,
      frame: Frame.raw(0x0, flags: 8, stream: 1, [3, 0, 0, 0]), bound: 10_000, told: "too_many_empty_frames"),
  ]

  private var options: RPC.ChannelOptions {
    var options = ChannelOptions()
    options.clock = HandClock().clock  // No time pays back.
    options.keepalive = nil
    return options
  }

  private static func many(_ frame: [UInt8], _ count: Int) -> [UInt8] {
    Array(repeatElement(frame, count: count).joined())
  }

  @Test("is left, with the reason, and its calls end with UNAVAILABLE", arguments: attacks)
  func left(_ attack: Attack) async throws {
    try await withFrameServer(channel: options) { channel, server in
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      try await server.untilAsked()
      await server.send(attack.opening + Self.many(attack.frame, attack.bound) + Frame.ping(7))
      try await until { server.frames.contains { $0.type == 0x6 && $0.isAck && $0.payload.last == 7 } }
      #expect(server.goaway == nil)
      await server.send(attack.frame)
      try await server.untilClosed()
      #expect(server.goaway?.code == HTTP2ErrorCode.enhanceYourCalm.rawValue)
      #expect(server.goaway?.why == attack.told)
      let error = try await rpcError { try await call.value }
      #expect(error.code == .unavailable)
      #expect(error.message.contains(attack.told))
    }
  }

  @Test("is left at once for PRIORITY on stream 0, which is against the protocol")
  func priorityOfNoStream() async throws {
    try await withFrameServer(channel: options) { channel, server in
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      try await server.untilAsked()
      await server.send(Frame.priority(1) + Frame.priority(0))
      try await server.untilClosed()
      #expect(server.goaway?.code == HTTP2ErrorCode.protocolError.rawValue)
      let error = try await rpcError { try await call.value }
      #expect(error.code == .unavailable)
      #expect(error.message.contains("PRIORITY on stream 0"))
    }
  }

  @Test("by heads before the answer's ends its call with INTERNAL; going on, it is left")
  func interimHeads() async throws {
    let head = Frame.headers(1, [(":status", "103")])
    try await withFrameServer(channel: options) { channel, server in
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      try await server.untilAsked()
      await server.send(Self.many(head, 101))
      let error = try await rpcError { try await call.value }
      #expect(error.code == .internal)
      #expect(error.message.contains("100 heads"))
      try await until { server.frames.contains { $0.type == 0x3 && $0.stream == 1 } }
      // One call is worth 8 of them, beside the thousand.
      await server.send(Self.many(head, 1_008 - 101) + Frame.ping(7))
      try await until { server.frames.contains { $0.type == 0x6 && $0.payload.last == 7 } }
      #expect(server.goaway == nil)
      await server.send(head)
      try await server.untilClosed()
      #expect(server.goaway?.why == "too_many_headers")
    }
  }

  @Test("may send some heads before its answer's")
  func fewInterimHeads() async throws {
    try await withFrameServer(channel: options) { channel, server in
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      try await server.untilAsked()
      let heads = Self.many(Frame.headers(1, [(":status", "103")]), 100)
      await server.send(heads + Frame.headers(1, RawCall.answerHeaders + [("grpc-status", "5")], ends: true))
      try await expectError(.notFound) { try await call.value }
      #expect(server.goaway == nil)
    }
  }

  @Test("by opening its window byte by byte is left, and the call ends with UNAVAILABLE")
  func slivers() async throws {
    let dataOfOneByte = Frame.data(1, [0]).dropLast()
    let reflex: FrameServer.Reflex = { bytes in
      bytes.suffix(10).starts(with: dataOfOneByte) ? Frame.windowUpdate(1, 1) : []
    }
    try await withFrameServer(greeting: Frame.settings([(4, 1)]), reflex: reflex, channel: options) { channel, server in
      let note = Note(bytes: [UInt8](repeating: 1, count: 60_000))
      let error = try await rpcError { try await channel.unary(TestService.unary, note) }
      #expect(error.code == .unavailable)
      #expect(error.message.contains("window_too_small"))
      try await server.untilClosed()
      #expect(server.goaway?.why == "window_too_small")
      // One in eight frames may be so small, beside the thousand.
      #expect((1_001...1_200).contains(server.frames.count { $0.type == 0x0 }))
    }
  }

  @Test("by headers that unfold a thousandfold is left: their call ends with RESOURCE_EXHAUSTED, the others are lost")
  func headerBomb() async throws {
    let entry = Frame.literal("x", String(repeating: "x", count: 4_000), indexed: true)
    let bomb = Frame.headers(
      1, RawCall.answerHeaders, more: entry + [UInt8](repeating: 0x80 | 62, count: 12_000))
    try await withFrameServer(channel: options) { channel, server in
      let calls = (0..<2).map { _ in Task { try await channel.unary(TestService.unary, Note("")) } }
      try await until { server.frames.count { $0.type == 0x1 } == 2 }
      await server.send(bomb)
      var codes: Set<RPCError.Code> = []
      for call in calls {
        let error = try await rpcError { try await call.value }
        codes.insert(error.code)
      }
      #expect(codes == [.resourceExhausted, .unavailable])
      try await server.untilClosed()
      #expect(server.goaway?.code == HTTP2ErrorCode.enhanceYourCalm.rawValue)
      #expect(server.goaway?.why == "header_bomb")
    }
  }

  private func read(
    _ conduct: inout ServerConduct, _ frame: [UInt8], _ count: Int, _ facts: ServerConduct.Facts = .init(),
    second: UInt64 = 0
  ) -> String? {
    Self.many(frame, count).withUnsafeBytes {
      conduct.read($0, at: .uptimeNanoseconds(second * 1_000_000_000), facts)?.why
    }
  }

  @Test("is not one whose frames are paid for by work, however early the work was")
  func workPays() {
    var conduct = ServerConduct()
    let head = Frame.headers(1, [])
    let facts = ServerConduct.Facts(workSent: 20_000, pieces: 50_000, calls: 10_000)
    var told: [String?] = []
    for _ in 0..<20 { told.append(read(&conduct, head, 1_000, facts)) }  // Two for each call.
    told.append(read(&conduct, Frame.ping(), 20_000, facts))
    told.append(read(&conduct, Frame.windowUpdate(0, 1), 80_000, facts))
    told.append(read(&conduct, Frame.reset(1), 20_000, facts))
    told.append(read(&conduct, Frame.raw(0x0, flags: 8, stream: 1, [1, 9, 0]), 50_000, facts))
    #expect(told.allSatisfy { $0 == nil })
    let unpaid = read(&conduct, Frame.ping(), 1_001, facts)
    #expect(unpaid == "too_many_pings")
  }

  @Test("by what is answered or changes streams has bounds, which time widens")
  func bounds() {
    for (frame, bound, why) in [
      (Frame.settings(), 100, "too_many_settings"), (Frame.ping(), 1_000, "too_many_pings"),
      (Frame.windowUpdate(0, 1), 2_000, "too_many_window_updates"), (Frame.reset(1), 1_000, "too_many_resets"),
    ] {
      var conduct = ServerConduct()
      let told = [
        read(&conduct, frame, bound), read(&conduct, frame, 1, second: 1), read(&conduct, frame, bound, second: 1),
      ]
      #expect(told == [nil, nil, why])
    }
  }

  @Test("is not one that answers the PINGs of this side")
  func pongs() {
    var conduct = ServerConduct()
    for _ in 0..<500 { conduct.sendsPing() }
    let told = [read(&conduct, Frame.ping(ack: true), 600), read(&conduct, Frame.ping(ack: true), 1)]
    #expect(told == [nil, "too_many_useless_frames"])
  }
}
