extension UnknownFields {
  /// Adds field `number` when it is -0.0, which protobuf writes although a field without presence is not written at zero;
  /// libprotobuf-c takes it for zero.
  public mutating func keepNegativeZero(_ value: Double, _ number: UInt32) {
    if Lowering.isNegativeZero(value) { append(number, 1, value.bitPattern) }
  }

  /// Adds field `number` when it is -0.0.
  public mutating func keepNegativeZero(_ value: Float, _ number: UInt32) {
    if Lowering.isNegativeZero(value) { append(number, 5, value.bitPattern) }
  }

  private mutating func append(_ number: UInt32, _ type: UInt8, _ bits: some FixedWidthInteger) {
    var writer = WireWriter()
    writer.bytes = bytes
    writer.tag(number, type)
    writer.fixed(bits)
    self = UnknownFields(bytes: writer.bytes)
  }
}

extension Lowering {
  /// Whether a field without presence must be written although it equals zero.
  @inlinable public static func isNegativeZero(_ value: Double) -> Bool { value.bitPattern == 1 << 63 }

  /// Whether a field without presence must be written although it equals zero.
  @inlinable public static func isNegativeZero(_ value: Float) -> Bool { value.bitPattern == 1 << 31 }
}
