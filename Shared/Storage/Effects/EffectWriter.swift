/// Writes effects as the bytes that the log keeps.
///
/// A part is read without the parts before it. It is a run of records:
///
/// - table: byte 16, name, count of key columns and their names, count of other columns and their names. Tables are
///   numbered in the order in which they first appear in the part, from 0.
/// - row: byte 1, 2 or 3 (`Effect.Kind`), the table's number, a bit for each value (the lowest bit of the first byte is
///   the first value; key before columns, the key alone for kind 3), then each value whose bit is set. A value whose bit
///   is not set is that of the row before in the same table and part.
///
/// Values, names, counts and numbers are written by `ValueWriter`.
struct EffectWriter {
  private var output = ValueWriter()
  /// What was written so far.
  var bytes: [UInt8] { output.bytes }
  private var numbers: [String: Int] = [:]
  private var before: [[SQLValue]] = []

  static let tableMark: UInt8 = 16

  mutating func add(_ kind: Effect.Kind, _ table: VersionedTable, key: [SQLValue], columns: [SQLValue]) {
    let number = number(of: table)
    let values = key + columns
    output.bytes.append(kind.rawValue)
    output.put(UInt64(number))
    let last = before[number]
    var mask = [UInt8](repeating: 0, count: (values.count + 7) / 8)
    for (index, value) in values.enumerated() where index >= last.count || last[index] != value {
      mask[index / 8] |= 1 << UInt8(index % 8)
    }
    output.bytes += mask
    for (index, value) in values.enumerated() where mask[index / 8] >> UInt8(index % 8) & 1 == 1 { output.put(value) }
    before[number].replaceSubrange(0..<min(last.count, values.count), with: values)
  }

  /// Gives the part away, and begins the next.
  mutating func takePart() -> [UInt8] {
    let part = bytes
    self = EffectWriter()
    return part
  }

  private mutating func number(of table: VersionedTable) -> Int {
    if let number = numbers[table.name] { return number }
    let number = before.count
    numbers[table.name] = number
    before.append([])
    output.bytes += table.statements.effectRecord
    return number
  }

  /// The record of a table.
  static func record(of table: EffectTable) -> [UInt8] {
    var output = ValueWriter()
    output.bytes.append(tableMark)
    output.put(table.name)
    output.put(table.key)
    output.put(table.columns)
    return output.bytes
  }
}
