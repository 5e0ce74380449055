/// Writes protobuf's tokens.
package struct WireWriter {
  package var bytes: [UInt8] = []

  package init() {}

  package mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  package mutating func tag(_ number: UInt32, _ type: UInt8) { varint(UInt64(number) << 3 | UInt64(type)) }

  /// An `int32` or `int64` field.
  package mutating func integer(_ number: UInt32, _ value: some SignedInteger & FixedWidthInteger) {
    tag(number, 0)
    varint(UInt64(bitPattern: Int64(value)))
  }

  package mutating func delimited(_ contents: some Collection<UInt8>) {
    varint(UInt64(contents.count))
    bytes.append(contentsOf: contents)
  }

  package mutating func fixed<Number: FixedWidthInteger>(_ value: Number) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
