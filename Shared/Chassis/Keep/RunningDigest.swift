import Crypto

/// SHA-256 over pieces that come one after another; where one piece ends counts.
public struct RunningDigest {
  private var hash = SHA256()

  /// Of nothing yet.
  public init() {}

  /// Takes the next piece.
  public mutating func add(_ piece: [UInt8]) {
    withUnsafeBytes(of: UInt64(piece.count).bigEndian) { hash.update(bufferPointer: $0) }
    hash.update(data: piece)
  }

  /// The digest of all pieces so far: 32 bytes.
  public var bytes: [UInt8] { Array(hash.finalize()) }
}
