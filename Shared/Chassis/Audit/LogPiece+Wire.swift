public import Storage
import Wire
public import WireTupo

extension CommonV1.ExportEntriesResponse {
  /// To the wire.
  public init(_ piece: LogPiece) {
    self.init()
    switch piece {
    case .slice(let sequence, let ordinal, let slice):
      self.piece = .slice(
        .with {
          $0.sequence = sequence
          $0.ordinal = ordinal
          $0.batch = slice.batch
          $0.number = slice.sequence
          $0.stored = slice.bytes
        })
    case .effects(let sequence, let part, let bytes):
      self.piece = .effects(
        .with {
          $0.sequence = sequence
          $0.number = part
          $0.stored = bytes
        })
    case .entry(let entry, let lastEffects):
      self.piece = .whole(
        .with {
          $0.entry = CommonV1.LogEntry(entry, withBytes: true)
          $0.lastEffects = lastEffects ?? []
        })
    }
  }
}

extension LogPiece {
  /// From the wire; nil for a head, and for what cannot be a piece of a log.
  public init?(_ wire: CommonV1.ExportEntriesResponse) {
    switch wire.piece {
    case .slice(let slice):
      self = .slice(
        sequence: slice.sequence, ordinal: slice.ordinal,
        StagedSlice(batch: slice.batch, sequence: slice.number, bytes: slice.stored))
    case .effects(let part): self = .effects(sequence: part.sequence, part: part.number, bytes: part.stored)
    case .whole(let whole):
      guard let entry = whole.entry.flatMap({ LogEntry($0) }) else { return nil }
      self = .entry(entry, lastEffects: entry.effects == nil ? nil : whole.lastEffects)
    case .head, nil: return nil
    }
  }
}
