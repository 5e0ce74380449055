import RPC
import Testing
import Wire

@Suite("A request that is not as it should be") struct ProtocolTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var path = "/test.Service/Unary"
    var changes: [(String, String)] = []
    var body: [UInt8] = [0, 0, 0, 0, 1, 0x61]
    var expected: [String: String]
  }

  static let cases = [
    Case(testDescription: "right", expected: [":status": "200", "grpc-status": "0"]),
    Case(
      testDescription: "method GET", changes: [(":method", "GET")], expected: [":status": "405", "allow": "POST"]),
    Case(
      testDescription: "unknown method", path: "/test.Service/Nothing",
      expected: ["grpc-status": "12", "grpc-message": "The service test.Service has no method Nothing."]),
    Case(
      testDescription: "unknown service", path: "/test.Other/Unary",
      expected: ["grpc-status": "12", "grpc-message": "There is no service for /test.Other/Unary."]),
    Case(testDescription: "path without method", path: "/x", expected: ["grpc-status": "12"]),
    Case(
      testDescription: "unknown encoding", changes: [("grpc-encoding", "snappy")], expected: ["grpc-status": "12"]),
    Case(
      testDescription: "compressed without encoding", body: [1, 0, 0, 0, 1, 0x61], expected: ["grpc-status": "13"]),
    Case(testDescription: "prefix with a strange flag", body: [7, 0, 0, 0, 1, 0x61], expected: ["grpc-status": "13"]),
    Case(testDescription: "message cut off", body: [0, 0, 0, 0, 9, 0x61], expected: ["grpc-status": "13"]),
    Case(testDescription: "no message", body: [], expected: ["grpc-status": "12"]),
    Case(
      testDescription: "two messages for a unary method", body: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      expected: ["grpc-status": "12"]),
    Case(
      testDescription: "message above the limit", body: [0, 0x7f, 0, 0, 0, 0x61], expected: ["grpc-status": "8"]),
    Case(
      testDescription: "headers above the limit", changes: [("x", String(repeating: "x", count: 17 << 10))],
      expected: ["grpc-status": "8"]),
    Case(
      testDescription: "bytes that are not base64", changes: [("x-bin", "AA, no base64!")],
      expected: [
        ":status": "200", "grpc-status": "13",
        "grpc-message": "Malformed binary metadata: the header x-bin is not base64.",
      ]),
    Case(
      testDescription: "bytes with padding, without, and none", changes: [("x-bin", "AA==,AA, ,")],
      expected: ["grpc-status": "0"]),
    Case(
      testDescription: "bytes of the protocol's own names, which nobody reads", changes: [("grpc-tags-bin", "?")],
      expected: ["grpc-status": "0"]),
    Case(testDescription: "malformed timeout", changes: [("grpc-timeout", "soon")], expected: ["grpc-status": "13"]),
    Case(testDescription: "deadline in the past", changes: [("grpc-timeout", "0n")], expected: ["grpc-status": "4"]),
  ]

  @Test("is answered as gRPC says", arguments: cases)
  func answered(_ row: Case) async throws {
    var service = TestService()
    service.onUnary = { note, call in
      if call.deadline != nil { await untilCancelled() }
      return note
    }
    let server = RPCServer(services: [service])
    let client = try await RawClient.connect(to: try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))
    let answer = await client.request(RawClient.fields(path: row.path, row.changes), body: row.body)
    for (name, value) in row.expected { #expect(answer.fields[name] == value) }
    client.close()
    await server.drain()
  }

  @Test(
    "is one of gRPC by its content-type, in which only protobuf is understood",
    arguments: [
      ("application/grpc", "200", "0"), ("application/grpc+proto", "200", "0"), ("APPLICATION/gRPC+Proto", "200", "0"),
      ("application/grpc;charset=utf-8", "200", "0"), ("application/grpc+proto; x=y", "200", "0"),
      ("application/grpc ; x=y", "200", "0"), ("application/grpc+json", "200", "12"),
      ("application/grpc+json;charset=utf-8", "200", "12"), ("application/grpc+protobuf", "200", "12"),
      ("application/grpc+", "200", "12"), ("application/grpcfoo", "415", nil), ("application/grpc-web", "415", nil),
      ("application/grpc-web+proto", "415", nil), ("application/json", "415", nil), ("", "415", nil),
      (nil, "415", nil),
    ] as [(String?, String, String?)])
  func contentType(_ type: String?, _ http: String, _ status: String?) async throws {
    let server = RPCServer(services: [TestService()])
    let client = try await RawClient.connect(to: try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))
    let others = RawClient.fields(path: TestService.unary.path).filter { $0.0 != "content-type" }
    let fields = others + (type.map { [("content-type", $0)] } ?? [])
    let answer = await client.request(fields, body: [0, 0, 0, 0, 1, 0x61])
    #expect(answer.fields[":status"] == http)
    #expect(answer.fields["grpc-status"] == status)
    client.close()
    await server.drain()
  }

  @Test("with no time left never comes to its handler", arguments: ["0n", "0H"])
  func noTime(_ timeout: String) async throws {
    let handled = Counter()
    var service = TestService()
    service.onUnary = { note, _ in
      handled.add()
      return note
    }
    let server = RPCServer(services: [service])
    let client = try await RawClient.connect(to: try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))
    let fields = RawClient.fields(path: TestService.unary.path, [("grpc-timeout", timeout)])
    let answer = await client.request(fields, body: [0, 0, 0, 0, 0])
    #expect(answer.fields["grpc-status"] == "4")
    client.close()
    await server.drain()
    #expect(handled.value == 0)
  }

  @Test("ends with the status even when its end never comes, and the sender is told to stop")
  func earlyStatus() async throws {
    var service = TestService()
    service.onChat = { _, _, _ in throw RPCError(code: .failedPrecondition, message: "100 % 不行") }
    let server = RPCServer(services: [service])
    let client = try await RawClient.connect(to: try await server.start(at: .tcp(host: "127.0.0.1", port: 0)))
    let answer = await client.request(RawClient.fields(path: TestService.chat.path), ends: false)
    #expect(answer.fields["grpc-status"] == "9")
    #expect(answer.fields["grpc-message"] == "100 %25 %E4%B8%8D%E8%A1%8C")
    #expect(answer.code == 0)
    client.close()
    await server.drain()
  }
}
