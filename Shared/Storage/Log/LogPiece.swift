/// A piece of the log as it is told to others: what belongs to an entry first, then the entry.
public enum LogPiece: Sendable, Hashable {
  /// A slice of a batch that the entry `sequence` adopted as its batch number `ordinal`.
  case slice(sequence: Int64, ordinal: Int64, StagedSlice)
  /// A part of the effects of the entry `sequence`, but not the last.
  case effects(sequence: Int64, part: Int64, bytes: [UInt8])
  /// An entry with the last part of its effects; nil for an entry that kept none.
  case entry(LogEntry, lastEffects: [UInt8]?)
}

/// Where telling the log goes on.
public struct LogCursor: Sendable, Hashable {
  fileprivate enum Step: Hashable {
    case slices(ordinal: Int64, after: Int64)
    case effects(Int64)
    case entry
  }

  /// The entry that is being told.
  fileprivate var sequence: Int64
  fileprivate var step = Step.slices(ordinal: 0, after: .min)

  /// Before everything of an entry.
  public init(before sequence: Int64) { self.sequence = sequence }

  fileprivate mutating func nextEntry() { self = LogCursor(before: sequence + 1) }
}

extension Store {
  /// The next pieces of the log up to the entry `last`, about `bytes` of them, but at least one; none at the end.
  public func pieces(
    at cursor: LogCursor, last: Int64, bytes: Int = 1 << 20
  ) async throws -> (pieces: [LogPiece], next: LogCursor) {
    try await readLog { log, head in
      _ = try Self.check(last, head)
      var (pieces, cursor, held): ([LogPiece], LogCursor, Int) = ([], cursor, 0)
      while cursor.sequence <= last, held < bytes {
        for piece in try log.pieces(at: &cursor) {
          held += piece.size
          pieces.append(piece)
        }
      }
      return (pieces, cursor)
    }
  }
}

extension Log {
  private static let slicesAtOnce = 8

  /// What comes at the cursor, which moves on. It may be nothing.
  fileprivate func pieces(at cursor: inout LogCursor) throws(StorageError) -> [LogPiece] {
    let sequence = cursor.sequence
    switch cursor.step {
    case .slices(let ordinal, let after):
      guard try count("batches", of: sequence) > ordinal else {
        cursor.step = .effects(0)
        return []
      }
      let slices = try slices(of: sequence, ordinal, after: after)
      cursor.step = .slices(ordinal: slices.isEmpty ? ordinal + 1 : ordinal, after: slices.last?.sequence ?? .min)
      return slices.map { .slice(sequence: sequence, ordinal: ordinal, $0) }
    case .effects(let part):
      guard try count("effect_parts", of: sequence) > part else {
        cursor.step = .entry
        return []
      }
      cursor.step = .effects(part + 1)
      return [.effects(sequence: sequence, part: part, bytes: try effectPart(part, of: sequence))]
    case .entry:
      guard let entry = try entries(after: sequence - 1, limit: 1).first, entry.version.sequence == sequence else {
        throw .logBroken("entry \(sequence) is missing")
      }
      cursor.nextEntry()
      return [
        .entry(entry, lastEffects: try entry.effects.map { _ throws(StorageError) in try lastEffects(of: sequence) })
      ]
    }
  }

  private func count(_ column: String, of sequence: Int64) throws(StorageError) -> Int64 {
    let sql = "SELECT \(column) FROM log_entry WHERE sequence = ?1"
    guard let row = try connection.first(sql, [.integer(sequence)]) else {
      throw .logBroken("entry \(sequence) is missing")
    }
    return try row.integerIfPresent(column) ?? 0
  }

  private func slices(of sequence: Int64, _ ordinal: Int64, after: Int64) throws(StorageError) -> [StagedSlice] {
    let sql = """
      SELECT log_slice.batch AS batch, log_slice.sequence AS number, log_slice.bytes AS bytes
      FROM log_batch CROSS JOIN log_slice WHERE log_batch.adopted_by = ?1 AND log_batch.ordinal = ?2
        AND log_slice.batch = log_batch.batch AND log_slice.sequence > ?3 ORDER BY log_slice.sequence LIMIT ?4
      """
    let arguments: [SQLValue] = [.integer(sequence), .integer(ordinal), .integer(after), SQLValue(Self.slicesAtOnce)]
    var slices: [StagedSlice] = []
    for row in try connection.rows(sql, arguments) {
      slices.append(
        StagedSlice(
          batch: try row.text("batch"), sequence: try row.integer("number"), bytes: try row.blob("bytes")))
    }
    return slices
  }
}

extension LogPiece {
  /// About how many bytes it takes.
  fileprivate var size: Int {
    switch self {
    case .slice(_, _, let slice): slice.bytes.count + 64
    case .effects(_, _, let bytes): bytes.count + 32
    case .entry(let entry, let lastEffects): entry.request.bytes.count + (lastEffects?.count ?? 0) + 256
    }
  }
}

/// Puts the pieces of entries together again, and hashes what belongs to an entry as it passes.
public struct PieceCollector: Sendable {
  private let algorithm: HashAlgorithm
  private var batches: [(batch: String, digest: BatchDigest)] = []
  private var effects: EffectsDigest

  /// For a log of an algorithm.
  public init(_ algorithm: HashAlgorithm) {
    self.algorithm = algorithm
    effects = EffectsDigest(algorithm)
  }

  /// Takes the next piece; returns an entry with what was kept beside it once all of it has come.
  public mutating func take(_ piece: LogPiece) -> (entry: LogEntry, parts: LogAuditor.Parts)? {
    switch piece {
    case .slice(_, let ordinal, let slice):
      if batches.count == ordinal { batches.append((slice.batch, BatchDigest(slice.batch, algorithm))) }
      if let last = batches.indices.last { batches[last].digest.add(slice.sequence, bytes: slice.bytes) }
      return nil
    case .effects(_, _, let bytes):
      effects.add(part: bytes)
      return nil
    case .entry(let entry, let lastEffects):
      if let lastEffects { effects.add(part: lastEffects) }
      let parts = LogAuditor.Parts(
        batches: Int64(batches.count), batchesDigest: BatchDigest.digest(of: batches.map(\.digest.value), algorithm),
        effectsDigest: lastEffects == nil ? nil : effects.value)
      self = PieceCollector(algorithm)
      return (entry, parts)
    }
  }
}
