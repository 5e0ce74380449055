import Synchronization
import Testing
import Wire

@testable import RPC

@Suite("Metadata") struct MetadataTests {
  @Test("travels both ways, bytes and repeated keys included")
  func roundTrip() async throws {
    var service = TestService()
    service.onUnary = { note, call in
      call.addHeader("head", for: "x-header")
      call.setTrailer("replaced", for: "x-trailer")
      call.setTrailer("tail", for: "x-trailer")
      for bytes in call.metadata.binaries(for: "x-bytes-bin") { call.addTrailer(bytes, for: "y-bytes-bin") }
      return Note(call.metadata.texts(for: "x-text").joined(separator: "|"))
    }
    try await withServer(service) { channel, _ in
      var options = CallOptions(metadata: ["x-text": "a", "X-Text": "b"])
      options.metadata.add([0, 255, 10], for: "x-bytes-bin")
      let answer = AnswerMetadata()
      options.answer = answer
      let note = try await channel.unary(TestService.unary, Note(""), options: options)
      #expect(note.text == "a|b")
      #expect(answer.headers["x-header"] == "head")
      #expect(answer.trailers.texts(for: "x-trailer") == ["tail"])
      #expect(answer.trailers.binaries(for: "y-bytes-bin") == [[0, 255, 10]])
    }
  }

