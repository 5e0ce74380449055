internal import NIOCore

/// How a client behaves, by the frames it sends and makes this side send: a value that sees bytes and counts.
struct ClientConduct {
  /// What the connection knows beside the client's frames.
  struct Facts {
    /// HEADERS and DATA frames that were sent.
    var workSent = 0
    /// Calls that were answered.
    var answered = 0
    /// Whether calls are open.
    var hasCalls = false
  }

  private var meter = FrameMeter(hasPreface: true)
  private var flood: FloodGuard
  private var pings: PingPolice
  private var paid = Facts()
  /// PINGs of ours that have no answer yet.
  private(set) var pongsDue = 0

  init(flood: FloodLimits, keepalive: RPCServer.Keepalive) {
    self.flood = FloodGuard(flood)
    pings = PingPolice(keepalive)
  }

  /// Whether a frame, or a header block, has begun and not ended.
  var hasUnfinishedFrame: Bool { meter.isUnfinished }
  /// How many frames have begun.
  var framesBegun: Int { meter.begun }

  /// A PING is sent to the client.
  mutating func sendsPing() { pongsDue += 1 }

  /// Goes over bytes that came; why the client should be sent away, or nil.
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

  /// Counts `amount` of `kind`; why the client should be sent away, or nil.
  mutating func count(
    _ kind: FloodGuard.Kind, _ amount: Int = 1, at now: NIODeadline, _ facts: Facts
  ) -> Misdeed? {
    guard !flood.count(kind, amount, second: Int(now.uptimeNanoseconds / 1_000_000_000)) else { return nil }
    switch kind {  // What work has paid back is looked up only now.
    case .windowUpdate:
      flood.earn(kind, 2 * (facts.workSent - paid.workSent))
      paid.workSent = facts.workSent
    case .reset:
      flood.earn(kind, facts.answered - paid.answered)
      paid.answered = facts.answered
    default: break
    }
    return flood.isWithin(kind) ? nil : Misdeed(why: kind.name)
  }

  private mutating func judge(_ frame: FrameMeter.Head, at now: NIODeadline, _ facts: Facts) -> Misdeed? {
    switch frame.type {
    case 0x0: frame.isEmptyData ? count(.emptyData, at: now, facts) : nil
    case 0x1, 0x5, 0x9: nil
    case 0x2: frame.stream == 0 ? .priorityOfNoStream : count(.priority, at: now, facts)
    case 0x3: count(.reset, at: now, facts)
    case 0x4: frame.isAck ? nil : count(.settings, at: now, facts)
    case 0x6: frame.isAck ? pong(at: now, facts) : ping(at: now, facts)
    case 0x8: count(.windowUpdate, at: now, facts)
    default: count(.other, at: now, facts)
    }
  }

  private mutating func ping(at now: NIODeadline, _ facts: Facts) -> Misdeed? {
    let isWithin = pings.received(at: now, sent: facts.workSent, hasCalls: facts.hasCalls)
    return isWithin ? nil : Misdeed(why: FloodGuard.Kind.ping.name)
  }

  private mutating func pong(at now: NIODeadline, _ facts: Facts) -> Misdeed? {
    guard pongsDue == 0 else {
      pongsDue -= 1
      return nil
    }
    return count(.other, at: now, facts)
  }
}
