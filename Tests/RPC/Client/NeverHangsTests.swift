import NIOCore
import Synchronization
import Testing
import Wire

@testable import RPC

@Suite("A call ends, once,", .timeLimit(.minutes(5))) struct NeverHangsTests {
  /// What a server does to a call, and the status that its caller gets.
  struct Fate: Sendable, CustomTestStringConvertible {
    var name: String
    var code: RPCError.Code
    var script: RawServer.Script
    var testDescription: String { name }

    init(_ name: String, _ code: RPCError.Code, _ script: @escaping RawServer.Script) {
      self.name = name
      self.code = code
      self.script = script
    }

    static func reset(_ code: UInt32, _ meaning: RPCError.Code) -> Fate {
      Fate("resets the stream with \(code)", meaning) { $0.reset(with: HTTP2ErrorCode(rawValue: code)) }
    }
  }

  private static let grpc = ("content-type", "application/grpc")

  static let fates: [Fate] = [
    .reset(0, .internal), .reset(1, .internal), .reset(2, .internal), .reset(3, .internal), .reset(7, .unavailable),
    .reset(8, .cancelled), .reset(11, .resourceExhausted), .reset(12, .permissionDenied), .reset(13, .internal),
    Fate("hangs up", .unavailable) { $0.peer.hangUp() },
    Fate("hangs up in its answer", .unavailable) { call in
      call.begin()
      call.message("half")
      call.peer.loop.eventLoop.execute { call.peer.hangUp() }
    },
    Fate("goes away from all calls", .unavailable) { $0.peer.goaway(last: 0) },
    Fate("goes away and hangs up", .unavailable) { call in
      call.peer.goaway(last: 1)
      call.peer.hangUp()
    },
    Fate("sends bytes that are no frames", .unavailable) { call in
      call.peer.channel.writeAndFlush(ByteBuffer(repeating: 0xff, count: 64), promise: nil)
    },
    Fate("sends DATA on stream 0", .unavailable) { $0.peer.send(type: 0, stream: 0, [1, 2, 3]) },
    Fate("sends HPACK that cannot be read", .unavailable) { $0.peer.send(type: 1, flags: 4, stream: 1, [0xff, 0xff]) },
    Fate("sends a frame that is too large", .unavailable) { call in
      call.peer.channel.writeAndFlush(ByteBuffer(bytes: [0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1]), promise: nil)
    },
    Fate("answers with HTTP 503", .unavailable) { $0.respond([(":status", "503")]) },
    Fate("answers with HTTP 404", .unimplemented) { $0.respond([(":status", "404")]) },
    Fate("answers in another codec", .unknown) {
      $0.respond([(":status", "200"), ("content-type", "application/grpc+json")])
    },
    Fate("answers with a web page", .unknown) { $0.respond([(":status", "200"), ("content-type", "text/html")]) },
    Fate("answers without a status", .unknown) { $0.respond([(":status", "200"), Self.grpc]) },
    Fate("ends its answer without a status", .unknown) { call in
      call.begin()
      call.message("x")
      call.endWithoutStatus()
    },
    Fate("sends larger headers than are accepted", .resourceExhausted) { call in
      let large = String(repeating: "x", count: 5_000)
      call.begin((0..<4).map { ("x-large-\($0)", large) })
    },
    Fate("compresses by what nobody knows", .internal) { $0.begin([("grpc-encoding", "snappy")]) },
    Fate("sends a message that is too large", .resourceExhausted) { call in
      call.begin()
      call.bytes([0, 0x7f, 0, 0, 0])
    },
    Fate("sends a prefix that is none", .internal) { call in
      call.begin()
      call.bytes([9, 0, 0, 0, 0])
    },
    Fate("cuts its message off", .internal) { call in
      call.begin()
      call.bytes([0, 0, 0, 0, 9, 1])
      call.end()
    },
    Fate("sends no message", .unimplemented) { call in
      call.begin()
      call.end()
    },
  ]

  private final class Ends: ClientInterceptor {
    let count = Counter()
    func finished(_ call: FinishedClientCall) { count.add() }
  }

  @Test("with the right status when the server", arguments: fates)
  func server(_ fate: Fate) async throws {
    let ends = Ends()
    var options = ChannelOptions()
    options.interceptors = [ends]
    try await withRawServer(channel: options, fate.script) { channel, _ in
      let error = try await rpcError { try await channel.unary(TestService.unary, Note("")) }
      #expect(error.code == fate.code, "\(error)")
      try await until { ends.count.value > 0 }
      await channel.close()
      #expect(ends.count.value == 1)
    }
  }

  private static func answered(_ more: [(String, String)] = []) -> [UInt8] {
    Frame.headers(1, RawCall.answerHeaders + more)
  }

  @Test(
    "with INTERNAL and who has reset its stream, and why, after",
    arguments: [
      ("a field in upper case", answered([("X-A", "b")]), "by this side with code 1: "),
      ("a field of HTTP/1", answered([("connection", "close")]), "HTTP/2 does not allow"),
      ("no HTTP status", Frame.headers(1, [grpc]), "by this side with code 1: "),
      ("more bytes than were told", answered([("content-length", "1")]) + Frame.data(1, [1, 2]), "a length"),
      ("too large a window", answered() + Frame.windowUpdate(1, 0x7fff_ffff), "by this side with code 3: "),
      ("a reset", answered() + Frame.reset(1, 1), "The server reset the stream with code 1."),
    ] as [(String, [UInt8], String)])
  func whoReset(_ what: String, _ frames: [UInt8], _ told: String) async throws {
    var options = ChannelOptions()
    options.clock = HandClock().clock
    try await withFrameServer(channel: options) { channel, server in
      let call = Task { try await channel.unary(TestService.unary, Note("")) }
      try await server.untilAsked()
      await server.send(frames)
      let error = try await rpcError { try await call.value }
      #expect(error.code == .internal)
      #expect(error.message.contains(told), "\(what): \(error.message)")
    }
  }

  @Test("as a stream too when the server", arguments: fates.filter { $0.name != "sends no message" })
  func stream(_ fate: Fate) async throws {
    let ends = Ends()
    var options = ChannelOptions()
    options.interceptors = [ends]
    try await withRawServer(waitsForBody: false, channel: options, fate.script) { channel, _ in
      let error = try await rpcError {
        try await channel.bidirectional(TestService.chat) { requests, responses in
          try await requests.write(Note("one"))
          return try await responses.reduce(into: 0) { count, _ in count += 1 }
        }
      }
      #expect(error.code == fate.code, "\(error)")
      try await until { ends.count.value > 0 }
      await channel.close()
      #expect(ends.count.value == 1)
    }
  }

  /// What the caller's own reading finds out, after which the call goes on until it is given up.
  private static let foundByReader = ["sends a message that is too large", "sends a prefix that is none"]

  @Test(
    "and tells it to whoever writes afterwards too when the server",
    arguments: fates.filter { !foundByReader.contains($0.name) && $0.name != "sends no message" })
  func writer(_ fate: Fate) async throws {
    let ends = Ends()
    var options = ChannelOptions()
    options.interceptors = [ends]
    try await withRawServer(waitsForBody: false, channel: options, fate.script) { channel, _ in
      let error = try await rpcError {
        try await channel.bidirectional(TestService.chat) { requests, _ in
          try await until { ends.count.value > 0 }
          try await requests.write(Note("too late"))
        }
      }
      #expect(error.code == fate.code, "\(error)")
    }
  }

  @Test("and says that a message was cut off when whole ones came before it")
  func cutOffLater() async throws {
    let ends = Ends()
    var options = ChannelOptions()
    options.interceptors = [ends]
    let script: RawServer.Script = { call in
      call.begin()
      call.message("")
      call.bytes([0, 0, 0, 0, 9, 1])
      call.end()
    }
    try await withRawServer(waitsForBody: false, channel: options, script) { channel, _ in
      try await channel.bidirectional(TestService.chat) { requests, responses in
        try await until { ends.count.value > 0 }
        try await expectError(.internal) { try await requests.write(Note("too late")) }
        var answers = responses.makeAsyncIterator()
        #expect(try await answers.next()?.text.isEmpty == true)
        try await expectError(.internal) { _ = try await answers.next() }
      }
    }
  }

  @Test("with DEADLINE_EXCEEDED when the server cancels it for its deadline before this side's timer has come")
  func serversDeadline() async throws {
    let deadline = Deadline.after(.milliseconds(50))
    var options = ChannelOptions()
    options.clock = HandClock().clock  // Its timer never comes.
    let script: RawServer.Script = { call in
      while !deadline.hasPassed {}
      call.reset(with: .cancel)
    }
    try await withRawServer(channel: options, script) { channel, _ in
      try await expectError(.deadlineExceeded) {
        try await channel.unary(TestService.unary, Note(""), options: CallOptions(deadline: deadline))
      }
    }
  }

  @Test(
    "with UNAVAILABLE when nobody who speaks HTTP/2 is there", arguments: ["refuses", "hangs up", "garbage", "HTTP/1"])
  func noServer(_ peer: String) async throws {
    let listener = try await RawListener.start { channel in
      switch peer {
      case "hangs up": channel.close(promise: nil)
      case "garbage": channel.writeAndFlush(ByteBuffer(repeating: 7, count: 1_000), promise: nil)
      case "HTTP/1": channel.writeAndFlush(ByteBuffer(string: "HTTP/1.1 400 Bad Request\r\n\r\n"), promise: nil)
      default: break
      }
    }
    if peer == "refuses" { await listener.stop() }
    let channel = RPCChannel(target: listener.address)
    try await expectError(.unavailable) { try await channel.unary(TestService.unary, Note("")) }
    #expect(channel.state == .transientFailure)
    await channel.close()
    await listener.stop()
  }

  @Test("with UNAVAILABLE when TLS meets plain text, on either side", arguments: [true, false])
  func tls(_ clientSpeaksTLS: Bool) async throws {
    let made = try TestCertificates()
    var (options, server) = (ChannelOptions(), RPCServer.Options())
    if clientSpeaksTLS {
      options.tls = ClientTLS(authorities: made.authority)
    } else {
      server.tls = ServerTLS(certificate: made.files("server"))
    }
    try await withServer(server: server, channel: options) { channel, _ in
      try await expectError(.unavailable) { try await channel.unary(TestService.unary, Note("")) }
    }
  }

  @Test("by its caller, whatever it waits for", arguments: ["connection", "answer", "messages"])
  func cancelled(_ phase: String) async throws {
    let came = Signal()
    let silent = try await RawListener.start(onOpen: { _ in if phase == "connection" { came.set() } })
    let server = try await RawServer.start { call in
      if phase == "messages" { call.begin() }
      came.set()
    }
    let channel = RPCChannel(target: phase == "connection" ? silent.address : server.address)
    let call = Task { try await channel.unary(TestService.unary, Note("")) }
    try await until { came.isSet }
    call.cancel()
    try await expectError(.cancelled) { try await call.value }
    await channel.close()
    await server.stop()
    await silent.stop()
  }
}
