/// Reads the effects of one part, in order: see `EffectWriter` for the bytes.
///
/// What cannot have been written by it is refused, whatever it is: the bytes may have been edited on the disk.
public struct EffectReader {
  private let bytes: [UInt8]
  private var place = 0
  private var tables: [(table: EffectTable, before: [SQLValue])] = []

  /// Reads a part as it was kept.
  public init(_ part: [UInt8]) { bytes = part }

  /// The next effect; nil after the last. Throws `logBroken` for bytes that are none.
  public mutating func next() throws(StorageError) -> Effect? {
    while place < bytes.count {
      let mark = try byte()
      if mark == EffectWriter.tableMark {
        try readTable()
      } else if let kind = Effect.Kind(rawValue: mark) {
        return try readRow(kind)
      } else {
        throw Self.malformed
      }
    }
    return nil
  }

  private mutating func readTable() throws(StorageError) {
    let name = try text()
    let key = try names()
    let columns = try names()
    guard !key.isEmpty else { throw Self.malformed }
    tables.append((EffectTable(name: name, key: key, columns: columns), []))
  }

  private mutating func readRow(_ kind: Effect.Kind) throws(StorageError) -> Effect {
    let raw = try number()
    guard raw < UInt64(tables.count) else { throw Self.malformed }
    let number = Int(raw)
    let (table, before) = tables[number]
    let total = table.key.count + (kind == .remove ? 0 : table.columns.count)
    var mask: [UInt8] = []
    for _ in 0..<(total + 7) / 8 { mask.append(try byte()) }
    var values: [SQLValue] = []
    for index in 0..<total {
      if mask[index / 8] >> UInt8(index % 8) & 1 == 1 {
        values.append(try value())
      } else {
        guard index < before.count else { throw Self.malformed }
        values.append(before[index])
      }
    }
    tables[number].before.replaceSubrange(0..<min(before.count, total), with: values)
    let keys = table.key.count
    return Effect(table: table, kind: kind, key: Array(values[..<keys]), columns: Array(values[keys...]))
  }

  private mutating func value() throws(StorageError) -> SQLValue {
    switch try byte() {
    case 0: return .null
    case 1:
      let raw = try number()
      return .integer(Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1))
    case 2: return .text(try text())
    case 3: return .blob(Array(try slice()))
    default: throw Self.malformed
    }
  }

  private mutating func names() throws(StorageError) -> [String] {
    var names: [String] = []
    for _ in 0..<(try count()) { names.append(try text()) }
    return names
  }

  private mutating func text() throws(StorageError) -> String {
    guard let text = String(validating: try slice(), as: UTF8.self) else { throw Self.malformed }
    return text
  }

  private mutating func slice() throws(StorageError) -> ArraySlice<UInt8> {
    let length = try count()
    defer { place += length }
    return bytes[place..<place + length]
  }

  /// A count, number or length: never more than there are bytes left, so that nothing is made on a lie's account.
  private mutating func count() throws(StorageError) -> Int {
    let number = try number()
    guard number <= UInt64(bytes.count - place) else { throw Self.malformed }
    return Int(number)
  }

  private mutating func number() throws(StorageError) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: 0, to: 70, by: 7) {
      let byte = try byte()
      guard shift < 63 || byte <= 1 else { break }
      number |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte < 0x80 { return number }
    }
    throw Self.malformed
  }

  private mutating func byte() throws(StorageError) -> UInt8 {
    guard place < bytes.count else { throw Self.malformed }
    defer { place += 1 }
    return bytes[place]
  }

  private static let malformed = StorageError.logBroken("its effects cannot be read")
}
