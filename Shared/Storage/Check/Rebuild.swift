/// Folds the effects of all entries up to a version into a scratch: the projections as they follow from the log.
struct Rebuild {
  let read: LongRead
  let version: DataVersion

  /// Returns the last entry that kept no effects, when there is one.
  func run(into scratch: Scratch) throws -> Int64? {
    var withoutEffects: Int64?
    try scratch.together {
      var sequence: Int64 = 0
      while sequence < version.sequence {
        let entries = try read.page { try Log($0).entries(after: sequence, limit: 100, withBytes: false) }
        guard !entries.isEmpty else { throw StorageError.logBroken("entry \(sequence + 1) is missing") }
        for entry in entries where entry.version.sequence <= version.sequence {
          if try !apply(entry, to: scratch) { withoutEffects = entry.version.sequence }
        }
        sequence = entries.last?.version.sequence ?? version.sequence
      }
    }
    return withoutEffects
  }

  private func apply(_ entry: LogEntry, to scratch: Scratch) throws -> Bool {
    guard let effects = entry.effects else { return false }
    for part in 0...max(0, effects.partsBefore) {
      var reader = EffectReader(try read.page { try Log($0).effectPart(part, of: entry) })
      while let effect = try reader.next() { try scratch.apply(effect, in: entry.version.sequence) }
    }
    return true
  }
}
