internal import NIOCore

/// Who has connected to a Unix socket, as the kernel says (SO_PEERCRED, unix(7)). The layout is that of `struct ucred`.
struct PeerCredentials: Sendable {
  private var processID: Int32 = 0
  private(set) var userID: UInt32 = 0
  private var groupID: UInt32 = 0

  private static let option = NIOBSDSocket.Option(rawValue: 17)  // SO_PEERCRED of Linux.

  /// The other end of `channel`; on the channel's loop.
  static func of(_ channel: any Channel) -> PeerCredentials? {
    guard let socket = channel as? any SocketOptionProvider else { return nil }
    let answer: EventLoopFuture<PeerCredentials> = socket.unsafeGetSocketOption(level: .socket, name: option)
    var credentials: PeerCredentials?
    answer.assumeIsolated().whenSuccess { credentials = $0 }  // On the loop the answer is there at once.
    return credentials
  }
}
