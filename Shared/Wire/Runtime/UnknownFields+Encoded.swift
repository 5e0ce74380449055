extension UnknownFields {
  /// Fields of the contract whose bytes were made before: they are written as they are, behind the other fields of their
  /// message. Whoever reads it finds them in their places, since the fields of a message may come in any order
  /// (protobuf.dev, Encoding, "Field Order").
  ///
  /// For answers of which most stays what it was: encoding a thousand messages costs more than sending their bytes.
  package init(encoded fields: WireWriter) { self.init(bytes: fields.bytes) }
}

extension WireMessage {
  /// The message's bytes, made in an arena that is used for others too.
  package func encoded(by arena: Arena) -> [UInt8] {
    var memory: UnsafeMutableRawPointer?
    defer { memory?.deallocate() }
    let size = encode(arena: arena) { bound in
      let fresh = UnsafeMutableRawPointer.allocate(byteCount: max(bound, 1), alignment: 1)
      memory = fresh
      return fresh
    }
    return Array(UnsafeRawBufferPointer(start: memory, count: size))
  }

  /// The message's bytes. The same value always gives the same bytes.
  public func encoded() -> [UInt8] { encoded(by: Arena(blockBytes: 4096)) }
}
