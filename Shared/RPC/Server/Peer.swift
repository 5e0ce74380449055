import Synchronization

/// A peer that all calls of its connection refer to: a copy for each would cost more than the rest of its context.
final class SharedPeer: Sendable {
  let peer: Peer
  /// What the server's guard keeps with the connection.
  let kept = Mutex<(any AnyObject & Sendable)?>(nil)

  init(_ peer: Peer) { self.peer = peer }
}

/// The other end of a connection.
public struct Peer: Sendable, Hashable {
  /// Its address; nil for the unnamed client of a Unix socket.
  public let address: ListenAddress?
  /// The verified certificate that it has shown; nil without TLS, or when none was asked for.
  public let certificate: PeerCertificate?
  /// The user that runs it, as the kernel says; nil beside Unix sockets.
  public let userID: UInt32?

  /// The peer at `address`.
  public init(address: ListenAddress?, certificate: PeerCertificate? = nil, userID: UInt32? = nil) {
    self.address = address
    self.certificate = certificate
    self.userID = userID
  }
}
