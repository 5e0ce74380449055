package import CProtobufC

/// Walks a message's bytes by its C descriptor, to say exactly what is wrong with them.
package struct Inspection {
  private let depth: Int

  package init(_ limits: WireLimits) { depth = limits.depth }

  /// Looks at every token at every depth, but not into packed fields and texts.
  ///
  /// - Throws: ``WireError`` when the bytes are malformed or nest too deep.
  package func run(
    _ bytes: UnsafeRawBufferPointer, _ type: UnsafePointer<ProtobufCMessageDescriptor>
  ) throws(WireError) {
    try walk(bytes, type, left: depth)
  }

  private func walk(
    _ bytes: UnsafeRawBufferPointer, _ type: UnsafePointer<ProtobufCMessageDescriptor>, left: Int
  ) throws(WireError) {
    var reader = WireReader(bytes)
    while !reader.isAtEnd {
      let (number, wireType) = try reader.tag()
      if wireType == 2, let inner = type.pointee.field(number)?.messageType {
        guard left > 0 else { throw .tooDeep(limit: depth) }
        let contents = try reader.delimited()
        try walk(contents, inner, left: left - 1)
      } else {
        try reader.skip(number: number, type: wireType, depth: left, limit: depth)
      }
    }
  }
}
