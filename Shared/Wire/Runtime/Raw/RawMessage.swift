/// A message as its fields came, without a contract: to read, edit and write messages whose types are not at hand.
///
/// Only one level is read at a time; ``message(_:)`` reads the next.
public struct RawMessage: Sendable, Hashable {
  /// One field as it came.
  public struct Field: Sendable, Hashable {
    /// The field's number.
    public var number: UInt32
    /// Its contents.
    public var value: Value

    /// A field with these contents.
    public init(_ number: UInt32, _ value: Value) {
      self.number = number
      self.value = value
    }
  }

  /// The contents of a field, by its wire type.
  public enum Value: Sendable, Hashable {
    case varint(UInt64)
    case fixed64(UInt64)
    case bytes([UInt8])
    /// The group's fields.
    case group(RawMessage)
    case fixed32(UInt32)
  }

  /// The fields in the order in which they came.
  public var fields: [Field]

  /// A message with these fields.
  public init(_ fields: [Field] = []) { self.fields = fields }

  /// Reads the fields of a message.
  ///
  /// - Throws: ``WireError`` when the bytes are malformed or groups nest deeper than `depth`.
  public init(decoding bytes: [UInt8], depth: Int = WireLimits().depth) throws(WireError) {
    let result: Result<RawMessage, WireError> = bytes.withUnsafeBytes { buffer in
      do throws(WireError) {
        var reader = WireReader(buffer)
        return .success(try RawMessage(&reader, closing: nil, depth: depth, limit: depth))
      } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }

  private init(_ reader: inout WireReader, closing group: UInt32?, depth: Int, limit: Int) throws(WireError) {
    fields = []
    while !reader.isAtEnd {
      let (number, type) = try reader.tag()
      switch type {
      case 0: fields.append(Field(number, .varint(try reader.varint())))
      case 1: fields.append(Field(number, .fixed64(try reader.fixed(UInt64.self))))
      case 2: fields.append(Field(number, .bytes(Array(try reader.delimited()))))
      case 3:
        guard depth > 0 else { throw .tooDeep(limit: limit) }
        let inner = try RawMessage(&reader, closing: number, depth: depth - 1, limit: limit)
        fields.append(Field(number, .group(inner)))
      case 5: fields.append(Field(number, .fixed32(try reader.fixed(UInt32.self))))
      default:
        guard number == group else { throw reader.fault(.group) }
        return
      }
    }
    guard group == nil else { throw reader.fault(.group) }
  }

  /// The message's bytes, field by field.
  public func encoded() -> [UInt8] {
    var writer = WireWriter()
    write(to: &writer)
    return writer.bytes
  }

  private func write(to writer: inout WireWriter) {
    for field in fields {
      switch field.value {
      case .varint(let value):
        writer.tag(field.number, 0)
        writer.varint(value)
      case .fixed64(let value):
        writer.tag(field.number, 1)
        writer.fixed(value)
      case .bytes(let value):
        writer.tag(field.number, 2)
        writer.delimited(value)
      case .group(let value):
        writer.tag(field.number, 3)
        value.write(to: &writer)
        writer.tag(field.number, 4)
      case .fixed32(let value):
        writer.tag(field.number, 5)
        writer.fixed(value)
      }
    }
  }
}
