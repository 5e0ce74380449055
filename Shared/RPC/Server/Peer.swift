/// The other end of a connection.
public struct Peer: Sendable, Hashable {
  /// Its address; nil for the unnamed client of a Unix socket.
  public let address: ListenAddress?

  /// The peer at `address`.
  public init(address: ListenAddress?) { self.address = address }
}
