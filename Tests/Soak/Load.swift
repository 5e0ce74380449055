import RPC
import Synchronization
import TestRandom
import Wire
import WireInterop

/// The callers: tasks that make calls of every manner until a time is over.
///
/// `began/METHOD`, `ended/METHOD/CODE` count what callers saw, `told/METHOD` what interceptors were told, `ids/METHOD`
/// adds up the numbers of the calls that went well.
struct Load: Sendable {
  let tally = Tally()
  let target: ListenAddress
  private let seed: UInt64
  private let lasting: [RPCChannel]
  private let numbers = Numbers()

  /// Channels that last as long as the soak, each with one connection.
  private static let lastingChannels = 4
  /// Tasks that make a connection, use it, and close it at some moment.
  private static let churners = 3

  init(target: ListenAddress, seed: UInt64) {
    self.target = target
    self.seed = seed
    let tally = tally
    lasting = (0..<Self.lastingChannels).map { _ in Self.channel(target, tally) }
  }

  private static func channel(_ target: ListenAddress, _ tally: Tally) -> RPCChannel {
    var options = ChannelOptions()
    options.interceptors = [Listener(tally: tally)]
    return RPCChannel(target: target, options: options)
  }

  /// Hears of the end of each call.
  private struct Listener: ClientInterceptor {
    let tally: Tally
    func finished(_ call: FinishedClientCall) { tally.add(to: "told\(call.path)") }
  }

  func close() async { for channel in lasting { await channel.close() } }

  /// Calls without a pause for so long, then waits until every call has ended.
  func run(for time: Duration) async {
    let end = ContinuousClock.now + time
    await withTaskGroup { group in
      for (number, channel) in lasting.enumerated() {
        for manner in [Manner.whole, .whole, .stream, .gather, .chat, .cancelled, .deadline, .unread] {
          group.addTask { await until(end, number) { await make(manner, on: channel, &$0) } }
        }
      }
      group.addTask { await until(end, 100) { _ in await burst(on: lasting[0]) } }
      for number in 0..<Self.churners { group.addTask { await until(end, 200 + number) { await churn(&$0) } } }
    }
  }

  private func until(_ end: ContinuousClock.Instant, _ number: Int, _ body: (inout SplitMix) async -> Void) async {
    var chance = SplitMix(seed: seed &+ UInt64(number) &* 7_919 &+ UInt64(numbers.next()))
    while ContinuousClock.now < end { await body(&chance) }
  }

  /// More large answers at once than a connection may hold unread.
  private func burst(on channel: RPCChannel) async {
    await withTaskGroup { group in
      for _ in 0..<200 { group.addTask { await counted(.whole) { try await whole(256 << 10, on: channel, $0) } } }
    }
    try? await Task.sleep(for: .seconds(3))
  }

  private func churn(_ chance: inout SplitMix) async {
    let channel = Self.channel(target, tally)
    let (size, pause) = (chance.size(), Duration.microseconds(chance.below(20_000)))
    await withTaskGroup { group in
      for _ in 0..<10 {
        group.addTask {
          await counted(.churned) { options in
            _ = try await channel.unary(Methods.churned, .asking(size), options: options)
          }
        }
      }
      try? await Task.sleep(for: pause)
      await channel.close()
    }
  }

  private func make(_ manner: Manner, on channel: RPCChannel, _ chance: inout SplitMix) async {
    let (size, pause) = (chance.size(), Duration.microseconds(chance.below(5_000)))
    await counted(manner) { options in
      switch manner {
      case .whole: try await whole(size, on: channel, options)
      case .stream: try await read(size, messages: 20, on: channel, options)
      case .gather: try await gather(size, on: channel, options)
      case .chat: try await chat(size, on: channel, options)
      case .cancelled: try await cancel(size, after: pause, on: channel, options)
      case .deadline:
        var options = options
        options.timeout = pause + .milliseconds(1)
        _ = try await channel.unary(Methods.deadline, .asking(0), options: options)
      case .unread: try await leave(size, after: pause, on: channel, options)
      case .churned: break
      }
    }
  }

  /// Counts a call by its end: `body` makes it, and throws its status.
  private func counted(_ manner: Manner, _ body: (CallOptions) async throws -> Void) async {
    tally.add(to: "began/\(manner)")
    let id = numbers.next()
    let options = CallOptions(metadata: ["soak-id": String(id)])
    var code = RPCError.Code.ok
    do {
      try await body(options)
      tally.add(id, to: "ids/\(manner)")
    } catch let error as RPCError {
      code = error.code
    } catch {
      code = error is CancellationError ? .cancelled : .unknown
    }
    tally.add(to: "ended/\(manner)/\(code)")
    if !manner.codes.contains(code) { tally.add(to: "odd/\(manner)/\(code)") }
  }
}

/// Numbers calls.
final class Numbers: Sendable {
  private let last = Atomic<Int>(0)
  func next() -> Int { last.add(1, ordering: .relaxed).newValue }
}

extension SplitMix {
  /// The size of a message: mostly small, now and then large.
  mutating func size() -> Int {
    switch below(20) {
    case 0..<8: below(100)
    case 8..<16: below(4_000)
    case 16..<19: below(100_000)
    default: below(1_000_000)
    }
  }
}
