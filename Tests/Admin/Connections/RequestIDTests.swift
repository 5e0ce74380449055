import Domain
import Testing

@testable import Admin

@Suite("A request's id")
struct RequestIDTests {
  @Test("is a new ULID each time")
  func fresh() {
    let ids = (0..<100).map { _ in RequestID.fresh() }
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { ULID($0) != nil })
  }

  @Test("follows from contents: the same parts give the same UUID of version 8")
  func derived() {
    let id = RequestID.derived(from: [[1, 2], [3]])
    #expect(id == RequestID.derived(from: [[1, 2], [3]]))
    #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
  }

  @Test(
    "tells apart lists of parts that join to the same bytes",
    arguments: [[[1], [2, 3]], [[1, 2, 3]], [[1, 2], [3], []], []])
  func apart(_ parts: [[UInt8]]) {
    #expect(RequestID.derived(from: parts) != RequestID.derived(from: [[1, 2], [3]]))
  }
}
