import NIOCore
import NIOEmbedded

@testable import RPC

/// An event loop and a clock that move when they are told to: an input always does the same, on one thread.
final class HandWorld {
  let eventLoop = EmbeddedEventLoop()
  let loop: RPCLoop
  private let time = HandTime()

  init() { loop = RPCLoop.of(eventLoop) }

  var clock: RPCClock {
    RPCClock { [time] in
      time.now
    } schedule: { [time] _, delay, body in
      time.add(delay, body)
    }
  }

  /// Does all that is to be done now.
  func run() { eventLoop.run() }

  /// Lets time pass, and does what falls due.
  func pass(_ duration: Duration) {
    for body in time.pass(duration) {
      body()
      run()
    }
  }

  /// A channel with `handler` whose other end is this program.
  func channel(_ handler: any ChannelHandler) throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(handler: handler, loop: eventLoop)
    channel.connect(to: try SocketAddress(unixDomainSocketPath: "/fuzz"), promise: nil)
    run()
    return channel
  }
}

/// Timers, and the moment. All on one thread.
private final class HandTime: @unchecked Sendable {  // Belongs to a world, which stays on its thread.
  private(set) var now = NIODeadline.uptimeNanoseconds(1)
  private var number = 0
  private var timers: [Int: (due: NIODeadline, body: @Sendable () -> Void)] = [:]

  func add(_ delay: Duration, _ body: @escaping @Sendable () -> Void) -> @Sendable () -> Void {
    number += 1
    let mine = number
    timers[mine] = (now + .nanoseconds(min(max(0, delay.wholeNanoseconds), 31_536_000_000_000_000)), body)
    return { self.timers[mine] = nil }
  }

  func pass(_ duration: Duration) -> [@Sendable () -> Void] {
    now = now + .nanoseconds(duration.wholeNanoseconds)
    let due = timers.filter { $0.value.due <= now }.sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
    for timer in due { timers[timer.key] = nil }
    return due.map(\.value.body)
  }
}

extension EmbeddedChannel {
  /// Takes out what was written, and answers how many bytes that were.
  func takeOutbound() -> Int {
    var size = 0
    while let bytes = try? readOutbound(as: ByteBuffer.self) { size += bytes.readableBytes }
    return size
  }
}
