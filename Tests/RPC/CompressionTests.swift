import Testing
import Wire

@testable import RPC

@Suite("Compression") struct CompressionTests {
  private static let text = String(repeating: "济宁", count: 10_000)

  @Test("gives every message back", arguments: Compression.allCases, [0, 1, 512, 100_000])
  func roundTrip(_ format: Compression, _ size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let small = bytes.withUnsafeBytes { ZlibStream.deflated($0, format) }
    let back = try small.withUnsafeBytes { bytes throws(ZlibStream.Fault) in
      try ZlibStream.inflated(bytes, format, limit: size)
    }
    #expect(back == bytes)
  }

  @Test("goes both ways when the request is compressed", arguments: Compression.allCases)
  func bothWays(_ format: Compression) async throws {
    try await withServer { channel, _ in
      var options = CallOptions()
      options.compression = format
      let answer = try await channel.unary(TestService.unary, Note(Self.text), options: options)
      #expect(answer.text == Self.text)
      let list = try await channel.serverStreaming(TestService.list, Note("a,b,c"), options: options) { responses in
        var all: [String] = []
        for try await note in responses { all.append(note.text) }
        return all
      }
      #expect(list == ["a", "b", "c"])
    }
  }

  /// What the server answers to `body` with these headers.
  private func answer(
    _ body: [UInt8], _ changes: [(String, String)], limit: Int = 4 << 20, _ service: TestService = TestService()
  ) async throws -> RawAnswer {
    var options = RPCServer.Options()
    options.maxMessageBytes = limit
    let server = RPCServer(services: [service], options: options)
    let client = try await RawClient.connect(to: try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))
    let answer = await client.request(RawClient.fields(path: TestService.unary.path, changes), body: body)
    client.close()
    await server.drain()
    return answer
  }

  private func frame(_ bytes: [UInt8]) -> [UInt8] {
    let length = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: bytes.count >> $0) }
    return [1] + length + bytes
  }

  private func gzip(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { ZlibStream.deflated($0, .gzip) } }

  @Test("answers a compressed request as the caller accepts it", arguments: ["gzip", "deflate", "", "snappy"])
  func accepted(_ accepted: String) async throws {
    let told = try await answer(
      frame(gzip(Array(Self.text.utf8))), [("grpc-encoding", "gzip"), ("grpc-accept-encoding", accepted)])
    let isCompressed = Compression(rawValue: accepted) != nil
    #expect(told.fields["grpc-status"] == "0")
    #expect(told.fields["grpc-encoding"] == (isCompressed ? accepted : nil))
    #expect(told.bytes.first == (isCompressed ? 1 : 0))
  }

  @Test("of the answer can be asked for by the handler")
  func byHandler() async throws {
    var service = TestService()
    service.onUnary = { note, call in
      call.compressResponses()
      return note
    }
    let told = try await answer([0, 0, 0, 0, 1, 0x61], [("grpc-accept-encoding", "identity, deflate")], service)
    #expect(told.fields["grpc-encoding"] == "deflate")
    #expect(told.bytes.first == 1)
  }

  @Test("of the answer can be forbidden by the handler")
  func forbidden() async throws {
    var service = TestService()
    service.onUnary = { note, call in
      call.compressResponses(false)
      return note
    }
    let told = try await answer(
      frame(gzip([0x61])), [("grpc-encoding", "gzip"), ("grpc-accept-encoding", "gzip")], service)
    #expect(told.fields["grpc-encoding"] == nil)
    #expect(told.bytes.first == 0)
  }

  @Test("is each message's own, and both sides see it")
  func perMessage() async throws {
    var service = TestService()
    service.onChat = { requests, responses, call in
      call.compressResponses()
      for try await request in requests {
        let answer = Note("\(call.requestWasCompressed)")
        try await responses.write(answer, compressed: request.text == "compress")
      }
    }
    try await withServer(service) { channel, _ in
      let answer = AnswerMetadata()
      var options = CallOptions()
      options.compression = .gzip
      options.answer = answer
      let told = try await channel.bidirectional(TestService.chat, options: options) { requests, responses in
        var (told, answers) = ([String](), responses.makeAsyncIterator())
        for (text, compressed) in [("leave", true), ("compress", false), ("compress", true), ("leave", false)] {
          try await requests.write(Note(text), compressed: compressed)
          told.append("\(try await answers.next()?.text ?? "none") \(answer.messageWasCompressed)")
        }
        requests.finish()
        return told
      }
      #expect(told == ["true false", "false true", "true true", "false false"])
    }
  }

  @Test("beyond the bound, or of another kind, is refused", arguments: [(1_000, "8"), (10 << 20, "0"), (-1, "13")])
  func refused(_ limit: Int, _ status: String) async throws {
    let bytes = limit < 0 ? [1, 2, 3] : gzip([UInt8](repeating: 0, count: 5 << 20))
    let told = try await answer(frame(bytes), [("grpc-encoding", "gzip")], limit: limit < 0 ? 1_000 : max(limit, 6_000))
    #expect(told.fields["grpc-status"] == status)
  }

  @Test("that nobody knows is refused, and what is understood is told")
  func unknown() async throws {
    let told = try await answer(frame([1]), [("grpc-encoding", "snappy")])
    #expect(told.fields["grpc-status"] == "12")
    #expect(told.fields["grpc-accept-encoding"] == "identity,gzip,deflate")
  }
}
