/// Writes values as the bytes that the log and backups keep:
///
/// - value: byte 0 null; 1 integer, zigzag; 2 text, its length and UTF-8; 3 bytes, their length and themselves.
///
/// Numbers, lengths and integers are unsigned LEB128. Names are texts without their kind.
struct ValueWriter {
  var bytes: [UInt8] = []

  mutating func put(_ value: SQLValue) {
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

  mutating func put(_ text: String) {
    put(UInt64(text.utf8.count))
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ names: [String]) {
    put(UInt64(names.count))
    for name in names { put(name) }
  }

  mutating func put(_ number: UInt64) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
