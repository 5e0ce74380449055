import CAllocationCount
import NIOCore
import NIOPosix
import Testing

@testable import RPC

/// What a call may cost in allocations. They are counted on the server's event loop, where all of a call is done.
@Suite struct AllocationTests {
  /// In a debug build, which the tests are, it was 8 when this was written (4 in release). The number only goes down;
  /// whoever must raise it says why.
  static let mostPerCall = 9

  private static let calls = 64

  @Test("a small call makes no more allocations than before")
  func smallCall() async throws {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    var options = RPCServer.Options.still
    options.eventLoopGroup = group
    try await withAttack(options: options) { peer, _, _ in
      // The first calls fill what is kept and used again.
      try await answer(4 * Self.calls, from: 1, peer)
      let start = try await allocations(on: group)
      try await answer(Self.calls, from: 1_001, peer)
      let once = try await allocations(on: group)
      try await answer(2 * Self.calls, from: 2_001, peer)
      let twice = try await allocations(on: group)
      guard start >= 0 else { return }  // Not counted here.
      // What goes with a batch and not with a call falls out.
      let perCall = (twice - once - (once - start)) / Self.calls
      #expect(perCall > 0 && perCall <= Self.mostPerCall, "\(perCall) allocations for each call")
    }
    try await group.shutdownGracefully()
  }

  private func allocations(on group: MultiThreadedEventLoopGroup) async throws -> Int {
    try await group.next().submit { Int(tupo_allocations_of_thread()) }.get()
  }

  /// Makes calls, the streams of which are numbered from `first`, all in one write, and waits for all answers.
  private func answer(_ count: Int, from first: UInt32, _ peer: FramePeer) async throws {
    let streams = (0..<UInt32(count)).map { first + 2 * $0 }
    await peer.send(streams.flatMap { Frame.call($0, "/test.Service/Unary") })
    let last = try #require(streams.last)
    let areOver = await peer.until { frames in
      frames.count { $0.type == 0x1 && $0.flags & 1 != 0 && $0.stream >= first && $0.stream <= last } == count
    }
    #expect(areOver)
  }
}
