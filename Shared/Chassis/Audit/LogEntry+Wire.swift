public import Storage
public import WireTupo

extension CommonV1.HashAlgorithm {
  private static let pairs: [(CommonV1.HashAlgorithm, HashAlgorithm)] = [(.sha256, .sha256), (.sm3, .sm3)]

  /// To the wire.
  public init(_ algorithm: HashAlgorithm) {
    self = Self.pairs.first { $0.1 == algorithm }?.0 ?? .unspecified
  }

  /// From the wire; nil for one that this release does not know.
  public var known: HashAlgorithm? { Self.pairs.first { $0.0 == self }?.1 }
}

extension CommonV1.LogEntry {
  /// To the wire, without the bytes where they are not asked for.
  public init(_ entry: LogEntry, withBytes: Bool) {
    self.init()
    name = "entries/\(entry.version.sequence)"
    recordedIn = CommonV1.DataVersion(entry.version)
    keptAtMicros = entry.time
    receivedAtMicros = entry.request.receivedAt
    principal = entry.request.principal
    onBehalfOf = entry.request.onBehalfOf
    requestId = entry.request.requestID
    method = entry.request.method
    resource = entry.request.resource
    schema = entry.request.schema
    stored = withBytes ? entry.request.bytes : []
    batches = entry.batches
    batchesDigest = entry.batchesDigest?.bytes ?? []
    algorithm = CommonV1.HashAlgorithm(entry.algorithm)
    leafHash = entry.leafHash.bytes
    effectParts = entry.effects?.partsBefore
    effectsDigest = entry.effects?.digest.bytes ?? []
  }
}

extension LogEntry {
  /// From the wire; nil when it cannot be an entry of a log.
  public init?(_ wire: CommonV1.LogEntry) {
    guard let version = wire.recordedIn, let algorithm = wire.algorithm.known else { return nil }
    self.init(
      version: DataVersion(version), time: wire.keptAtMicros,
      request: LogRequest(
        principal: wire.principal, onBehalfOf: wire.onBehalfOf, requestID: wire.requestId, method: wire.method,
        resource: wire.resource, schema: wire.schema, bytes: wire.stored, receivedAt: wire.receivedAtMicros),
      batches: wire.batches,
      batchesDigest: wire.batchesDigest.isEmpty ? nil : TreeHash(bytes: wire.batchesDigest),
      effects: wire.effectParts.map {
        KeptEffects(partsBefore: $0, digest: TreeHash(bytes: wire.effectsDigest))
      },
      algorithm: algorithm, leafHash: TreeHash(bytes: wire.leafHash))
  }
}
