/// How an entry keeps its effects: most writes have a few, which lie in the entry's row; an import's go to parts beside it.
public struct KeptEffects: Sendable, Hashable {
  /// How many parts are kept beside the entry, before the last one, which is in its row.
  public var partsBefore: Int64
  /// The digest of all parts, which the entry's hash covers.
  public var digest: TreeHash
}

/// The digest of an entry's effects: of each part's hash, in order.
struct EffectsDigest {
  private var input = HashInput(tag: "tupo.log.effects/1")

  mutating func add(part: [UInt8]) { input.add(HashAlgorithm.sha256.hash(part).bytes) }

  var value: TreeHash { HashAlgorithm.sha256.hash(input.bytes) }
}

/// Collects the effects of one write. It holds one part at a time, however large an import is.
struct EffectSink {
  private var writer = EffectWriter()
  private var digest = EffectsDigest()
  private var partsBefore: Int64 = 0

  /// A part is closed once it has this many bytes.
  static let partBytes = 64 << 10

  mutating func add(
    _ kind: Effect.Kind, _ table: VersionedTable, key: [SQLValue], columns: [SQLValue], of sequence: Int64,
    on connection: any SQLConnection
  ) throws(StorageError) {
    writer.add(kind, table, key: key, columns: columns)
    guard writer.bytes.count >= Self.partBytes else { return }
    let part = writer.takePart()
    digest.add(part: part)
    try connection.post(
      "INSERT INTO log_effect (sequence, part, bytes) VALUES (?1, ?2, ?3)",
      [.integer(sequence), .integer(partsBefore), .blob(part)])
    partsBefore += 1
  }

  /// The last part, for the entry's row, and what the entry says of all of them.
  mutating func finish() -> (last: [UInt8], kept: KeptEffects) {
    let last = writer.takePart()
    digest.add(part: last)
    return (last, KeptEffects(partsBefore: partsBefore, digest: digest.value))
  }
}

extension Log {
  /// One part of an entry's effects; the last is in the entry's row. Throws `logBroken` when it is missing.
  func effectPart(_ part: Int64, of entry: LogEntry) throws(StorageError) -> [UInt8] {
    let sequence = SQLValue.integer(entry.version.sequence)
    let row =
      part == entry.effects?.partsBefore
      ? try connection.first("SELECT effects AS bytes FROM log_entry WHERE sequence = ?1", [sequence])
      : try connection.first(
        "SELECT bytes FROM log_effect WHERE sequence = ?1 AND part = ?2", [sequence, .integer(part)])
    guard let bytes = try row?.blobIfPresent("bytes") else {
      throw .logBroken("part \(part) of the effects of entry \(entry.version.sequence) is missing")
    }
    return bytes
  }

  /// The digest of an entry's effects, from the bytes that are kept: for verification. Nil when it kept none.
  func effectsDigest(of entry: LogEntry) throws(StorageError) -> TreeHash? {
    guard let effects = entry.effects else { return nil }
    var digest = EffectsDigest()
    for part in 0..<max(0, effects.partsBefore) { digest.add(part: try effectPart(part, of: entry)) }
    digest.add(part: try effectPart(effects.partsBefore, of: entry))
    return digest.value
  }
}
