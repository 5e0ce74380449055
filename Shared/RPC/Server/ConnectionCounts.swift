internal import NIOCore
import Synchronization

/// What a connection, or a server, has done so far: for channelz.
struct ConnectionCounts: Sendable {
  /// Calls that have begun.
  private(set) var started = 0
  /// Calls whose callers were told a status.
  private(set) var answered = 0
  /// Of those, the calls that went well.
  private(set) var succeeded = 0
  /// Calls that are over, whether or not their callers were told.
  private(set) var over = 0
  /// Messages that handlers have written.
  private(set) var messagesSent = 0
  /// Messages that handlers have read.
  private(set) var messagesReceived = 0
  /// PINGs that asked whether the client is there.
  var keepalives = 0
  /// When the last call began.
  private(set) var lastStarted: NIODeadline?

  mutating func began(at now: NIODeadline) {
    started += 1
    lastStarted = now
  }

  /// A call is over; nil when its caller was told nothing.
  mutating func ended(_ call: MessageCounts, told code: RPCError.Code?) {
    over += 1
    if code != nil { answered += 1 }
    if code == .ok { succeeded += 1 }
    add(call)
  }

  /// Adds the messages of a call.
  mutating func add(_ call: MessageCounts) {
    messagesSent += call.messagesSent
    messagesReceived += call.messagesReceived
  }

  /// Adds up.
  mutating func add(_ other: ConnectionCounts) {
    started += other.started
    answered += other.answered
    succeeded += other.succeeded
    over += other.over
    messagesSent += other.messagesSent
    messagesReceived += other.messagesReceived
    keepalives += other.keepalives
    lastStarted = [lastStarted, other.lastStarted].compactMap(\.self).max()
  }
}

/// Numbers the servers and sockets of the process (grpc/proposal A14: unique among all).
enum ChannelzNumber {
  private static let last = Atomic<Int64>(0)

  static func next() -> Int64 { last.add(1, ordering: .relaxed).newValue }
}
