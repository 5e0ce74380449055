import Testing
import Wire

@testable import RPC

@Suite("A client that floods") struct FloodAttackTests {
  struct Attack: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What opens the attack.
    var opening: [UInt8] = []
    /// What is repeated, by its number from 0.
    var wave: @Sendable (UInt32) -> [UInt8]
    var count: UInt32
    /// GOAWAY's debug data; what comes in one read is counted before what is sent for it.
    var told: Set<String>
    /// The type of the frames that the server answers each of the attack's with, and how many it may send at most.
    var answers: (type: UInt8, most: Int)?
  }

  static let attacks = [
    Attack(
      testDescription: "SETTINGS", wave: { _ in Frame.settings() }, count: 1_000, told: ["too_many_settings"],
      answers: (0x4, 34)),
    Attack(
      testDescription: "PRIORITY", wave: { Frame.priority(2 * $0 + 1) }, count: 1_000, told: ["too_many_priorities"]),
    Attack(
      testDescription: "WINDOW_UPDATE", wave: { _ in Frame.windowUpdate(0, 1) }, count: 10_000,
      told: ["too_many_window_updates"]),
    Attack(
      testDescription: "empty DATA", opening: Frame.headers(1, RawClient.fields(path: TestService.chat.path)),
      wave: { _ in Frame.data(1) }, count: 1_000, told: ["too_many_empty_frames"]),
    Attack(
      testDescription: "DATA of nothing but padding",
      opening: Frame.headers(1, RawClient.fields(path: TestService.chat.path)),
      wave: { _ in Frame.raw(0x0, flags: 8, stream: 1, [3, 0, 0, 0]) }, count: 1_000, told: ["too_many_empty_frames"]),
    Attack(
      testDescription: "frames of an unknown type", wave: { _ in Frame.raw(0x42, [1, 2, 3]) }, count: 1_000,
      told: ["too_many_useless_frames"]),
    Attack(
      testDescription: "answers to PINGs that nobody sent", wave: { _ in Frame.ping(ack: true) }, count: 1_000,
      told: ["too_many_useless_frames"]),
    Attack(
      testDescription: "PING", wave: { Frame.ping(UInt8($0 & 0xff)) }, count: 1_000, told: ["too_many_pings"],
      answers: (0x6, 4)),
    Attack(
      testDescription: "streams that it resets at once",
      wave: {
        Frame.headers(2 * $0 + 1, RawClient.fields(path: TestService.chat.path)) + Frame.reset(2 * $0 + 1)
      }, count: 10_000, told: ["too_many_resets"]),
    Attack(
      testDescription: "streams that it makes the server reset",
      wave: {
        Frame.headers(2 * $0 + 1, RawClient.fields(path: TestService.chat.path))
          + Frame.windowUpdate(2 * $0 + 1, 0x7fff_ffff)
      }, count: 10_000, told: ["too_many_resets", "too_many_window_updates"],
      answers: (0x3, 2_500)),
  ]

  @Test("is sent away, and nobody else notices", arguments: attacks)
  func sentAway(_ attack: Attack) async throws {
    let handlers = Counter()
    let service = TestService.listening(handlers)
    try await withAttack(service, acknowledges: false) { peer, _, _ in
      var bytes = attack.opening
      for number in 0..<attack.count {
        bytes += attack.wave(number)
        guard bytes.count > 16 << 10 else { continue }
        await peer.send(bytes)
        bytes = []
        if peer.isClosed { break }
      }
      await peer.send(bytes)
      await peer.untilClosed()
      let goaway = try #require(peer.goaway)
      #expect(goaway.code == HTTP2ErrorCode.enhanceYourCalm.rawValue)
      #expect(attack.told.contains(goaway.why))
      if let (type, most) = attack.answers { #expect(peer.count(type) <= most) }
      #expect(handlers.value <= 2_000)
    }
  }

  @Test("is sent away at once by PRIORITY on stream 0, which is against the protocol", arguments: [0, 0x8000_0000])
  func priorityOfNoStream(_ stream: UInt32) async throws {
    try await withAttack { peer, _, _ in
      await peer.send(Frame.priority(3) + Frame.priority(stream))
      await peer.untilClosed()
      #expect(peer.goaway?.code == HTTP2ErrorCode.protocolError.rawValue)
    }
  }

  @Test("by opening its window byte by byte is sent away")
  func slivers() async throws {
    var service = TestService()
    service.onList = { _, responses, _ in try await responses.write(Note(bytes: [UInt8](repeating: 1, count: 60_000))) }
    try await withAttack(service, settings: [(4, 1)]) { peer, _, _ in
      await peer.send(Frame.call(1, TestService.list.path))
      for number in 1...5_000 where !peer.isClosed {
        await peer.send(Frame.windowUpdate(1, 1))
        // Each byte is a frame: the next one is asked for when it came.
        _ = await peer.until { frames in frames.count { $0.type == 0x0 } >= number || frames.contains { $0.type == 0x7 }
        }
      }
      await peer.untilClosed()
      #expect(peer.goaway?.why == "window_too_small")
      #expect(peer.count(0x0) <= 1_500)
    }
  }

  @Test("of calls that it lets end may go on: work pays back", arguments: [1_500])
  func workPays(_ calls: UInt32) async throws {
    try await withAttack { peer, _, _ in
      var resets = 0
      for number in 0..<calls {
        let stream = 4 * number + 1
        await peer.send(Frame.call(stream, TestService.unary.path, [1]))
        #expect(await peer.untilOver(stream))
        await peer.send(
          Frame.headers(stream + 2, RawClient.fields(path: TestService.chat.path)) + Frame.reset(stream + 2)
            + Frame.windowUpdate(0, 6) + Frame.windowUpdate(0, 1))
        resets += 1
      }
      #expect(resets == Int(calls))
      #expect(!peer.isClosed)
    }
  }
}
