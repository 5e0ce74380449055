internal import Foundation

/// A head with the signature that makes it hold outside of the database.
///
/// Its text is a checkpoint in a signed note, after C2SP (tlog-checkpoint, signed-note), so others' tools read it too:
///
///     tupo/indicators                              the log
///     1842                                         how many entries
///     7Tz…=                                        the tree's hash, base64
///     epoch 1
///     last-entry 2013-07-19T08:30:00.000000Z       its time
///     hash sha-256                                 the tree's algorithm
///     signature ed25519                            the signature's
///     signed 2013-07-19T09:00:00.000000Z
///
///     — tupo/indicators Az3…=                      base64 of the key's id (4 bytes) and the signature
///
/// The signature covers everything before the empty line, the last line feed included.
public struct SignedHead: Sendable, Hashable {
  /// The log, as `tupo/indicators`.
  public let origin: String
  /// The head.
  public let head: LogHead
  /// When it was signed, in microseconds UTC.
  public let signedAt: Int64
  /// The signature's algorithm.
  public let algorithm: SignatureAlgorithm
  /// The id of the key that signed.
  public let keyID: String
  /// The signature.
  public let signature: [UInt8]
  /// The head as it is written.
  public let text: String

  private let message: [UInt8]

  /// Signs a head.
  public init(_ head: LogHead, key: HeadKey, at time: Int64) throws(StorageError) {
    let origin = key.publicKey.origin
    let body = """
      \(origin)
      \(head.size)
      \(Data(head.root.bytes).base64EncodedString())
      epoch \(head.epoch)
      last-entry \(UTCTime(micros: head.time))
      hash \(head.algorithm.rawValue)
      signature \(key.publicKey.algorithm.rawValue)
      signed \(UTCTime(micros: time))

      """
    let signature = Data(key.publicKey.idBytes + (try key.sign(Array(body.utf8)))).base64EncodedString()
    guard let made = SignedHead(text: "\(body)\n\(SignedHead.dash) \(origin) \(signature)\n") else {
      throw .failed("a head of \(origin) cannot be written")
    }
    self = made
  }

  /// Reads a head as it was written; nil when it is none. Whether the signature holds is `isSigned(by:)`.
  public init?(text: String) {
    guard let gap = text.range(of: "\n\n") else { return nil }
    let body = String(text[..<gap.lowerBound])
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let notes = text[gap.upperBound...].split(separator: "\n")
    guard lines.count == 8, let size = Int64(lines[1]), size >= 0, let root = Data(base64Encoded: lines[2]) else {
      return nil
    }
    let parts = notes.first?.split(separator: " ").map(String.init) ?? []
    guard let epoch = SignedHead.value("epoch", lines[3]).flatMap({ Int64($0) }),
      let last = SignedHead.value("last-entry", lines[4]).flatMap({ UTCTime($0) }),
      let hash = SignedHead.value("hash", lines[5]).flatMap({ HashAlgorithm(rawValue: $0) }),
      let algorithm = SignedHead.value("signature", lines[6]).flatMap({ SignatureAlgorithm(rawValue: $0) }),
      let signed = SignedHead.value("signed", lines[7]).flatMap({ UTCTime($0) }),
      notes.count == 1, parts.count == 3, parts[0] == SignedHead.dash, parts[1] == lines[0],
      let sealed = Data(base64Encoded: parts[2]), sealed.count > 4,
      sealed.base64EncodedString() == parts[2]  // In no other spelling: a head has one text.
    else { return nil }
    origin = lines[0]
    head = LogHead(epoch: epoch, size: size, root: TreeHash(bytes: Array(root)), time: last.micros, algorithm: hash)
    signedAt = signed.micros
    self.algorithm = algorithm
    keyID = Array(sealed.prefix(4)).hexadecimal
    signature = Array(sealed.dropFirst(4))
    self.text = text
    message = Array(body.utf8) + [0x0A]
  }

  /// Whether the owner of this key signed exactly this.
  public func isSigned(by key: PublicHeadKey) -> Bool {
    key.origin == origin && key.id == keyID && key.algorithm == algorithm
      && algorithm.isValid(signature, of: message, publicKey: key.bytes)
  }

  private static let dash = "\u{2014}"

  private static func value(_ word: String, _ line: String) -> String? {
    line.hasPrefix(word + " ") ? String(line.dropFirst(word.count + 1)) : nil
  }
}
