/// How an entry keeps its effects: most writes have a few, which lie in the entry's row; an import's go to parts beside it.
public struct KeptEffects: Sendable, Hashable {
  /// How many parts are kept beside the entry, before the last one, which is in its row.
  public var partsBefore: Int64
  /// The digest of all parts, which the entry's hash covers.
  public var digest: TreeHash

  /// As an entry says it.
  public init(partsBefore: Int64, digest: TreeHash) {
    self.partsBefore = partsBefore
    self.digest = digest
  }
}

/// The digest of an entry's effects: of each part's hash, in order.
public struct EffectsDigest: Sendable {
  private let algorithm: HashAlgorithm
  private var input = HashInput(tag: "tupo.log.effects/1")

  /// Of no parts yet.
  public init(_ algorithm: HashAlgorithm) { self.algorithm = algorithm }

  /// Takes the next part, as it is kept.
  public mutating func add(part: [UInt8]) { add(hash: algorithm.hash(part)) }

  /// Takes the next part by its hash.
  mutating func add(hash: TreeHash) { input.add(hash.bytes) }

  /// The digest.
  public var value: TreeHash { algorithm.hash(input.bytes) }
}

/// Collects the effects of one write. It holds one part at a time, however large an import is.
struct EffectSink {
  private var writer = EffectWriter()
  private var digest: EffectsDigest
  private let algorithm: HashAlgorithm
  private(set) var partsBefore: Int64 = 0
  /// The hashes of the parts that were kept beside the entry.
  private(set) var hashes: [TreeHash] = []

  /// A part is closed once it has this many bytes.
  static let partBytes = 64 << 10

  init(_ algorithm: HashAlgorithm) {
    self.algorithm = algorithm
    digest = EffectsDigest(algorithm)
  }

  /// Goes on after parts of these hashes.
  init(_ algorithm: HashAlgorithm, after parts: [TreeHash]) {
    self.init(algorithm)
    for hash in parts { digest.add(hash: hash) }
    partsBefore = Int64(parts.count)
  }

  /// Goes on after so many parts, whose hashes others know.
  init(_ algorithm: HashAlgorithm, after parts: Int64) {
    self.init(algorithm)
    partsBefore = parts
  }

  mutating func add(
    _ kind: Effect.Kind, _ table: VersionedTable, key: [SQLValue], columns: [SQLValue], of sequence: Int64,
    on connection: any SQLConnection
  ) throws(StorageError) {
    writer.add(kind, table, key: key, columns: columns)
    if writer.bytes.count >= Self.partBytes { try closePart(of: sequence, on: connection) }
  }

  /// Keeps what was collected as a part beside the entry; nothing when there is nothing.
  mutating func closePart(of sequence: Int64, on connection: any SQLConnection) throws(StorageError) {
    if writer.bytes.isEmpty { return }
    let part = writer.takePart()
    let hash = algorithm.hash(part)
    digest.add(hash: hash)
    hashes.append(hash)
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
    let sequence = entry.version.sequence
    return part == entry.effects?.partsBefore ? try lastEffects(of: sequence) : try effectPart(part, of: sequence)
  }

  /// One part of an entry's effects, but not the last. Those of rows that were laid ahead lie under their batch's number.
  func effectPart(_ part: Int64, of sequence: Int64) throws(StorageError) -> [UInt8] {
    let sql = """
      SELECT bytes FROM log_effect
      WHERE (sequence = ?1 OR sequence IN (SELECT number FROM log_laid WHERE adopted_by = ?1)) AND part = ?2
      """
    guard let row = try connection.first(sql, [.integer(sequence), .integer(part)]) else {
      throw .logBroken("part \(part) of the effects of entry \(sequence) is missing")
    }
    return try row.blob("bytes")
  }

  /// The last part of an entry's effects.
  func lastEffects(of sequence: Int64) throws(StorageError) -> [UInt8] {
    let row = try connection.first("SELECT effects FROM log_entry WHERE sequence = ?1", [.integer(sequence)])
    guard let bytes = try row?.blobIfPresent("effects") else {
      throw .logBroken("the effects of entry \(sequence) are missing")
    }
    return bytes
  }

  /// The digest of an entry's effects, from the bytes that are kept: for verification. Nil when it kept none.
  func effectsDigest(of entry: LogEntry) throws(StorageError) -> TreeHash? {
    guard let effects = entry.effects else { return nil }
    var digest = EffectsDigest(entry.algorithm)
    for part in 0..<max(0, effects.partsBefore) { digest.add(part: try effectPart(part, of: entry)) }
    digest.add(part: try effectPart(effects.partsBefore, of: entry))
    return digest.value
  }
}
