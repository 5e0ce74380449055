/// What a message that comes from outside may cost. Whatever passes a bound is refused, before it is believed.
public struct WireLimits: Sendable, Hashable {
  /// The longest message, in bytes. 4 MiB by default, as in other gRPC implementations.
  public var messageBytes: Int
  /// How deep messages and groups may nest. 100 by default, as in other protobuf implementations.
  public var depth: Int
  /// The memory for the message's C form, in bytes: two bytes of input can ask for a whole empty message.
  public var arenaBytes: Int

  /// Bounds as given, or the defaults.
  public init(messageBytes: Int = 4 << 20, depth: Int = 100, arenaBytes: Int = 64 << 20) {
    self.messageBytes = messageBytes
    self.depth = depth
    self.arenaBytes = arenaBytes
  }
}
