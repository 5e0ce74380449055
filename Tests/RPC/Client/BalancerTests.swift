import Testing

@testable import RPC

@Suite("pick_first") struct PickFirstTests {
  @Test("tries addresses in order, and keeps the first that answers")
  func inOrder() {
    var balancer = PickFirst()
    #expect(balancer.state == .idle)
    #expect(balancer.update([1, 2, 3]) == [])
    #expect(balancer.wake() == [.connect(1)])
    #expect(balancer.state == .connecting)
    #expect(balancer.changed(1, to: .connecting) == [])
    #expect(balancer.changed(1, to: .transientFailure) == [.connect(2)])
    #expect(balancer.state == .connecting)
    #expect(balancer.changed(2, to: .connecting) == [])
    #expect(balancer.changed(2, to: .ready) == [.drop(1)])
    #expect(balancer.state == .ready)
    #expect(balancer.ready == [2])
    #expect(balancer.wake() == [])
  }

  @Test("fails when no address answers, tries each after its pause, and fails until one answers")
  func allFail() {
    var balancer = failing([1, 2])
    #expect(balancer.state == .transientFailure)
    #expect(balancer.changed(1, to: .idle) == [.connect(1)])
    #expect(balancer.changed(1, to: .connecting) == [])
    #expect(balancer.state == .transientFailure)
    #expect(balancer.changed(1, to: .transientFailure) == [])
    #expect(balancer.changed(2, to: .idle) == [.connect(2)])
    #expect(balancer.changed(2, to: .ready) == [.drop(1)])
    #expect(balancer.state == .ready)
  }

  @Test("that went through its list connects at once what has paused meanwhile, and looks names up again")
  func endOfList() {
    var balancer = PickFirst()
    _ = balancer.update([1, 2])
    _ = balancer.wake()
    _ = balancer.changed(1, to: .transientFailure)
    #expect(balancer.changed(1, to: .idle) == [])
    #expect(balancer.changed(2, to: .transientFailure) == [.resolve, .connect(1)])
  }

  @Test("is idle when its connection ends, and begins at the first address for the next call")
  func lost() {
    var balancer = PickFirst()
    _ = balancer.update([1, 2])
    _ = balancer.wake()
    _ = balancer.changed(1, to: .ready)
    #expect(balancer.changed(1, to: .idle) == [])
    #expect(balancer.state == .idle)
    #expect(balancer.ready == [])
    #expect(balancer.wake() == [.resolve, .connect(1)])
  }

  @Test("whose connection ends before it was of use tries the other addresses while that one pauses")
  func useless() {
    var balancer = PickFirst()
    _ = balancer.update([1, 2])
    _ = balancer.wake()
    _ = balancer.changed(1, to: .ready)
    #expect(balancer.changed(1, to: .transientFailure) == [.connect(2)])
    #expect(balancer.state == .connecting)
    #expect(balancer.ready == [])
    #expect(balancer.changed(1, to: .idle) == [])
    #expect(balancer.changed(2, to: .ready) == [])
    #expect(balancer.changed(2, to: .transientFailure) == [.connect(1)])
    #expect(balancer.changed(1, to: .transientFailure) == [.resolve])
    #expect(balancer.state == .transientFailure)
    #expect(balancer.changed(1, to: .idle) == [.connect(1)])
  }

  @Test("keeps its connection while its address is listed, and leaves it otherwise")
  func updates() {
    var balancer = PickFirst()
    _ = balancer.update([1, 2])
    _ = balancer.wake()
    _ = balancer.changed(1, to: .ready)
    #expect(balancer.update([3, 1]) == [])
    #expect(balancer.ready == [1])
    #expect(balancer.update([3, 4]) == [.connect(3)])
    #expect(balancer.ready == [])
    #expect(balancer.changed(1, to: .ready) == [])
    #expect(balancer.changed(3, to: .ready) == [])
    #expect(balancer.ready == [3])
  }

  @Test("that fails begins again with a new list")
  func newListWhileFailing() {
    var balancer = failing([1, 2])
    #expect(balancer.update([3]) == [.connect(3)])
    #expect(balancer.state == .transientFailure)
    #expect(balancer.changed(3, to: .ready) == [])
    #expect(balancer.state == .ready)
  }

  private func failing(_ ids: [Subchannel.ID]) -> PickFirst {
    var balancer = PickFirst()
    _ = balancer.update(ids)
    _ = balancer.wake()
    for id in ids {
      _ = balancer.changed(id, to: .connecting)
      _ = balancer.changed(id, to: .transientFailure)
    }
    return balancer
  }
}

@Suite("round_robin") struct RoundRobinTests {
  @Test("connects to all, and is ready when one is")
  func connectsAll() {
    var balancer = RoundRobin()
    #expect(balancer.state == .idle)
    #expect(balancer.update([1, 2, 3]) == [.connect(1), .connect(2), .connect(3)])
    #expect(balancer.state == .connecting)
    for id in 1...3 { #expect(balancer.changed(id, to: .connecting) == []) }
    #expect(balancer.changed(2, to: .ready) == [])
    #expect(balancer.state == .ready)
    #expect(balancer.changed(3, to: .ready) == [])
    #expect(balancer.ready == [2, 3])
  }

  @Test("looks names up again on a failure, and connects again after the pause")
  func failure() {
    var balancer = RoundRobin()
    _ = balancer.update([1, 2])
    #expect(balancer.changed(1, to: .transientFailure) == [.resolve])
    #expect(balancer.state == .connecting)
    #expect(balancer.changed(2, to: .transientFailure) == [.resolve])
    #expect(balancer.state == .transientFailure)
    #expect(balancer.changed(1, to: .idle) == [.connect(1)])
    #expect(balancer.changed(1, to: .connecting) == [])
    #expect(balancer.state == .transientFailure)
    #expect(balancer.changed(1, to: .ready) == [])
    #expect(balancer.ready == [1])
  }

  @Test("makes a lost connection again at once, and looks names up again")
  func lost() {
    var balancer = RoundRobin()
    _ = balancer.update([1, 2])
    _ = balancer.changed(1, to: .ready)
    _ = balancer.changed(2, to: .ready)
    #expect(balancer.changed(1, to: .idle) == [.resolve, .connect(1)])
    #expect(balancer.ready == [2])
  }

  @Test("keeps what is still listed")
  func updates() {
    var balancer = RoundRobin()
    _ = balancer.update([1, 2])
    _ = balancer.changed(1, to: .ready)
    _ = balancer.changed(2, to: .ready)
    #expect(balancer.update([2, 3]) == [.connect(3)])
    #expect(balancer.ready == [2])
    #expect(balancer.changed(1, to: .idle) == [])
  }
}
