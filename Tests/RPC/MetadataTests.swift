import RPC
import Testing
import Wire

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
    arguments: [("x-text", "中文"), ("x text", "a"), ("grpc-status", "0"), ("x-bin", "text under a binary key")])
  func refused(_ key: String, _ text: String) async throws {
    try await withServer { channel, _ in
      var options = CallOptions()
      options.metadata.add(text, for: key)
      let error = try await rpcError { try await channel.unary(TestService.unary, Note(""), options: options) }
      #expect(error.code == .internal)
    }
  }

  @Test("tells the languages that a caller accepts, best first")
  func languages() {
    let call = CallContext(path: "/a/b", metadata: ["accept-language": "en;q=0.5, zh-CN, fr;q=0, zh;q=0.9"])
    #expect(call.acceptLanguages == ["zh-CN", "zh", "en"])
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
