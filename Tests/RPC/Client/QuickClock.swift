import NIOCore
import Synchronization

@testable import RPC

/// A clock on which short times pass at once, and long ones never. It remembers what was asked for.
final class QuickClock: Sendable {
  private let longest: Duration
  private let asked = Mutex<[Duration]>([])

  /// - Parameter longest: the longest time that passes.
  init(upTo longest: Duration = .seconds(5)) { self.longest = longest }

  /// The times asked for, in order.
  var times: [Duration] { asked.withLock { $0 } }

  var clock: RPCClock {
    RPCClock {
      .uptimeNanoseconds(0)
    } schedule: { loop, delay, body in
      self.asked.withLock { $0.append(delay) }
      guard delay <= self.longest else { return {} }
      let isOff = Signal()
      loop.eventLoop.execute { if !isOff.isSet { body() } }
      return { isOff.set() }
    }
  }
}
