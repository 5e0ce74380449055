public import CProtobufC

/// From Swift's values to C's, in the arena: the steps of generated code. Each adds to `bound` what its contents can take
/// at most; what tags and lengths take is added by the caller.
public enum Lowering {
  /// A `string` field, read where it lies.
  @inlinable public static func string(
    _ text: UnsafePointer<String>?, _ arena: Arena, _ bound: inout Int
  ) -> ProtobufCBinaryData {
    guard let text else { preconditionFailure("a field that is not stored") }
    guard let count = arena.shortStrings?.count(of: text) else { return string(text.pointee, arena, &bound) }
    guard count > 0 else { return ProtobufCBinaryData() }
    let target = arena.take(UInt8.self, 16)
    UnsafeMutableRawPointer(target).copyMemory(from: text, byteCount: 16)
    bound += count
    return ProtobufCBinaryData(len: count, data: target)
  }

  /// A `string` field that is not stored by itself: in an optional, a oneof, an array or a map.
  @inlinable public static func string(_ text: String, _ arena: Arena, _ bound: inout Int) -> ProtobufCBinaryData {
    let utf8 = text.utf8
    let count = utf8.count
    guard count > 0 else { return ProtobufCBinaryData() }
    let target = arena.take(UInt8.self, count)
    let copied: Void? = utf8.withContiguousStorageIfAvailable { source in
      if let start = source.baseAddress { target.update(from: start, count: source.count) }
    }
    if copied == nil { _ = UnsafeMutableBufferPointer(start: target, count: count).update(from: utf8) }
    bound += count
    return ProtobufCBinaryData(len: count, data: target)
  }

  /// A `bytes` field.
  @inlinable public static func bytes(_ bytes: [UInt8], _ arena: Arena, _ bound: inout Int) -> ProtobufCBinaryData {
    let count = bytes.count
    guard count > 0 else { return ProtobufCBinaryData() }
    bound += count
    return ProtobufCBinaryData(len: count, data: copy(bytes, arena))
  }

  /// A repeated field of numbers; also the bytes of a `bytes` field.
  @inlinable public static func copy<Number>(_ numbers: [Number], _ arena: Arena) -> UnsafeMutablePointer<Number> {
    let target = arena.take(Number.self, numbers.count)
    numbers.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { target.update(from: start, count: source.count) }
    }
    return target
  }

  /// A repeated `string` field.
  @inlinable public static func strings(
    _ strings: [String], _ arena: Arena, _ bound: inout Int
  ) -> UnsafeMutablePointer<ProtobufCBinaryData> {
    let target = arena.take(ProtobufCBinaryData.self, strings.count)
    for index in strings.indices { target[index] = string(strings[index], arena, &bound) }
    return target
  }

  /// A repeated `bytes` field.
  @inlinable public static func bytes(
    _ values: [[UInt8]], _ arena: Arena, _ bound: inout Int
  ) -> UnsafeMutablePointer<ProtobufCBinaryData> {
    let target = arena.take(ProtobufCBinaryData.self, values.count)
    for index in values.indices { target[index] = bytes(values[index], arena, &bound) }
    return target
  }

  /// A repeated `bool` field.
  @inlinable public static func bools(_ values: [Bool], _ arena: Arena) -> UnsafeMutablePointer<UInt64> {
    let target = arena.take(UInt64.self, values.count)
    for index in values.indices { target[index] = values[index] ? 1 : 0 }
    return target
  }

  /// A repeated enum field.
  @inlinable public static func enums(_ values: [some WireEnum], _ arena: Arena) -> UnsafeMutablePointer<Int32> {
    let target = arena.take(Int32.self, values.count)
    for index in values.indices { target[index] = values[index].rawValue }
    return target
  }

  /// A message field that may be absent: the message where it lies. The payload of an optional is in front of it.
  @inlinable @inline(__always)
  public static func payload<Message>(_ field: UnsafePointer<Message?>?) -> UnsafePointer<Message>? {
    guard let field else { preconditionFailure("a field that is not stored") }
    guard case .some = field.pointee else { return nil }
    return UnsafeRawPointer(field).assumingMemoryBound(to: Message.self)
  }

  /// A repeated message field: each message where it lies, with its struct.
  @inlinable public static func each<Message, Struct>(
    of messages: [Message], into structs: UnsafeMutablePointer<Struct>,
    _ lower: (UnsafePointer<Message>, UnsafeMutablePointer<Struct>) -> Void
  ) {
    messages.withUnsafeBufferPointer { messages in
      guard let first = messages.baseAddress else { return }
      for index in messages.indices { lower(first + index, structs + index) }
    }
  }

  /// Pointers to `count` structs that lie side by side: what a repeated message field is in C.
  @inlinable public static func pointers<Struct>(
    _ structs: UnsafeMutablePointer<Struct>, _ count: Int, _ arena: Arena
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<Struct>?> {
    let target = arena.take(UnsafeMutablePointer<Struct>?.self, count)
    for index in 0..<count { target[index] = structs + index }
    return target
  }

  /// A map's entries by key, so that the same map always gives the same bytes.
  @inlinable public static func sorted<Key: Comparable, Value>(_ map: [Key: Value]) -> [(key: Key, value: Value)] {
    map.sorted { $0.key < $1.key }
  }

  /// A map's entries, false first.
  @inlinable public static func sorted<Value>(_ map: [Bool: Value]) -> [(key: Bool, value: Value)] {
    map.sorted { !$0.key && $1.key }
  }

  /// The fields that the contract does not know. All of them are handed over as one: libprotobuf-c writes an unknown
  /// field as its tag and then its bytes as they are, and those may go on with the other fields.
  public static func unknown(
    _ fields: UnknownFields, _ base: inout ProtobufCMessage, _ arena: Arena, _ bound: inout Int
  ) {
    guard !fields.isEmpty else { return }
    let copied = copy(fields.bytes, arena)
    var reader = WireReader(UnsafeRawBufferPointer(start: copied, count: fields.bytes.count))
    guard let (number, type) = try? reader.tag() else { preconditionFailure("unknown fields without a tag") }
    let field = arena.take(ProtobufCMessageUnknownField.self)
    field.initialize(
      to: ProtobufCMessageUnknownField(
        tag: number, wire_type: ProtobufCWireType(rawValue: UInt32(type)),
        len: fields.bytes.count - reader.offset, data: copied + reader.offset))
    base.n_unknown_fields = 1
    base.unknown_fields = field
    bound += fields.bytes.count
  }
}
