internal import CProtobufC

/// Rewrites a message so that libprotobuf-c can take it, where protobuf wants more of a reader:
/// - Groups, and known fields of another wire type, are unknown fields. Each is put aside: it becomes a length-delimited
///   field with a number that no contract can have, whose contents are the field as it came; ``Raising/unknown(_:_:)``
///   takes it out again.
/// - A message that comes twice is merged: what both hold is put together into one, which reads as the merge of the two.
///   In a oneof that is so only while no other member comes between. In C every message is in a oneof, if it must with
///   itself alone (the generator sees to that), except the elements of repeated fields and maps.
enum Rewriting {
  /// Above the largest legal field number, and within the 32 bits that libprotobuf-c reads.
  static let number: UInt32 = 0xFFFF_FFFF

  /// The message rewritten at every depth. The bytes have passed ``Inspection``.
  static func rewrite(
    _ bytes: UnsafeRawBufferPointer, _ type: UnsafePointer<ProtobufCMessageDescriptor>
  ) throws(WireError) -> [UInt8] {
    var (reader, writer, held) = (WireReader(bytes), WireWriter(), HeldMessages())
    while !reader.isAtEnd {
      let start = reader.offset
      let (number, wireType) = try reader.tag()
      let field = type.pointee.field(number)
      if wireType == 2, let field, let inner = field.messageType {
        let contents = try reader.delimited()
        if field.isInOneof {
          held.add(contents, of: field)
        } else {
          writer.tag(number, wireType)
          writer.delimited(try rewrite(contents, inner))
        }
        continue
      }
      try reader.skip(number: number, type: wireType, depth: .max, limit: .max)
      if wireType == 3 || field.map({ !$0.takes(wireType) }) ?? false {
        writer.varint(UInt64(Self.number) << 3 | 2)
        writer.delimited(bytes[start..<reader.offset])
      } else {
        if let field, field.isInOneof { held.remove(oneofOf: field) }
        writer.bytes.append(contentsOf: bytes[start..<reader.offset])
      }
    }
    try write(held, to: &writer)
    return writer.bytes
  }

  private static func write(_ held: HeldMessages, to writer: inout WireWriter) throws(WireError) {
    for message in held.messages {
      guard let type = message.field.messageType else { continue }
      let result: Result<[UInt8], WireError> = message.contents.withUnsafeBytes { contents in
        do throws(WireError) { return .success(try rewrite(contents, type)) } catch { return .failure(error) }
      }
      writer.tag(message.field.id, 2)
      writer.delimited(try result.get())
    }
  }
}

/// The messages in oneofs that have been read and may still be merged with more or replaced.
private struct HeldMessages {
  private(set) var messages: [(field: ProtobufCFieldDescriptor, contents: [UInt8])] = []

  mutating func add(_ contents: UnsafeRawBufferPointer, of field: ProtobufCFieldDescriptor) {
    guard let index = index(oneofOf: field) else { return messages.append((field, Array(contents))) }
    if messages[index].field.id == field.id {
      messages[index].contents.append(contentsOf: contents)
    } else {
      messages[index] = (field, Array(contents))
    }
  }

  mutating func remove(oneofOf field: ProtobufCFieldDescriptor) {
    if let index = index(oneofOf: field) { messages.remove(at: index) }
  }

  /// A oneof is told by where in the struct its case is.
  private func index(oneofOf field: ProtobufCFieldDescriptor) -> Int? {
    messages.firstIndex { $0.field.quantifier_offset == field.quantifier_offset }
  }
}
