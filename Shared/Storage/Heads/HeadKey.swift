internal import Foundation

/// The public key by which heads of a log are checked.
public struct PublicHeadKey: Sendable, Hashable {
  /// The log that signs with it, as `tupo/indicators`.
  public let origin: String
  /// Its algorithm.
  public let algorithm: SignatureAlgorithm
  /// Its bytes.
  public let bytes: [UInt8]

  /// A key from its parts.
  public init(origin: String, algorithm: SignatureAlgorithm, bytes: [UInt8]) {
    self.origin = origin
    self.algorithm = algorithm
    self.bytes = bytes
  }

  /// Four bytes that tell keys apart, in hexadecimal: of SHA-256 over the origin, a line feed, the algorithm's type byte
  /// and the key (C2SP signed note).
  public var id: String { idBytes.hexadecimal }

  var idBytes: [UInt8] {
    Array(HashAlgorithm.sha256.hash(Array(origin.utf8) + [0x0A, algorithm.typeByte] + bytes).bytes.prefix(4))
  }

  /// `origin+id+base64`, one line, as the C2SP signed note format writes a key.
  public var text: String { "\(origin)+\(id)+\(Data([algorithm.typeByte] + bytes).base64EncodedString())" }

  /// A key from its line; nil when it is none, or does not fit its own id.
  public init?(text: String) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let data = Data(base64Encoded: parts[2]), let type = data.first,
      let algorithm = SignatureAlgorithm.allCases.first(where: { $0.typeByte == type })
    else { return nil }
    self.init(origin: parts[0], algorithm: algorithm, bytes: Array(data.dropFirst()))
    guard id == parts[1] else { return nil }
  }
}

/// The private key that signs the heads of one log. Whoever has it can sign what was never there.
public struct HeadKey: Sendable {
  /// The public key.
  public let publicKey: PublicHeadKey
  private let privateBytes: [UInt8]

  /// Reads the key of a file, or makes it: a file that only its owner may read, of three lines: `tupo head key 1`, the
  /// algorithm's name, the key in base64.
  ///
  /// Throws `cannotOpen` when the file cannot be read or made, is no key, or others may read it.
  public init(file path: String, origin: String, algorithm: SignatureAlgorithm = .ed25519) throws(StorageError) {
    if let key = try HeadKey.read(path, origin: origin) {
      self = key
      return
    }
    let made = algorithm.makePrivateKey()
    let text = "\(HeadKey.mark)\n\(algorithm.rawValue)\n\(Data(made).base64EncodedString())\n"
    _ = try DurableFile.create(path, Array(text.utf8), mode: 0o600)  // Another instance may have been first.
    guard let key = try HeadKey.read(path, origin: origin) else {
      throw .cannotOpen(path: path, reason: "it is gone again")
    }
    self = key
  }

  private init?(text: String, origin: String) {
    let lines = text.split(separator: "\n").map(String.init)
    guard lines.count == 3, lines[0] == HeadKey.mark, let algorithm = SignatureAlgorithm(rawValue: lines[1]),
      let data = Data(base64Encoded: lines[2]), let publicBytes = algorithm.publicKey(of: Array(data))
    else { return nil }
    privateBytes = Array(data)
    publicKey = PublicHeadKey(origin: origin, algorithm: algorithm, bytes: publicBytes)
  }

  private static func read(_ path: String, origin: String) throws(StorageError) -> HeadKey? {
    guard let file = try DurableFile.read(path) else { return nil }
    guard file.mode & 0o077 == 0 else { throw .cannotOpen(path: path, reason: "others may read it: chmod 600") }
    guard let key = HeadKey(text: String(decoding: file.bytes, as: UTF8.self), origin: origin) else {
      throw .cannotOpen(path: path, reason: "it is no head key")
    }
    return key
  }

  private static let mark = "tupo head key 1"

  func sign(_ message: [UInt8]) throws(StorageError) -> [UInt8] {
    guard let signature = publicKey.algorithm.sign(message, privateKey: privateBytes) else {
      throw .failed("the head key does not sign")
    }
    return signature
  }
}
