import Testing
import Wire
import WireMessages

@Suite("What the contract does not know survives")
struct UnknownFieldTests {
  static let newer = TestingV1.Newer.with {
    $0.kept = "a"
    $0.added = "b"
    $0.more = [1, -1]
    $0.inner = .with { $0.text = "c" }
  }

  @Test("fields of a newer contract pass through an older one")
  func newerThroughOlder() throws {
    var older = try TestingV1.Older(decoding: Self.newer.encoded())
    #expect(older.kept == "a")
    #expect(!older.unknownFields.isEmpty)
    older.kept = "changed"
    #expect(try TestingV1.Newer(decoding: older.encoded()) == Self.newer.changing("changed"))
  }

  @Test("fields that were encoded before are in their places when the message is read")
  func encodedBefore() throws {
    let arena = Arena()
    let inners = ["a", "", String(repeating: "长", count: 100_000)].map { text in
      TestingV1.Singular.Inner.with { ($0.text, $0.number) = (text, Int32(text.count)) }
    }
    var message = TestingV1.Repeated.with { ($0.strings, $0.inners) = (["x"], Array(inners.prefix(1))) }
    var later = WireWriter()
    for inner in inners.dropFirst() {
      later.tag(17, 2)
      later.delimited(inner.encoded(by: arena))
    }
    message.unknownFields = UnknownFields(encoded: later)
    let read = try TestingV1.Repeated(decoding: message.encoded())
    #expect(read.inners == inners && read.strings == ["x"] && read.unknownFields.isEmpty)
    message.unknownFields = UnknownFields(encoded: WireWriter())
    #expect(message.unknownFields.isEmpty)
  }

  @Test("numbers of an enum that it does not name stay what they are")
  func openEnum() throws {
    let read = try TestingV1.Singular(decoding: hex("80018008"))
    #expect(read.aColour.rawValue == 1024)
    #expect(read.aColour.name == nil)
    #expect(read.encoded() == hex("80018008"))
  }

  @Test(
    "a group is kept where it came",
    arguments: [
      "9b06 0801 9c06", "9b06 9c06", "9b06 a306 0a0161 a406 9c06",  // Field 99, field 100 within.
    ])
  func groups(_ group: String) throws {
    let read = try TestingV1.Singular(decoding: hex("1805 \(group) 1806"))
    #expect(read.anInt32 == 6)
    #expect(read.unknownFields.bytes == hex(group))
    #expect(read.encoded() == hex("1806 \(group)"))
    #expect(try TestingV1.Singular(decoding: read.encoded()) == read)
  }

  @Test("a group inside a message inside a map is kept in that message")
  func nestedGroup() throws {
    let read = try TestingV1.Maps(decoding: hex("3209 0a0161 1204 9b06 9c06"))
    #expect(read.inners["a"]?.unknownFields.bytes == hex("9b069c06"))
  }

  @Test(
    "a known field of another wire type is kept as unknown",
    arguments: [
      "1d 01000000", "1a 0161", "0801", "7001", "88 01 05",  // int32 as fixed32 and as bytes, double, string, message.
    ])
  func otherWireType(_ field: String) throws {
    let read = try TestingV1.Singular(decoding: hex(field))
    #expect(read.unknownFields.bytes == hex(field))
    #expect(read.encoded() == hex(field))
  }

  @Test("a number that no contract can have is refused, also the one that lifting uses")
  func illegalNumbers() {
    for bytes in [hex("0001"), hex("fdffffff1f 01000000"), hex("faffffff7f 0101")] {
      #expect(read(TestingV1.Singular.self, bytes).failure != nil, "\(bytes)")
    }
  }
}

extension TestingV1.Newer {
  fileprivate func changing(_ kept: String) -> Self {
    var copy = self
    copy.kept = kept
    return copy
  }
}
