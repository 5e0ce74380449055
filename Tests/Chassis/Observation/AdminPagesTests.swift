import Testing

@testable import Chassis

@Suite("The admin server") struct AdminPagesTests {
  private func status(_ method: String, _ target: String, obstacles: [String] = []) -> Int {
    AdminPages(metrics: { [] }, obstacles: { obstacles }).page(method, target, accept: nil).status
  }

  @Test(
    "answers what it has, and nothing else",
    arguments: [
      ("GET", "/healthz", 200), ("HEAD", "/readyz", 200), ("GET", "/metrics?x=y", 200), ("GET", "/", 404),
      ("GET", "/metrics/..", 404), ("GET", "", 404), ("POST", "/metrics", 405), ("DELETE", "/", 405),
    ])
  func pages(_ method: String, _ target: String, _ wanted: Int) {
    #expect(status(method, target) == wanted)
  }

  @Test("tells why the service takes no calls, and is alive all the same")
  func obstacles() {
    let pages = AdminPages(metrics: { [] }, obstacles: { ["one", "two"] })
    #expect(pages.page("GET", "/readyz", accept: nil) == .init(status: 503, text: "one\ntwo\n"))
    #expect(pages.page("GET", "/healthz", accept: nil).status == 200)
  }

  @Test("has room for so many connections, and for others when some have left")
  func door() {
    let door = AdminDoor(limit: 2)
    #expect([door.enter(), door.enter(), door.enter()] == [true, true, false])
    door.leave()
    #expect(!door.enter())
    for _ in 0..<3 { door.leave() }
    #expect(door.enter())
  }
}
