internal import CProtobufC

/// Puts aside what libprotobuf-c refuses and protobuf calls an unknown field: groups, and known fields of another wire
/// type. Each becomes a length-delimited field with a number that no contract can have, whose contents are the field as
/// it came; ``Raising/unknown(_:_:)`` takes it out again.
enum Lifting {
  /// Above the largest legal field number, and within the 32 bits that libprotobuf-c reads.
  static let number: UInt32 = 0xFFFF_FFFF

  /// The message with its special fields put aside. The bytes have passed ``Inspection``.
  static func lift(
    _ bytes: UnsafeRawBufferPointer, _ type: UnsafePointer<ProtobufCMessageDescriptor>
  ) throws(WireError) -> [UInt8] {
    var (reader, writer) = (WireReader(bytes), WireWriter())
    while !reader.isAtEnd {
      let start = reader.offset
      let (number, wireType) = try reader.tag()
      let field = type.pointee.field(number)
      if let inner = field?.messageType, wireType == 2 {
        writer.tag(number, wireType)
        writer.delimited(try lift(reader.delimited(), inner))
        continue
      }
      try reader.skip(number: number, type: wireType, depth: .max, limit: .max)
      if wireType == 3 || field.map({ !$0.takes(wireType) }) ?? false {
        writer.varint(UInt64(Self.number) << 3 | 2)
        writer.delimited(bytes[start..<reader.offset])
      } else {
        writer.bytes.append(contentsOf: bytes[start..<reader.offset])
      }
    }
    return writer.bytes
  }
}
