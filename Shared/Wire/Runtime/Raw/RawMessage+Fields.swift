extension RawMessage {
  /// The contents of every field `number`, in order.
  public func values(_ number: UInt32) -> [Value] { fields.lazy.filter { $0.number == number }.map(\.value) }

  /// The contents of every length-delimited field `number`.
  public func allBytes(_ number: UInt32) -> [[UInt8]] {
    values(number).compactMap { if case .bytes(let bytes) = $0 { bytes } else { nil } }
  }

  /// The contents of the last length-delimited field `number`.
  public func bytes(_ number: UInt32) -> [UInt8]? { allBytes(number).last }

  /// The text of the last field `number`; empty when there is none. What is not UTF-8 is replaced.
  public func string(_ number: UInt32) -> String { String(decoding: bytes(number) ?? [], as: UTF8.self) }

  /// The texts of all fields `number`.
  public func strings(_ number: UInt32) -> [String] { allBytes(number).map { String(decoding: $0, as: UTF8.self) } }

  /// The number of the last varint field `number`.
  public func varint(_ number: UInt32) -> UInt64? {
    for field in fields.reversed() where field.number == number {
      if case .varint(let value) = field.value { return value }
    }
    return nil
  }

  /// The numbers of field `number`, whether packed or one by one.
  ///
  /// - Throws: ``WireError`` when a packed field is malformed.
  public func varints(_ number: UInt32) throws(WireError) -> [UInt64] {
    var numbers: [UInt64] = []
    for value in values(number) {
      switch value {
      case .varint(let single): numbers.append(single)
      case .bytes(let packed): numbers += try RawMessage.unpack(packed)
      default: break
      }
    }
    return numbers
  }

  private static func unpack(_ packed: [UInt8]) throws(WireError) -> [UInt64] {
    let result: Result<[UInt64], WireError> = packed.withUnsafeBytes { buffer in
      var (reader, numbers) = (WireReader(buffer), [UInt64]())
      do throws(WireError) {
        while !reader.isAtEnd { numbers.append(try reader.varint()) }
        return .success(numbers)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// The last message field `number`.
  ///
  /// - Throws: ``WireError`` when its bytes are malformed.
  public func message(_ number: UInt32) throws(WireError) -> RawMessage? {
    guard let bytes = bytes(number) else { return nil }
    return try RawMessage(decoding: bytes)
  }

  /// All message fields `number`.
  ///
  /// - Throws: ``WireError`` when the bytes of one are malformed.
  public func messages(_ number: UInt32) throws(WireError) -> [RawMessage] {
    var messages: [RawMessage] = []
    for bytes in allBytes(number) { messages.append(try RawMessage(decoding: bytes)) }
    return messages
  }

  /// Takes all fields `number` away.
  public mutating func remove(_ number: UInt32) { fields.removeAll { $0.number == number } }

  /// Puts one field `number` in place of all that there are, at the end.
  public mutating func set(_ number: UInt32, _ value: Value) {
    remove(number)
    fields.append(Field(number, value))
  }

  /// Adds a text.
  public mutating func append(_ number: UInt32, _ text: String) {
    fields.append(Field(number, .bytes(Array(text.utf8))))
  }

  /// Adds a message.
  public mutating func append(_ number: UInt32, _ message: RawMessage) {
    fields.append(Field(number, .bytes(message.encoded())))
  }

  /// Replaces each message field `number` by what `edit` makes of it; nil takes it away.
  ///
  /// - Throws: ``WireError`` when a field's bytes are malformed.
  public mutating func edit(
    _ number: UInt32, _ edit: (RawMessage) throws(WireError) -> RawMessage?
  ) throws(WireError) {
    var edited: [Field] = []
    for field in fields {
      guard field.number == number, case .bytes(let bytes) = field.value else {
        edited.append(field)
        continue
      }
      guard let message = try edit(RawMessage(decoding: bytes)) else { continue }
      edited.append(Field(number, .bytes(message.encoded())))
    }
    fields = edited
  }
}
