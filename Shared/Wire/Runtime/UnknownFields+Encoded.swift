extension UnknownFields {
  /// Fields of the contract whose bytes were made before, by ``WireMessage/encoded(asField:arena:)``: they are written as
  /// they are, behind the other fields of their message. Whoever reads it finds them in their places, since the fields of
  /// a message may come in any order (protobuf.dev, Encoding, "Field Order").
  ///
  /// For answers of which most stays what it was: encoding a thousand messages costs more than sending their bytes.
  public init(encoded fields: some Sequence<[UInt8]>) {
    var bytes: [UInt8] = []
    for field in fields { bytes += field }
    self.init(bytes: bytes)
  }
}

extension WireMessage {
  /// The message as field `number` of another one: its tag, its length, its bytes.
  public func encoded(asField number: UInt32, arena: Arena) -> [UInt8] {
    var memory: UnsafeMutableRawPointer?
    defer { memory?.deallocate() }
    let size = encode(arena: arena) { bound in
      let fresh = UnsafeMutableRawPointer.allocate(byteCount: max(bound, 1), alignment: 1)
      memory = fresh
      return fresh
    }
    var writer = WireWriter()
    writer.bytes.reserveCapacity(size + 2 * Self.longestVarint)
    writer.tag(number, 2)
    writer.delimited(UnsafeRawBufferPointer(start: memory, count: size))
    return writer.bytes
  }

  /// Bytes of the longest tag or length.
  private static var longestVarint: Int { 5 }
}
