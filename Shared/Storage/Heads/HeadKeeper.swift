import Synchronization

/// Writes the log's head outside of the database, signed, whenever it has moved on.
public final class HeadKeeper: Sendable {
  /// Where the heads go.
  public let folder: HeadFolder
  /// The key that checks them.
  public var key: PublicHeadKey { signer.publicKey }

  private let store: Store
  private let name: String
  private let signer: HeadKey
  private let clock: @Sendable () -> Int64
  private let last = Mutex<LogHead?>(nil)

  /// A keeper of the heads of the service `name`.
  public init(
    store: Store, name: String, folder: HeadFolder, signer: HeadKey,
    clock: @escaping @Sendable () -> Int64 = StoreOptions.systemClock
  ) {
    self.store = store
    self.name = name
    self.folder = folder
    self.signer = signer
    self.clock = clock
  }

  /// Writes the head as it is now; returns nil, and writes nothing, when the last one written still stands.
  ///
  /// It waits for the disk: not for an event loop. Throws what keeps the head from being written.
  @discardableResult
  public func keep() async throws -> SignedHead? {
    let head = try await store.head()
    if last.withLock({ $0 == head }) { return nil }
    let signed = try SignedHead(head, key: signer, at: clock())
    try await WorkerThread.run { [folder, name, key] () throws(StorageError) in
      try folder.keep(signed, key: key, of: name)
    }
    last.withLock { $0 = head }
    return signed
  }

  /// Writes heads for ever, each after a pause; tells of each that could not be written, and tries again.
  public func run(
    pause: @Sendable () async throws -> Void, failed: @Sendable (any Error) -> Void
  ) async throws {
    while true {
      do { try await keep() } catch { failed(error) }
      try await pause()
    }
  }
}
