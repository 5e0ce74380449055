public import Storage
import Wire
import WireStandard
public import WireTupo

extension CommonV1.LogHead {
  /// To the wire, unsigned.
  public init(_ head: LogHead) {
    self.init()
    reached = CommonV1.DataVersion(head.version)
    root = head.root.bytes
    algorithm = CommonV1.HashAlgorithm(head.algorithm)
    lastAtMicros = head.time
  }

  /// To the wire with its signature.
  public init(_ signed: SignedHead) {
    self.init(signed.head)
    signature = .with {
      $0.keyId = signed.keyID
      $0.algorithm = signed.algorithm.rawValue
      $0.value = signed.signature
      $0.signedAt = GoogleProtobuf.Timestamp(micros: signed.signedAt)
      $0.note = signed.text
    }
  }
}

extension LogHead {
  /// From the wire; nil when it cannot be the head of a log.
  public init?(_ wire: CommonV1.LogHead) {
    guard let reached = wire.reached, let algorithm = wire.algorithm.known else { return nil }
    self.init(
      epoch: reached.epoch, size: reached.sequence, root: TreeHash(bytes: wire.root), time: wire.lastAtMicros,
      algorithm: algorithm)
  }
}
