import RPC
import Testing

@Suite("A place in a trace") struct TraceContextTests {
  static let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

  @Test("is read from a traceparent and written as one")
  func reads() throws {
    let trace = try #require(TraceContext(parent: Self.parent, state: "a=1,b=2"))
    #expect(trace.traceText == "0af7651916cd43dd8448eb211c80319c")
    #expect(trace.spanText == "b7ad6b7169203331")
    #expect(trace.isSampled)
    #expect(trace.state == "a=1,b=2")
    #expect(trace.parent == Self.parent)
  }

  @Test(
    "is read from later versions as far as it is known",
    arguments: ["01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-03-more", "cc-\(Self.parent.dropFirst(3))"])
  func later(_ parent: String) {
    #expect(TraceContext(parent: parent)?.parent == Self.parent)
  }

  @Test(
    "is not read from what is no traceparent",
    arguments: [
      "", "00", "00-\(Self.parent.dropFirst(3))-more", "ff-\(Self.parent.dropFirst(3))",
      "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
      "00-00000000000000000000000000000000-b7ad6b7169203331-01",
      "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
      "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
      "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
      "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01more", "\(Self.parent.dropLast())",
      String(repeating: "汉", count: 55),
    ])
  func refuses(_ parent: String) {
    #expect(TraceContext(parent: parent) == nil)
  }

  @Test("is carried on by calls that are made on behalf of the call, sampled or not")
  func carried() {
    let parent = String(Self.parent.dropLast()) + "0"
    let call = CallContext(path: "/a/B", metadata: ["traceparent": parent, "tracestate": "a=1"])
    let options = CallOptions(inheriting: call)
    #expect(options.metadata["traceparent"] == parent)
    #expect(options.metadata["tracestate"] == "a=1")
    call.trace?.spanID = 1
    #expect(CallOptions(inheriting: call).metadata["traceparent"]?.contains("-0000000000000001-00") == true)
    #expect(CallOptions(inheriting: CallContext(path: "/a/B")).metadata.isEmpty)
  }
}
