import Testing
import Wire

@Suite("A raw message")
struct RawMessageTests {
  @Test("keeps every kind of field in its order")
  func kinds() throws {
    let message = RawMessage([
      .init(2, .bytes([1, 2])), .init(1, .varint(.max)), .init(3, .fixed32(7)), .init(2, .bytes([])),
      .init(4, .fixed64(9)), .init(5, .group(RawMessage([.init(6, .varint(0))]))),
    ])
    #expect(message.encoded() == hex("12020102 08ffffffffffffffffff01 1d07000000 1200 210900000000000000 2b30002c"))
    #expect(try RawMessage(decoding: message.encoded()) == message)
  }

  @Test("answers with the last of a field, or all of them")
  func access() throws {
    var message = RawMessage([.init(1, .varint(1)), .init(1, .varint(2)), .init(3, .bytes([5, 6]))])
    message.append(2, "a")
    message.append(2, "b")
    #expect(message.varint(1) == 2)
    #expect(message.string(2) == "b")
    #expect(message.strings(2) == ["a", "b"])
    #expect(try message.varints(1) == [1, 2])
    #expect(try message.varints(3) == [5, 6])
    #expect(message.bytes(9) == nil)
    #expect(message.string(9) == "")
  }

  @Test("is edited field by field")
  func editing() throws {
    var message = RawMessage()
    message.append(1, RawMessage([.init(7, .varint(1))]))
    message.append(1, RawMessage([.init(7, .varint(2))]))
    try message.edit(1) { inner in inner.varint(7) == 1 ? nil : RawMessage([.init(7, .varint(9))]) }
    #expect(try message.messages(1).map { $0.varint(7) } == [9])
    message.set(1, .varint(3))
    #expect(message.encoded() == hex("0803"))
  }

  @Test("is refused when malformed", arguments: ["08", "0b", "0c", "0a05", "0f", "00", "0b14"])
  func refusal(_ digits: String) {
    #expect(throws: WireError.self) { try RawMessage(decoding: hex(digits)) }
  }
}
