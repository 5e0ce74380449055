internal import NIOCore

/// When a connection is to be asked after, sent away or closed: a value that is told the time with each event.
///
/// Everything is due at one moment at most, so one timer serves a connection, whatever its limits are.
struct ConnectionTimes {
  /// What is to be done now.
  enum Due: Equatable {
    /// Send a PING: the peer has been silent.
    case ping
    /// Close: the PING had no answer, so nobody is there.
    case lost
    /// Close: a frame that was begun did not end.
    case unfinishedFrame
    /// Begin a drain: the connection is old, or idle.
    case drain
    /// Send the last GOAWAY although the client did not answer the PING before it.
    case lastGoaway
    /// End what is still open: the drain of an old connection has taken too long.
    case abandon
    /// Look at the streams for those that stand still.
    case look
  }

  let rules: ConnectionRules
  /// The age at which the connection is drained.
  private let oldAt: NIODeadline?
  private var heardAt: NIODeadline
  private var pingedAt: NIODeadline?
  private var frameBegan: NIODeadline?
  private var idleSince: NIODeadline?
  private var lookAt: NIODeadline?
  private var drain = Drain.none

  private enum Drain: Equatable {
    case none
    /// The notice is out; the client's answer, or this moment, brings the last GOAWAY.
    case noticed(until: NIODeadline)
    case last
  }

  /// - Parameter jitter: between -1 and 1: spreads the age by a tenth, so that clients do not all come back at once.
  init(_ rules: ConnectionRules, now: NIODeadline, jitter: Double) {
    self.rules = rules
    heardAt = now
    idleSince = now
    oldAt = rules.age.map { now + .nanoseconds(Int64(Double($0.nanoseconds) * (1 + jitter / 10))) }
  }

  // MARK: Events

  /// Bytes came; `isUnfinished` says that a frame, or a header block, has begun and not ended, `isNew` that it is
  /// another one than before.
  mutating func heard(at now: NIODeadline, isUnfinished: Bool, isNew: Bool) {
    heardAt = now
    pingedAt = nil
    if !isUnfinished { frameBegan = nil } else if isNew || frameBegan == nil { frameBegan = now }
  }

  mutating func becameBusy(at now: NIODeadline) {
    idleSince = nil
    if lookAt == nil, let look = rules.look { lookAt = now + look }
  }

  mutating func becameIdle(at now: NIODeadline) { idleSince = now }

  /// A drain began, for whatever reason.
  mutating func draining(at now: NIODeadline) { drain = .noticed(until: now + rules.goawayWait) }

  mutating func saidLastGoaway() { drain = .last }

  // MARK: What is due

  /// The most pressing thing that is due at `now`; to be asked again until there is none.
  mutating func due(at now: NIODeadline) -> Due? {
    if let pingedAt, pingedAt + rules.keepaliveTimeout <= now { return .lost }
    if let frameBegan, frameBegan + rules.frame <= now { return .unfinishedFrame }
    if let oldAt, oldAt + rules.grace <= now, drain != .none { return .abandon }
    switch drain {
    case .none where isOver(at: now): return .drain
    case .noticed(let until) where until <= now: return .lastGoaway
    default: break
    }
    if let interval = rules.keepalive, pingedAt == nil, heardAt + interval <= now {
      pingedAt = now
      return .ping
    }
    if let lookAt, lookAt <= now {
      self.lookAt = idleSince == nil ? rules.look.map { now + $0 } : nil
      return .look
    }
    return nil
  }

  /// When something will be due, if nothing happens before.
  var next: NIODeadline? {
    let asked = pingedAt.map { $0 + rules.keepaliveTimeout } ?? rules.keepalive.map { heardAt + $0 }
    let endOfFrame = frameBegan.map { $0 + rules.frame }
    let endOfAge = oldAt.map { $0 + rules.grace }
    let atPeace = Self.first(Self.first(asked, endOfFrame), lookAt)
    return switch drain {
    case .none: Self.first(atPeace, Self.first(oldAt, idleAt))
    case .noticed(let until): Self.first(atPeace, Self.first(until, endOfAge))
    case .last: Self.first(atPeace, endOfAge)
    }
  }

  private static func first(_ left: NIODeadline?, _ right: NIODeadline?) -> NIODeadline? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
  }

  private var idleAt: NIODeadline? {
    guard let idle = rules.idle, let idleSince else { return nil }
    return idleSince + idle
  }

  private func isOver(at now: NIODeadline) -> Bool {
    Self.first(oldAt, idleAt).map { $0 <= now } ?? false
  }
}

/// The times that a server's options set for each connection.
struct ConnectionRules {
  /// Without streams for this long, it is drained.
  var idle: TimeAmount?
  /// Open for this long, it is drained.
  var age: TimeAmount?
  /// How long the drain of an old connection may take.
  var grace: TimeAmount
  /// Silent for this long, it is asked by a PING.
  var keepalive: TimeAmount?
  /// How long the answer may take.
  var keepaliveTimeout: TimeAmount
  /// How long a frame, or a header block, may take to arrive.
  var frame: TimeAmount
  /// How often streams are looked at while there are some.
  var look: TimeAmount?
  /// How long a drain waits for the client's answer to its PING.
  var goawayWait = TimeAmount.seconds(2)
}
