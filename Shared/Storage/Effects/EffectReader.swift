/// Reads the effects of one part, in order: see `EffectWriter` for the bytes.
///
/// What cannot have been written by it is refused, whatever it is: the bytes may have been edited on the disk.
public struct EffectReader {
  private var input: ValueReader
  private var tables: [(table: EffectTable, before: [SQLValue])] = []

  /// Reads a part as it was kept.
  public init(_ part: [UInt8]) { input = ValueReader(part, fault: .logBroken("its effects cannot be read")) }

  /// The next effect; nil after the last. Throws `logBroken` for bytes that are none.
  public mutating func next() throws(StorageError) -> Effect? {
    while !input.isAtEnd {
      let mark = try input.byte()
      if mark == EffectWriter.tableMark {
        try readTable()
      } else if let kind = Effect.Kind(rawValue: mark) {
        return try readRow(kind)
      } else {
        throw input.malformed
      }
    }
    return nil
  }

  private mutating func readTable() throws(StorageError) {
    let name = try input.text()
    let key = try input.names()
    let columns = try input.names()
    guard !key.isEmpty else { throw input.malformed }
    tables.append((EffectTable(name: name, key: key, columns: columns), []))
  }

  private mutating func readRow(_ kind: Effect.Kind) throws(StorageError) -> Effect {
    let raw = try input.number()
    guard raw < UInt64(tables.count) else { throw input.malformed }
    let number = Int(raw)
    let (table, before) = tables[number]
    let total = table.key.count + (kind == .remove ? 0 : table.columns.count)
    var mask: [UInt8] = []
    for _ in 0..<(total + 7) / 8 { mask.append(try input.byte()) }
    var values: [SQLValue] = []
    for index in 0..<total {
      if mask[index / 8] >> UInt8(index % 8) & 1 == 1 {
        values.append(try input.value())
      } else {
        guard index < before.count else { throw input.malformed }
        values.append(before[index])
      }
    }
    tables[number].before.replaceSubrange(0..<min(before.count, total), with: values)
    let keys = table.key.count
    return Effect(table: table, kind: kind, key: Array(values[..<keys]), columns: Array(values[keys...]))
  }
}
