extension [UInt8] {
  /// The unsigned number of `count` bytes at an offset, least byte first; `nil` beyond the end.
  func number(at offset: Int, bytes count: Int) -> UInt64? {
    guard offset >= 0, offset <= self.count, count <= self.count - offset else { return nil }
    return (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(self[offset + $1]) }
  }

  /// Appends a number, least byte first.
  mutating func append(_ number: some FixedWidthInteger & UnsignedInteger) {
    for shift in stride(from: 0, to: number.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: number >> shift)) }
  }
}
