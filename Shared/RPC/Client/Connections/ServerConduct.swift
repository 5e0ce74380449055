internal import NIOCore

/// How a server behaves, by the frames that it sends: a value that sees bytes and counts.
///
/// Whoever keeps to the protocol and gets something done never meets its bounds: most frames are paid for by work.
struct ServerConduct {
  /// The work of a connection so far.
  struct Facts {
    /// HEADERS and DATA frames that were sent.
    var workSent = 0
    /// Pieces of DATA that came and were not empty.
    var pieces = 0
    /// Calls that were opened.
    var calls = 0

    /// How many frames of `kind` the work accounts for.
    fileprivate func worth(of kind: FloodGuard.Kind) -> Int {
      switch kind {
      case .windowUpdate: 4 * workSent
      case .ping: workSent
      case .emptyData: pieces
      case .reset: 2 * calls
      case .headers: 8 * calls
      case .sliver: workSent / 8  // The last piece of a window may be a small one.
      case .settings, .priority, .other: 0
      }
    }
  }

  private var meter = FrameMeter(hasPreface: false)
  private var flood = FloodGuard(.ofServers)
  /// How much of the work's worth is used up.
  private var used: [FloodGuard.Kind: Int] = [:]
  /// PINGs of ours that have no answer yet.
  private var pongsDue = 0

  /// A PING is sent to the server.
  mutating func sendsPing() { pongsDue += 1 }

  /// Goes over bytes that came; why the server should be left, or nil.
  mutating func read(_ bytes: UnsafeRawBufferPointer, at now: NIODeadline, _ facts: Facts) -> Misdeed? {
    var found: Misdeed?
    // What `judge` changes lies beside the meter: the copy keeps the two apart.
    var meter = meter
    meter.pass(bytes) { head in
      found = judge(head, at: now, facts)
      return found == nil
    }
    self.meter = meter
    return found
  }

  private mutating func judge(_ frame: FrameMeter.Head, at now: NIODeadline, _ facts: Facts) -> Misdeed? {
    switch frame.type {
    case 0x0: frame.isEmptyData ? count(.emptyData, at: now, facts) : nil
    case 0x1: count(.headers, at: now, facts)
    case 0x2: frame.stream == 0 ? .priorityOfNoStream : count(.priority, at: now, facts)
    case 0x3: count(.reset, at: now, facts)
    case 0x4: frame.isAck ? nil : count(.settings, at: now, facts)
    case 0x5, 0x9: nil  // nghttp2 takes no promises, and bounds CONTINUATION itself.
    case 0x6: frame.isAck ? pong(at: now, facts) : count(.ping, at: now, facts)
    case 0x8: count(.windowUpdate, at: now, facts)
    default: count(.other, at: now, facts)
    }
  }

  private mutating func pong(at now: NIODeadline, _ facts: Facts) -> Misdeed? {
    guard pongsDue == 0 else {
      pongsDue -= 1
      return nil
    }
    return count(.other, at: now, facts)
  }

  /// Counts `amount` of `kind`; why the server should be left, or nil.
  mutating func count(
    _ kind: FloodGuard.Kind, _ amount: Int = 1, at now: NIODeadline, _ facts: Facts
  ) -> Misdeed? {
    guard !flood.count(kind, amount, second: Int(now.uptimeNanoseconds / 1_000_000_000)) else { return nil }
    // What work is worth is looked up only now, and no more of it is used up than is owed: calls may be opened long
    // before they are answered.
    let earned = min(facts.worth(of: kind) - used[kind, default: 0], flood.spent(kind))
    used[kind, default: 0] += earned
    flood.earn(kind, earned)
    return flood.isWithin(kind) ? nil : Misdeed(why: kind.name)
  }
}

extension FloodLimits {
  /// What a server may send that gets nothing done. It tells its settings anew when it has measured the way, and what one
  /// read brings of small padded DATA is not yet paid for when it is counted.
  fileprivate static let ofServers: FloodLimits = {
    var limits = FloodLimits()
    limits.settings = Budget(burst: 100, perSecond: 10)
    limits.emptyData = Budget(burst: 10_000, perSecond: 100)
    return limits
  }()
}
