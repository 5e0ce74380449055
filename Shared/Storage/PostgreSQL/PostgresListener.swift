import CPostgres
import Synchronization

/// Listens on a thread and a connection of its own for what other instances commit.
///
/// A notification is a hint: it may be lost with the connection, so a look is due every second without one, too.
final class PostgresListener: Sendable {
  private let channel: String
  /// False where a test has every notification lost.
  private let hears: Bool
  private let open: @Sendable () throws(StorageError) -> PostgresConnection
  private let isOwn: @Sendable (Int32) -> Bool
  private let changed: @Sendable () -> Void
  private let bell: Doorbell
  private let ended = Latch()
  private let listens = Atomic(true)

  /// Whether it had its connection when it last looked, which is a second ago at most; true before it first looked.
  var isConnected: Bool { listens.load(ordering: .relaxed) }

  private static let milliseconds: Int32 = 1_000

  init(
    channel: String, hears: Bool = true, open: @escaping @Sendable () throws(StorageError) -> PostgresConnection,
    isOwn: @escaping @Sendable (Int32) -> Bool, changed: @escaping @Sendable () -> Void
  ) throws(StorageError) {
    (self.channel, self.hears) = (channel, hears)
    (self.open, self.isOwn, self.changed) = (open, isOwn, changed)
    bell = try Doorbell()
    try WorkerThread.spawn { [self] in
      serve()
      ended.open()
    }
  }

  func stop() async {
    bell.ring()
    await ended.wait()
  }

  private func serve() {
    var connection: PostgresConnection?
    while true {
      if connection == nil {
        connection = try? listen()
        listens.store(connection != nil, ordering: .relaxed)
      }
      let socket = connection.map { PQsocket($0.channel.raw) }
      switch bell.wait(with: socket, milliseconds: Self.milliseconds) {
      case .rung:
        connection?.close()
        return
      case .silence: changed()
      case .readable:
        guard let raw = connection?.channel.raw else { continue }
        if PQconsumeInput(raw) == 0 { connection = nil } else if hasNews(raw) { changed() }
      }
    }
  }

  private func listen() throws(StorageError) -> PostgresConnection {
    let connection = try open()
    if hears { try connection.script("LISTEN \"\(channel)\"") }
    changed()  // For what came while nobody listened.
    return connection
  }

  /// Takes all notifications; true when one is of another session than the own lane's.
  private func hasNews(_ raw: OpaquePointer) -> Bool {
    var hasNews = false
    while let notification = PQnotifies(raw) {
      if !isOwn(notification.pointee.be_pid) { hasNews = true }
      PQfreemem(notification)
    }
    return hasNews
  }
}
