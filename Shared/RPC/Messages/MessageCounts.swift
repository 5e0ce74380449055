/// How many messages went each way in a call, and how many bytes they had as they travelled, their prefixes not counted.
public struct MessageCounts: Sendable, Hashable {
  /// Messages that were read.
  public private(set) var messagesReceived = 0
  /// Their bytes.
  public private(set) var bytesReceived = 0
  /// Messages that were written.
  public private(set) var messagesSent = 0
  /// Their bytes.
  public private(set) var bytesSent = 0

  /// None yet.
  public init() {}

  mutating func received(_ size: Int) {
    messagesReceived += 1
    bytesReceived += size
  }

  mutating func sent(_ size: Int) {
    messagesSent += 1
    bytesSent += size
  }
}
