import Crypto

/// The hash algorithms of logs, by name. A log is begun with one and stays with it; entries and heads name it, so that
/// what was kept under an older one can always be told and checked.
public enum HashAlgorithm: String, Sendable, Hashable, CaseIterable {
  /// SHA-256, FIPS 180-4.
  case sha256 = "sha-256"
  /// SM3, GB/T 32905-2016.
  case sm3 = "sm3"

  /// The hash of the parts, one after another.
  public func hash(_ parts: [UInt8]...) -> TreeHash {
    switch self {
    case .sha256:
      var function = SHA256()
      for part in parts { part.withUnsafeBytes { function.update(bufferPointer: $0) } }
      return TreeHash(bytes: function.finalize().withUnsafeBytes { Array($0) })
    case .sm3:
      var function = SM3()
      for part in parts { function.update(part) }
      return TreeHash(bytes: function.finalize())
    }
  }
}

extension HashAlgorithm: CustomStringConvertible {
  /// As people and settings write it: sha256, sm3. In the log it is its `rawValue`.
  public var description: String {
    switch self {
    case .sha256: "sha256"
    case .sm3: "sm3"
    }
  }
}

/// A hash of the log's tree: 32 bytes.
public struct TreeHash: Sendable, Hashable {
  /// The bytes.
  public let bytes: [UInt8]

  /// A hash that was kept or sent. Nothing is checked: a hash of another length equals no computed one.
  public init(bytes: [UInt8]) { self.bytes = bytes }
}

extension TreeHash: CustomStringConvertible {
  /// Lower-case hexadecimal.
  public var description: String { bytes.hexadecimal }
}

extension [UInt8] {
  /// Lower-case hexadecimal.
  public var hexadecimal: String {
    let digits = Array<Character>("0123456789abcdef")
    return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}

/// The two kinds of nodes, RFC 9162 section 2.1.1: the prefixes keep a leaf from being taken for a node.
extension HashAlgorithm {
  func leaf(_ entry: [UInt8]) -> TreeHash { hash([0x00], entry) }
  func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash { hash([0x01], left.bytes, right.bytes) }
  var emptyTree: TreeHash { hash() }
}
