/// One accepted write, as the log keeps it for ever.
public struct LogEntry: Sendable, Hashable {
  /// The version that this write made.
  public var version: DataVersion
  /// When it was kept, in microseconds UTC; never less than the entry before.
  public var time: Int64
  /// The request, with the resource's name as the decision left it.
  public var request: LogRequest
  /// How many staged batches belong to it.
  public var batches: Int64
  /// A digest of those batches; nil when there are none.
  public var batchesDigest: TreeHash?
  /// What it did to the projections; nil in an entry of a release that kept no effects.
  public var effects: KeptEffects?
  /// The algorithm of `leafHash`.
  public var algorithm: HashAlgorithm
  /// The hash of everything above, which is the entry's leaf in the log's tree.
  public var leafHash: TreeHash

  /// An entry that was sent; nothing is checked.
  public init(
    version: DataVersion, time: Int64, request: LogRequest, batches: Int64, batchesDigest: TreeHash?,
    effects: KeptEffects?, algorithm: HashAlgorithm, leafHash: TreeHash
  ) {
    self.version = version
    self.time = time
    self.request = request
    self.batches = batches
    self.batchesDigest = batchesDigest
    self.effects = effects
    self.algorithm = algorithm
    self.leafHash = leafHash
  }
}

extension LogEntry {
  /// The leaf that follows from the entry's fields as they are, to be compared with `leafHash`.
  public var computedLeaf: TreeHash { algorithm.leaf(encoded) }

  /// What the leaf hash covers: every kept field, in one order and with its length, so that no two entries share it.
  ///
  /// A tag, then the fields in the order of the table `log_entry`; entries that keep effects have the second tag, and end
  /// with how many parts come before the last, and the digest of all. Integers are 8 bytes, big-endian, two's complement.
  /// Texts (UTF-8) and bytes follow their length, which is such an integer. What may be absent follows one byte, 0
  /// (absent, and nothing follows) or 1.
  var encoded: [UInt8] {
    var bytes = HashInput(tag: effects == nil ? "tupo.log.entry/1" : "tupo.log.entry/2")
    bytes.add(version.sequence)
    bytes.add(version.epoch)
    bytes.add(time)
    bytes.add(request.receivedAt)
    bytes.add(request.principal)
    bytes.addIfPresent(request.onBehalfOf)
    bytes.addIfPresent(request.requestID)
    bytes.add(request.method)
    bytes.add(request.resource)
    bytes.add(request.schema)
    bytes.add(request.bytes)
    bytes.add(batches)
    bytes.add(batchesDigest?.bytes ?? [])
    bytes.add(algorithm.rawValue)
    if let effects {
      bytes.add(effects.partsBefore)
      bytes.add(effects.digest.bytes)
    }
    return bytes.bytes
  }
}

/// Builds bytes to be hashed from which each part can be told again.
struct HashInput {
  private(set) var bytes: [UInt8] = []

  init(tag: String) {
    bytes.reserveCapacity(512)
    add(tag)
  }

  mutating func add(_ integer: Int64) { withUnsafeBytes(of: integer.bigEndian) { bytes += $0 } }

  mutating func add(_ part: [UInt8]) {
    add(Int64(part.count))
    bytes += part
  }

  mutating func add(_ text: String) {
    add(Int64(text.utf8.count))
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }  // As a block: a view is appended byte by byte.
  }

  mutating func addIfPresent(_ text: String?) {
    bytes.append(text == nil ? 0 : 1)
    if let text { add(text) }
  }
}
