import Testing
import Wire

@testable import RPC

@Suite("Large requests, many at once,") struct LargeRequestTests {
  @Test("wait for one another, and none is refused: the connection never holds too much", arguments: [false, true])
  func atOnce(_ isHeavy: Bool) async throws {
    let method = isHeavy ? TestService.heavy : TestService.unary
    try await withServer(server: RPCServer.Options.holding(4 << 20)) { channel, _ in
      try await withThrowingTaskGroup { group in
        for _ in 0..<500 { group.addTask { try await channel.unary(method, Note.large) } }
        for try await answer in group { #expect(answer == Note.large) }
      }
    }
  }

  @Test("of streams do so too, message by message")
  func streams() async throws {
    var service = TestService()
    service.onGather = { requests, _ in Note("\(try await requests.reduce(into: 0) { count, _ in count += 1 })") }
    try await withServer(service, server: RPCServer.Options.holding(4 << 20)) { channel, _ in
      try await withThrowingTaskGroup { group in
        for _ in 0..<100 {
          group.addTask {
            try await channel.clientStreaming(TestService.gather) { requests in
              for _ in 0..<3 { try await requests.write(Note.large) }
            }
          }
        }
        for try await answer in group { #expect(answer.text == "3") }
      }
    }
  }

  @Test("narrow the windows of their streams, once")
  func narrow() async throws {
    var options = RPCServer.Options.holding(8 << 20)
    options.maxConcurrentStreams = 256
    options.clock = HandClock().clock
    options.keepalive.maxStrikes = -1
    try await withAttack(options: options) { peer, _, _ in
      for number in 0..<20 as Range<UInt32> {
        await peer.send(Frame.headers(2 * number + 1, RawClient.fields(path: TestService.unary.path)))
        #expect(await peer.settle(UInt8(number)))
        // Eight windows of 256 KiB are a quarter of what the connection may hold.
        let settings = peer.frames.filter { $0.type == 0x4 && !$0.isAck }
        #expect(settings.count == (number < 8 ? 1 : 2))
        if number >= 8 { #expect(settings.last?.payload == [0, 4] + Frame.word(8 << 10)) }
      }
    }
  }

  @Test("leave their place to others when they end before they are whole")
  func ended() async throws {
    var options = RPCServer.Options.holding(4 << 20)
    options.streamWindowBytes = 64 << 10
    options.clock = HandClock().clock
    options.keepalive.maxStrikes = -1
    try await withAttack(options: options) { peer, _, _ in
      // Room is for one message of 1 MiB at a time: the first one is given credit, the others are not.
      let begun = [0] + Frame.word(1 << 20) + [UInt8](repeating: 7, count: 48 << 10)
      let streams = [1, 3, 5, 7] as [UInt32]
      func credited() -> [UInt32] { peer.frames.filter { $0.type == 0x8 && $0.stream > 0 }.map(\.stream) }
      for stream in streams {
        let data = stride(from: 0, to: begun.count, by: 16 << 10).flatMap {
          Frame.data(stream, Array(begun[$0..<min($0 + (16 << 10), begun.count)]))
        }
        await peer.send(Frame.headers(stream, RawClient.fields(path: TestService.unary.path)) + data)
        #expect(await peer.settle(UInt8(stream)))
      }
      #expect(Set(credited()) == [1])
      await peer.send(Frame.reset(3))  // It waited, and gives nobody a place.
      #expect(await peer.settle(10))
      #expect(Set(credited()) == [1])
      await peer.send(Frame.reset(1))
      #expect(await peer.settle(11))
      #expect(Set(credited()) == [1, 5])
      await peer.send(Frame.reset(5))
      #expect(await peer.settle(12))
      #expect(Set(credited()) == [1, 5, 7])
    }
  }

  @Test("find room in order, and the first one always")
  func room() {
    final class Call {}
    let calls = (0..<5).map { _ in Call() }
    var room = RequestRoom<Call>(bytes: 100)
    let found = [room.take(200, for: calls[0]), room.take(10, for: calls[1]), room.take(10, for: calls[2])]
    #expect(found == [true, false, false])
    #expect(room.next() == nil)
    room.leave(calls[1])
    room.give(back: 200)
    #expect(room.next() === calls[2])
    #expect(room.next() == nil)
    let more = [room.take(90, for: calls[3]), room.take(1, for: calls[4])]
    #expect(more == [true, false])
  }
}
