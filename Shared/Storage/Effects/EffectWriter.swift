/// Writes effects as the bytes that the log keeps.
///
/// A part is read without the parts before it. It is a run of records:
///
/// - table: byte 16, name, count of key columns and their names, count of other columns and their names. Tables are
///   numbered in the order in which they first appear in the part, from 0.
/// - row: byte 1, 2 or 3 (`Effect.Kind`), the table's number, a bit for each value (the lowest bit of the first byte is
///   the first value; key before columns, the key alone for kind 3), then each value whose bit is set. A value whose bit
///   is not set is that of the row before in the same table and part.
/// - value: byte 0 null; 1 integer, zigzag; 2 text, its length and UTF-8; 3 bytes, their length and themselves.
///
/// Counts, numbers, lengths and integers are unsigned LEB128. Names are texts without their kind.
struct EffectWriter {
  private(set) var bytes: [UInt8] = []
  private var numbers: [String: Int] = [:]
  private var before: [[SQLValue]] = []

  static let tableMark: UInt8 = 16

  mutating func add(_ kind: Effect.Kind, _ table: VersionedTable, key: [SQLValue], columns: [SQLValue]) {
    let number = number(of: table)
    let values = key + columns
    bytes.append(kind.rawValue)
    put(UInt64(number))
    let last = before[number]
    var mask = [UInt8](repeating: 0, count: (values.count + 7) / 8)
    for (index, value) in values.enumerated() where index >= last.count || last[index] != value {
      mask[index / 8] |= 1 << UInt8(index % 8)
    }
    bytes += mask
    for (index, value) in values.enumerated() where mask[index / 8] >> UInt8(index % 8) & 1 == 1 { put(value) }
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
    bytes.append(Self.tableMark)
    put(table.name)
    for columns in [table.key, table.columns] {
      put(UInt64(columns.count))
      for column in columns { put(column.name) }
    }
    return number
  }

  private mutating func put(_ value: SQLValue) {
    switch value {
    case .null: bytes.append(0)
    case .integer(let integer):
      bytes.append(1)
      put(UInt64(bitPattern: integer << 1 ^ integer >> 63))
    case .text(let text):
      bytes.append(2)
      put(text)
    case .blob(let blob):
      bytes.append(3)
      put(UInt64(blob.count))
      bytes += blob
    }
  }

  private mutating func put(_ text: String) {
    put(UInt64(text.utf8.count))
    bytes += text.utf8
  }

  private mutating func put(_ number: UInt64) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
