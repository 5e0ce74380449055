public import CProtobufC

/// From C values to Swift's: the steps of generated code.
public enum Raising {
  /// A `string` field, checked once and copied once.
  @inlinable public static func string(
    _ data: ProtobufCBinaryData, _ field: StaticString, _ arena: Arena
  ) throws(WireError) -> String {
    guard data.len > 0 else { return "" }
    if let short = arena.shortStrings?.string(data) { return short }
    let bytes = UnsafeBufferPointer(start: data.data, count: data.len)
    do {
      return String(copying: try UTF8Span(validating: bytes.span))
    } catch {
      throw .invalidUTF8(field: "\(field)")
    }
  }

  /// A repeated `string` field.
  @inlinable public static func strings(
    _ count: Int, _ data: UnsafeMutablePointer<ProtobufCBinaryData>?, _ field: StaticString, _ arena: Arena
  ) throws(WireError) -> [String] {
    guard let data, count > 0 else { return [] }
    var strings: [String] = []
    strings.reserveCapacity(count)
    for index in 0..<count { strings.append(try string(data[index], field, arena)) }
    return strings
  }

  /// A `bytes` field.
  @inlinable public static func bytes(_ data: ProtobufCBinaryData) -> [UInt8] {
    Array(UnsafeBufferPointer(start: data.data, count: data.len))
  }

  /// A repeated `bytes` field.
  @inlinable public static func bytes(
    _ count: Int, _ data: UnsafeMutablePointer<ProtobufCBinaryData>?
  ) -> [[UInt8]] {
    UnsafeBufferPointer(start: data, count: data == nil ? 0 : count).map { bytes($0) }
  }

  /// A repeated field of numbers.
  @inlinable public static func numbers<Number>(_ count: Int, _ data: UnsafeMutablePointer<Number>?) -> [Number] {
    Array(UnsafeBufferPointer(start: data, count: data == nil ? 0 : count))
  }

  /// A repeated `bool` field.
  @inlinable public static func bools(_ count: Int, _ data: UnsafeMutablePointer<UInt64>?) -> [Bool] {
    UnsafeBufferPointer(start: data, count: data == nil ? 0 : count).map { $0 != 0 }
  }

  /// A repeated enum field.
  @inlinable public static func enums<Value: WireEnum>(_ count: Int, _ data: UnsafeMutablePointer<Int32>?) -> [Value] {
    UnsafeBufferPointer(start: data, count: data == nil ? 0 : count).map { Value(rawValue: $0) }
  }

  /// A repeated message field.
  @inlinable public static func messages<Message, Struct>(
    _ count: Int, _ structs: UnsafeMutablePointer<UnsafeMutablePointer<Struct>?>,
    _ raise: (UnsafePointer<Struct>) throws(WireError) -> Message
  ) throws(WireError) -> [Message] {
    var messages: [Message] = []
    messages.reserveCapacity(count)
    for index in 0..<count {
      guard let c = structs[index] else { continue }
      messages.append(try raise(c))
    }
    return messages
  }

  /// The fields that the contract does not know.
  public static func unknown(_ base: ProtobufCMessage, _ arena: Arena) throws(WireError) -> UnknownFields {
    var writer = WireWriter()
    for field in UnsafeBufferPointer(start: base.unknown_fields, count: Int(base.n_unknown_fields)) {
      let contents = UnsafeRawBufferPointer(start: field.data, count: field.len)
      if arena.holdsLifted, field.tag == Rewriting.number {
        var reader = WireReader(contents)
        writer.bytes.append(contentsOf: try reader.delimited())
      } else {
        guard field.tag > 0, field.tag <= WireReader.maximalNumber else { throw .malformed(.fieldNumber, offset: 0) }
        writer.tag(field.tag, UInt8(field.wire_type.rawValue))
        writer.bytes.append(contentsOf: contents)
      }
    }
    return UnknownFields(bytes: writer.bytes)
  }
}
