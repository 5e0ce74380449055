import Testing
import Wire

@testable import WireGenerator

@Suite("Generated services")
struct ServiceTests {
  static func code(_ methods: [RawMessage], stubs: Bool = true) throws -> String {
    let file = Make.file(
      messages: [GeneratorTests.ask, GeneratorTests.answer], services: [Make.service("PocketService", methods)])
    let request = Make.request([file], parameter: "module=Pocket,stubs=\(stubs)")
    return try #require(try GeneratorTests.generate(request)["Swift/pocket_v1_pocket.grpc.swift"])
  }

  @Test(
    "take and give what the four kinds of calls do",
    arguments: [
      (
        false, false, "unary",
        "func call(_ request: PocketV1.Ask, _ call: CallContext) async throws -> PocketV1.Answer", "$0, $1"
      ),
      (
        true, false, "clientStreaming",
        "func call(_ requests: RequestStream<PocketV1.Ask>, _ call: CallContext) async throws -> PocketV1.Answer",
        "$0, $1"
      ),
      (
        false, true, "serverStreaming",
        "func call(_ request: PocketV1.Ask, _ responses: ResponseWriter<PocketV1.Answer>, _ call: CallContext) async throws",
        "$0, $1, $2"
      ),
      (
        true, true, "bidirectional",
        """
        func call(_ requests: RequestStream<PocketV1.Ask>, _ responses: ResponseWriter<PocketV1.Answer>, \
        _ call: CallContext) async throws
        """, "$0, $1, $2"
      ),
    ])
  func kinds(_ client: Bool, _ server: Bool, _ kind: String, _ function: String, _ arguments: String) throws {
    let code = try Self.code([Make.method("Call", client: client, server: server)])
    #expect(code.contains("    \(function)\n"))
    #expect(code.contains(".\(kind)(PocketV1.PocketServiceMethods.call) { try await self.call(\(arguments)) },"))
    #expect(code.contains("name: \"Call\", kind: .\(kind))"))
    #expect(code.contains("try await channel.\(kind)(PocketServiceMethods.call, "))
  }

  @Test(
    "carry our method options",
    arguments: [
      (Make.rule(execution: 2), ", options: MethodOptions(execution: .compute))"),
      (Make.rule(retry: 2), ", options: MethodOptions(retry: .read))"),
      (Make.rule(execution: 2, retry: 3), ", options: MethodOptions(execution: .compute, retry: .writeWithRequestID))"),
      (Make.rule(execution: 1, retry: 1), "kind: .unary)"),
      (RawMessage([.init(33, .varint(1))]), "kind: .unary)"),  // An option of somebody else.
    ])
  func options(_ options: RawMessage, _ ending: String) throws {
    let code = try Self.code([Make.method("Call", options: options)])
    #expect(code.split(separator: "\n").contains { $0.contains("name: \"Call\"") && $0.hasSuffix(ending) })
  }

  @Test(
    "carry who may call, and list the resources that a request names",
    arguments: [
      (
        Make.rule(roles: [1, 9], reach: 2), "access: MethodAccess(roles: [1, 9], reach: .everything)", "call) {"
      ),
      (
        Make.rule(roles: [4], reach: 3, resources: ["request_id"]), "access: MethodAccess(roles: [4], reach: .named)",
        "call, resources: { [$0.requestId] }) {"
      ),
      (
        Make.rule(roles: [11, 9], reach: 1),
        "access: MethodAccess(roles: [1, 2, 3, 4, 5, 6, 7, 8, 9], reach: .anywhere)", "call) {"
      ),
    ])
  func access(_ options: RawMessage, _ descriptor: String, _ route: String) throws {
    let code = try Self.code([Make.method("Call", options: options)])
    #expect(code.contains(descriptor))
    #expect(code.contains(route))
  }

  @Test(
    "are not made when who may call is not said, or not to be had from the request",
    arguments: [
      (RawMessage(), "does not say who may call it"), (Make.rule(retry: 2), "does not say who may call it"),
      (Make.rule(roles: [1]), "says no reach"), (Make.rule(roles: [1], reach: 0), "says no reach"),
      (Make.rule(reach: 1), "names roles"), (Make.rule(roles: [1], reach: 3), "names roles"),
      (Make.rule(roles: [1], reach: 1, resources: ["request_id"]), "names roles"),
      (Make.rule(roles: [1], reach: 3, resources: ["nothing"]), "asks for nothing"),
      (Make.rule(roles: [1], reach: 3, resources: ["request_id.name"]), "asks for request_id.name"),
    ])
  func refused(_ options: RawMessage, _ complaint: String) throws {
    let file = Make.file(
      messages: [GeneratorTests.ask, GeneratorTests.answer],
      services: [Make.service("PocketService", [Make.method("Call", options: options)])])
    let request = Make.request([file], parameter: "module=Pocket,stubs=true,access=required")
    #expect(try GeneratorTests.failure(request).contains(complaint))
  }

  @Test("are descriptors alone where stubs are off")
  func withoutStubs() throws {
    let code = try Self.code([Make.method("Call")], stubs: false)
    #expect(code.contains("public static let call = MethodDescriptor<PocketV1.Ask, PocketV1.Answer>("))
    #expect(!code.contains("RPC"))
    #expect(!code.contains("protocol"))
  }
}
