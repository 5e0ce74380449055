/// What a server has to do with at one moment.
public struct ServerLoad: Sendable, Hashable {
  /// Whether it has begun to listen.
  public var isListening: Bool
  /// Open connections.
  public var connections: Int
  /// Unary calls under way; zero where they are not counted, as is the next.
  public var unaryCalls: Int
  /// How many unary calls have found no place so far.
  public var refusedCalls: Int
  /// The memory that the calls of all connections hold, in bytes, as ``RPCServer/Options/maxServerBytes`` counts it.
  public var heldBytes: Int
  /// Handlers of heavy methods that run.
  public var computing: Int
  /// Calls of heavy methods that wait for one of those to end.
  public var waitingToCompute: Int
}
