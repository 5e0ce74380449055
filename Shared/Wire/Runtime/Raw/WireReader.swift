/// Reads protobuf's tokens from bytes that nobody has checked yet.
package struct WireReader {
  /// The largest field number.
  package static let maximalNumber: UInt32 = (1 << 29) - 1

  package let bytes: UnsafeRawBufferPointer
  package private(set) var offset = 0

  package init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  package var isAtEnd: Bool { offset == bytes.count }

  func fault(_ fault: WireError.Fault) -> WireError { .malformed(fault, offset: offset) }

  /// An unsigned number of at most ten bytes; bits above the 64th are dropped, as everywhere.
  package mutating func varint() throws(WireError) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<10 {
      guard offset + index < bytes.count else { throw fault(.truncated) }
      let byte = bytes[offset + index]
      value |= UInt64(byte & 0x7F) << UInt64(7 * index)
      if byte < 0x80 {
        offset += index + 1
        return value
      }
    }
    throw fault(.varint)
  }

  /// A field's number and wire type (0...5).
  package mutating func tag() throws(WireError) -> (number: UInt32, type: UInt8) {
    let start = offset
    let value = try varint()
    guard offset - start <= 5, value <= UInt64(UInt32.max) else { throw fault(.varint) }
    let (number, type) = (UInt32(value >> 3), UInt8(value & 7))
    guard number > 0 else { throw fault(.fieldNumber) }
    guard type <= 5 else { throw fault(.wireType) }
    return (number, type)
  }

  /// The next `count` bytes.
  package mutating func take(_ count: UInt64) throws(WireError) -> UnsafeRawBufferPointer {
    guard count <= UInt64(bytes.count - offset) else { throw fault(.truncated) }
    defer { offset += Int(count) }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(count)])
  }

  /// The contents of a length-delimited field.
  package mutating func delimited() throws(WireError) -> UnsafeRawBufferPointer { try take(varint()) }

  /// A little-endian number.
  package mutating func fixed<Number: FixedWidthInteger>(_ type: Number.Type) throws(WireError) -> Number {
    let size = MemoryLayout<Number>.size
    guard size <= bytes.count - offset else { throw fault(.truncated) }
    defer { offset += size }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
  }

  /// Passes over the contents of a field whose tag has been read. `depth` is how many groups may still be entered.
  package mutating func skip(number: UInt32, type: UInt8, depth: Int, limit: Int) throws(WireError) {
    switch type {
    case 0: _ = try varint()
    case 1: _ = try take(8)
    case 2: _ = try delimited()
    case 3: try skipGroup(number, depth: depth, limit: limit)
    case 5: _ = try take(4)
    default: throw fault(.group)
    }
  }

  private mutating func skipGroup(_ number: UInt32, depth: Int, limit: Int) throws(WireError) {
    guard depth > 0 else { throw .tooDeep(limit: limit) }
    while !isAtEnd {
      let (inner, type) = try tag()
      if type == 4 {
        guard inner == number else { throw fault(.group) }
        return
      }
      try skip(number: inner, type: type, depth: depth - 1, limit: limit)
    }
    throw fault(.group)
  }
}
