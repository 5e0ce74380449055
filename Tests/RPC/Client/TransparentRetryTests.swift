import NIOCore
import Testing
import Wire

@testable import RPC

@Suite("A call that the server did not see", .timeLimit(.minutes(5))) struct TransparentRetryTests {
  @Test("is made again once at once, whatever its method", arguments: [1, 2])
  func refused(_ times: Int) async throws {
    let clock = QuickClock()
    var options = ChannelOptions()
    options.clock = clock.clock
    try await withRawServer(channel: options) { call in
      if call.number > times { return call.answer(call.fields["grpc-previous-rpc-attempts"] ?? "first") }
      call.reset(with: .refusedStream)
    } _: { channel, server in
      let result = await Result { try await channel.unary(TestService.unary, Note("")) }
      #expect(server.calls == 2)
      if times == 1 {
        #expect(try result.get().text == "first")
      } else {
        try await expectError(.unavailable) { try result.get() }
      }
    }
  }

  @Test("because its number is above that of GOAWAY is made again on another connection; those below go on")
  func goaway() async throws {
    let (both, gone) = (Counter(), Signal())
    try await withRawServer { call in
      guard call.number <= 2 else { return call.answer("on \(call.peer.shared.connections.count)") }
      both.add()
      guard both.value == 2 else { return }
      call.peer.goaway(last: 1)
      gone.set()
    } _: { channel, server in
      async let first = channel.unary(TestService.unary, Note("1"))
      while server.calls < 1 { await Task.yield() }
      async let second = channel.unary(TestService.unary, Note("2"))
      await gone.wait()
      let answer = try await second
      #expect(answer.text == "on 2")
      let third = try await channel.unary(TestService.unary, Note("3"))
      #expect(third.text == "on 2")
      let old = try #require(server.connections.first)
      old.loop.eventLoop.execute { old.session.streams.all.forEach { ($0 as? RawCall)?.answer("late") } }
      let late = try await first
      #expect(late.text == "late")
    }
  }

  @Test("because its connection was lost before it was sent is made again")
  func unsent() async throws {
    try await withRawServer { call in
      call.answer("\(call.peer.shared.connections.count)")
    } _: { channel, server in
      let loop = channel.core.loop
      let before = try await channel.unary(TestService.unary, Note(""))
      #expect(before.text == "1")
      let call = ClientCall(
        core: channel.core, path: TestService.unary.path, retry: .never, options: CallOptions(), observation: nil)
      loop.eventLoop.execute {
        call.start(with: Note(""))
        call.connection?.close(because: "the test wants it")
      }
      let answer = try await call.receiveOnly(Note.self)
      #expect(answer.text == "2")
      #expect(server.calls == 2)
    }
  }

  @Test("is what a call is not whose connection is lost after it was sent")
  func lost() async throws {
    try await withRawServer { call in
      call.peer.hangUp()
    } _: { channel, server in
      try await expectError(.unavailable) { try await channel.unary(TestService.unary, Note("")) }
      #expect(server.calls == 1)
    }
  }
}

extension Result where Failure == any Error {
  init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
