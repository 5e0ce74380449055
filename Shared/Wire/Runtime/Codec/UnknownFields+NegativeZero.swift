extension UnknownFields {
  /// Adds field `number` when it is -0.0, which protobuf writes although a field without presence is not written at zero;
  /// libprotobuf-c takes it for zero.
  @inlinable package mutating func keepNegativeZero(_ value: Double, _ number: UInt32) {
    if value == 0, value.sign == .minus { append(number, 1, value.bitPattern) }
  }

  /// Adds field `number` when it is -0.0.
  @inlinable package mutating func keepNegativeZero(_ value: Float, _ number: UInt32) {
    if value == 0, value.sign == .minus { append(number, 5, value.bitPattern) }
  }

  @usableFromInline package mutating func append(_ number: UInt32, _ type: UInt8, _ bits: some FixedWidthInteger) {
    var writer = WireWriter()
    writer.bytes = bytes
    writer.tag(number, type)
    writer.fixed(bits)
    bytes = writer.bytes
  }
}
