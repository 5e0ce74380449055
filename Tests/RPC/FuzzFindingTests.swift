import Testing

@testable import RPC

@Suite("What hostile input has found") struct FuzzFindingTests {
  @Test("a stream without a request's headers is told neither as begun nor as ended")
  func streamWithoutHeaders() async throws {
    let (begun, ended) = (Counter(), Counter())
    var options = RPCServer.Options.still
    options.onStarted = { _ in begun.add() }
    options.onFinished = { _ in ended.add() }
    try await withAttack(options: options) { peer, _, _ in
      let fields = RawClient.fields(path: "/test.Service/Unary").filter { $0.0 != ":authority" }
      await peer.send(Frame.headers(1, fields, ends: true))
      #expect(await peer.untilOver(1))
      // Headers that do not end.
      await peer.send(Frame.headers(3, RawClient.fields(path: "/test.Service/Unary"), whole: false))
      await peer.close()
    }
    // Those of the client that is served afterwards.
    #expect(begun.value == 10)
    #expect(ended.value == 10)
  }

  @Test("a binary value of no bytes arrives", arguments: [[[]], [[], [1]], [[1], [], [2]]] as [[[UInt8]]])
  func emptyBinaryValues(values: [[UInt8]]) throws {
    var (sent, block) = (Metadata(), HeaderBlock())
    for value in values { sent.add(value, for: "a-bin") }
    try sent.append(to: &block)
    #expect(Metadata(block) == sent)
    // Also when they come as one field.
    let joined = HeaderBlock([("a-bin", values.map(Base64.encode).joined(separator: ","))])
    #expect(Metadata(joined) == sent)
  }
}
