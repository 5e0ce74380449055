package import CProtobufC

/// Walks a message's bytes by its C descriptor, to say exactly what is wrong or special with them.
package struct Inspection {
  private let depth: Int

  package init(_ limits: WireLimits) { depth = limits.depth }

  /// Answers whether there are fields that libprotobuf-c cannot take and ``Lifting`` must put aside.
  ///
  /// - Throws: ``WireError`` when the bytes are malformed or nest too deep.
  package func run(
    _ bytes: UnsafeRawBufferPointer, _ type: UnsafePointer<ProtobufCMessageDescriptor>
  ) throws(WireError) -> Bool {
    try walk(bytes, type, left: depth)
  }

  private func walk(
    _ bytes: UnsafeRawBufferPointer, _ type: UnsafePointer<ProtobufCMessageDescriptor>, left: Int
  ) throws(WireError) -> Bool {
    var (reader, special) = (WireReader(bytes), false)
    while !reader.isAtEnd {
      let (number, wireType) = try reader.tag()
      let field = type.pointee.field(number)
      if let inner = field?.messageType, wireType == 2 {
        guard left > 0 else { throw .tooDeep(limit: depth) }
        let contents = try reader.delimited()
        if try walk(contents, inner, left: left - 1) { special = true }
      } else {
        if wireType == 3 || field.map({ !$0.takes(wireType) }) ?? false { special = true }
        try reader.skip(number: number, type: wireType, depth: left, limit: depth)
      }
    }
    return special
  }
}
