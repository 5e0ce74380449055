public import Logging

/// A ``RevocationList`` in a file that administrators edit: what is written there works within two seconds.
public final class RevocationFile: TokenRevocations {
  private let file: WatchedFile<RevocationList>
  private let now: @Sendable () -> Int64

  /// Reads the file at `path`. Throws what is wrong with it.
  public init(_ path: String, logger: Logger, now: @escaping @Sendable () -> Int64) throws(IdentityFault) {
    self.now = now
    file = try WatchedFile(path, now: now(), logger: logger) { bytes throws(IdentityFault) in
      try RevocationList(file: bytes)
    }
  }

  /// Grows when the file has changed.
  public func revision(at now: Int64) -> UInt64 {
    file.look(at: now)
    return file.revision
  }

  /// Whether the file names the token.
  public func isRevoked(_ token: VerifiedToken) -> Bool { file.value(at: now()).names(token) }
}