  @Test("that the server gives to all answers is on each, whatever ends its call")
  func ofAllAnswers() async throws {
    var options = RPCServer.Options()
    options.answerHeaders = ["x-all": "here"]
    options.maxUnaryCalls = 0
    try await withServer(server: options) { channel, _ in
      func header(_ body: (CallOptions) async throws -> Void) async -> [String] {
        var options = CallOptions()
        let answer = AnswerMetadata()
        options.answer = answer
        try? await body(options)
        // The end of a call without messages comes as one block.
        return answer.headers.isEmpty ? answer.trailers.texts(for: "x-all") : answer.headers.texts(for: "x-all")
      }
      let unknown = MethodDescriptor<Note, Note>(service: "test.Nothing", name: "Call", kind: .unary)
      #expect(await header { _ = try await channel.unary(TestService.unary, Note(""), options: $0) } == ["here"])
      #expect(await header { _ = try await channel.unary(unknown, Note(""), options: $0) } == ["here"])
      #expect(
        await header {
          try await channel.serverStreaming(TestService.list, Note("a,b"), options: $0) { for try await _ in $0 {} }
        } == ["here"])
      #expect(
        await header {
          _ = try await channel.clientStreaming(TestService.gather, options: $0) { try await $0.write(Note("a")) }
        } == ["here"])
    }
  }

  @Test(
    "that HTTP/2 cannot carry ends the call before it is sent",
    arguments: [
      ("x-text", "中文"), ("x text", "a"), ("grpc-status", "0"), ("x-bin", "text under a binary key"),
      ("connection", "close"), ("transfer-encoding", "chunked"), ("upgrade", "h2c"),
    ])
  func refused(_ key: String, _ text: String) async throws {
    try await withServer { channel, _ in
      var options = CallOptions()
      options.metadata.add(text, for: key)
      let error = try await rpcError { try await channel.unary(TestService.unary, Note(""), options: options) }
      #expect(error.code == .internal)
    }
  }

  @Test("of an answer that may not be sent ends the call with INTERNAL, whether a message came before or none does")
  func unsendableAnswer() async throws {
    var service = TestService()
    service.onUnary = { note, call in
      call.addHeader("h\u{E9}llo", for: "x-header")
      return note
    }
    service.onList = { _, _, call in call.addHeader("h\u{E9}llo", for: "x-header") }
    try await withServer(service) { channel, _ in
      try await expectError(.internal) { _ = try await channel.unary(TestService.unary, Note("")) }
      try await expectError(.internal) {
        try await channel.serverStreaming(TestService.list, Note("")) { for try await _ in $0 {} }
      }
    }
  }

  @Test("of trailers has all the room of the trailers where no details are, and a part of it beside them")
  func trailersRoom() async throws {
    var service = TestService()
    service.onUnary = { note, call in
      for number in 0..<5 { call.addTrailer([UInt8](repeating: 1, count: 700), for: "x-\(number)-bin") }
      guard note.text.isEmpty else {
        throw RPCError(code: .aborted, message: "", details: [.errorInfo(reason: "R", domain: "d", metadata: [:])])
      }
      return note
    }
    try await withServer(service) { channel, _ in
      for (text, expected) in [("", 5), ("fails", 2)] {
        let answer = AnswerMetadata()
        var options = CallOptions()
        options.answer = answer
        _ = try? await channel.unary(TestService.unary, Note(text), options: options)
        #expect(answer.trailers.entries.count { $0.key.hasSuffix("-bin") && $0.key.hasPrefix("x-") } == expected)
      }
    }
  }

  @Test(
    "of an answer without messages comes in one block with its status, or before it where both are too much for one",
    arguments: [(0, 1), (500, 1), (1_000, 2), (7_000, 2)])
  func headersAndStatus(_ size: Int, _ blocks: Int) async throws {
    var service = TestService()
    service.onUnary = { _, call in
      if size > 0 { call.addHeader(String(repeating: "h", count: size), for: "x-header") }
      for number in 0..<4 { call.setTrailer(String(repeating: "t", count: 1_000), for: "x-trailer-\(number)") }
      throw RPCError(code: .aborted, message: String(repeating: "m", count: 1_000))
    }
    let server = RPCServer(services: [service], options: .still)
    let address = try await server.start(at: .tcp(host: "127.0.0.1", port: 0))
    let channel = RPCChannel(target: address)
    var options = CallOptions()
    let answer = AnswerMetadata()
    options.answer = answer
    let told = try await rpcError { try await channel.unary(TestService.unary, Note(""), options: options) }
    #expect(told.code == .aborted)
    #expect(told.message.utf8.count == 1_000)
    let metadata = answer.headers.entries + answer.trailers.entries
    #expect(metadata.count { $0.key == "x-header" } == (size > 0 ? 1 : 0))
    #expect(metadata.count { $0.key.hasPrefix("x-trailer-") } == 4)
    let peer = try await FramePeer.connect(to: address)
    await peer.send(Frame.call(1, TestService.unary.path))
    #expect(await peer.untilOver(1))
    let heads = peer.frames.filter { $0.type == 0x1 && $0.stream == 1 }
    #expect(heads.count == blocks)
    #expect(heads.allSatisfy { $0.payload.count < 8 << 10 })
    #expect(heads.map { $0.flags & 1 != 0 } == (blocks == 1 ? [true] : [false, true]))
    #expect(peer.count(0x0) == 0)
    await peer.close()
    await channel.close()
    await server.drain(within: .zero)
  }

  @Test(
    "loses the spaces around a text, and nothing within it, on its way to a server",
    arguments: [" a  b ", "\ta  b"])
  func spacesToServer(_ text: String) async throws {
    var service = TestService()
    service.onUnary = { _, call in Note("[\(call.metadata["x-text"] ?? "nothing")]") }
    let server = RPCServer(services: [service])
    let address = try await server.start(at: .tcp(host: "127.0.0.1", port: 0))
    let client = try await RawClient.connect(to: address)
    let fields = RawClient.fields(path: TestService.unary.path, [("x-text", text)])
    let answer = await client.request(fields, body: [0, 0, 0, 0, 0])
    #expect(String(decoding: answer.bytes.dropFirst(5), as: UTF8.self) == "[a  b]")
    client.close()
    await server.drain()
  }

  @Test("loses the spaces around a text on its way to a caller")
  func spacesToCaller() async throws {
    let script: RawServer.Script = { call in
      call.begin([("x-header", " a  b ")])
      call.message("")
      call.end(0, [("x-trailer", "c\t")])
    }
    try await withRawServer(script) { channel, _ in
      var options = CallOptions()
      let answer = AnswerMetadata()
      options.answer = answer
      _ = try await channel.unary(TestService.unary, Note(""), options: options)
      #expect(answer.headers["x-header"] == "a  b")
      #expect(answer.trailers["x-trailer"] == "c")
    }
  }

  @Test(
    "of an answer that should be bytes and is not base64 ends the call, unless its status tells of an error already",
    arguments: [
      ("headers", RPCError.Code.internal), ("trailers", .internal), ("trailers of an error", .notFound),
      ("the only block of an error", .notFound), ("the only block", .internal),
    ])
  func malformedAnswer(_ place: String, _ expected: RPCError.Code) async throws {
    let broken = [("x-good-bin", "AA"), ("x-broken-bin", "no base64!")]
    let script: RawServer.Script = { call in
      switch place {
      case "the only block": return call.fail(0, broken)
      case "the only block of an error": return call.fail(5, broken)
      default: break
      }
      call.begin(place == "headers" ? broken : [])
      call.message("")
      call.end(place == "trailers of an error" ? 5 : 0, place == "headers" ? [] : broken)
    }
    try await withRawServer(script) { channel, _ in
      let error = try await rpcError { try await channel.unary(TestService.unary, Note("")) }
      #expect(error.code == expected)
      #expect(error.message.contains("x-broken-bin") == (expected == .internal))
      if expected == .notFound { #expect(error.metadata.binaries(for: "x-good-bin") == [[0]]) }
    }
  }

  @Test("is sent without spaces around it", arguments: [(" a  b ", "a  b"), ("  ", ""), ("a", "a")])
  func spacesSent(_ text: String, _ sent: String) async throws {
    let seen = Mutex<String?>(nil)
    let script: RawServer.Script = { call in
      seen.withLock { $0 = call.fields["x-text"] }
      call.answer()
    }
    try await withRawServer(script) { channel, _ in
      let options = CallOptions(metadata: ["x-text": text])
      _ = try await channel.unary(TestService.unary, Note(""), options: options)
      #expect(seen.withLock { $0 } == sent)
    }
  }

  @Test("with a character that no field may have breaks its stream, and it alone", arguments: ["a\u{1}b", " \u{0} "])
  func controlCharacter(_ text: String) async throws {
    let server = RPCServer(services: [TestService()])
    let client = try await RawClient.connect(to: try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))
    let fields = RawClient.fields(path: TestService.unary.path)
    let broken = await client.request(fields + [("x-text", text)], body: [0, 0, 0, 0, 0])
    #expect(broken.code == HTTP2ErrorCode.protocolError.rawValue)
    let other = await client.request(fields, body: [0, 0, 0, 0, 0])
    #expect(other.fields["grpc-status"] == "0")
    client.close()
    await server.drain()
  }

  @Test("tells the languages that a caller accepts, best first")
  func languages() {
    let call = CallContext(path: "/a/b", metadata: ["accept-language": "en;q=0.5, zh-CN, fr;q=0, zh;q=0.9"])
    #expect(call.acceptLanguages == ["zh-CN", "zh", "en"])
  }

  @Test("carries a call's deadline and its cancelling on to a server behind the one that is called")
  func onward() async throws {
    let timeout = Mutex<String?>(nil)
    let (came, left) = (Signal(), Signal())
    let behind = try await RawServer.start { call in
      timeout.withLock { $0 = call.fields["grpc-timeout"] }
      call.whenClosed = { left.set() }
      came.set()
    }
    let next = RPCChannel(target: behind.address)
    var service = TestService()
    service.onUnary = { note, call in
      try await next.unary(TestService.unary, note, options: CallOptions(inheriting: call))
    }
    try await withServer(service) { channel, _ in
      let call = Task {
        try await channel.unary(TestService.unary, Note(""), options: CallOptions(timeout: .seconds(3_000)))
      }
      await came.wait()
      let text = try #require(timeout.withLock { $0 })
      let carried = try #require(Array(text.utf8).withUnsafeBufferPointer { Timeout.parse($0) })
      #expect(carried > .zero && carried <= .seconds(3_000))
      call.cancel()
      await left.wait()
      try await expectError(.cancelled) { try await call.value }
    }
    await next.close()
    await behind.stop()
  }

  @Test("and deadline are carried on to calls made on behalf of a call")
  func inheriting() {
    let deadline = Deadline.after(.seconds(5))
    let call = CallContext(path: "/a/b", metadata: ["accept-language": "zh", "x": "y"], deadline: deadline)
    let options = CallOptions(inheriting: call)
    #expect(options.deadline == deadline)
    #expect(options.metadata == ["accept-language": "zh"])
  }
}
