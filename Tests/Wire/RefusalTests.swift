import Testing
import Wire
import WireMessages

@Suite("Bytes that are no message are refused, never believed")
struct RefusalTests {
  @Test(
    "what breaks the encoding is named",
    arguments: [
      ("18", WireError.malformed(.truncated, offset: 1)),  // A tag without a number.
      ("1880", .malformed(.truncated, offset: 1)),  // A varint that does not end.
      ("18ffffffffffffffffffff01", .malformed(.varint, offset: 1)),  // Eleven bytes.
      ("7205 6162", .malformed(.truncated, offset: 2)),  // A string shorter than its length.
      ("72ffffffff0f", .malformed(.truncated, offset: 6)),  // A length beyond the end.
      ("4d0000", .malformed(.truncated, offset: 1)),  // Half a fixed32.
      ("09000000", .malformed(.truncated, offset: 1)),  // Half a double.
      ("808080808001", .malformed(.varint, offset: 6)),  // A tag of six bytes.
      ("0601", .malformed(.fieldNumber, offset: 1)),  // Field 0.
      ("1e", .malformed(.wireType, offset: 1)),  // Wire type 6.
      ("1f", .malformed(.wireType, offset: 1)),  // Wire type 7.
      ("9b06 0801", .malformed(.group, offset: 4)),  // A group that does not end.
      ("9c06", .malformed(.group, offset: 2)),  // The end of no group.
      ("9b06 a406", .malformed(.group, offset: 4)),  // The end of another group.
    ])
  func malformed(_ digits: String, _ expected: WireError) {
    #expect(read(TestingV1.Singular.self, hex(digits)).failure == expected)
  }

  @Test("every proper prefix that ends inside a field is refused")
  func truncation() throws {
    let bytes = Samples.singularBytes
    var refused = 0
    for count in 0..<bytes.count {
      switch read(TestingV1.Singular.self, Array(bytes[..<count])) {
      case .failure(.malformed(.truncated, _)): refused += 1
      case .success(let message): #expect(message.encoded() == Array(bytes[..<count]))
      case .failure(let error): Issue.record("\(error) at \(count)")
      }
    }
    #expect(refused > bytes.count / 2)
  }

  @Test("packed elements that end early are refused", arguments: ["0a070000000000000000", "1a0180", "4a0301000000"])
  func brokenPacking(_ digits: String) {
    #expect(read(TestingV1.Repeated.self, hex(digits)).failure != nil)
  }

  @Test(
    "text that is not UTF-8 is refused by the field's name",
    arguments: [
      "ff", "c0af", "eda080", "f4908080", "e6b5", "61c3",  // Never, overlong, surrogate, too large, cut off twice.
    ])
  func invalidText(_ text: String) {
    let contents = hex(text)
    let field = [0x72, UInt8(contents.count)] + contents
    #expect(
      read(TestingV1.Singular.self, field).failure == .invalidUTF8(field: "tupo.testing.v1.Singular.a_string"))
    #expect(read(TestingV1.Repeated.self, field).failure == .invalidUTF8(field: "tupo.testing.v1.Repeated.strings"))
  }

  @Test(
    "text is checked in a map's keys, values and messages",
    arguments: [
      (hex("0a030a01ff"), "tupo.testing.v1.Maps.TextsEntry.key"),
      (hex("32080a016112030a01ff"), "tupo.testing.v1.Singular.Inner.text"),
    ])
  func invalidTextInMaps(_ bytes: [UInt8], _ field: String) {
    #expect(read(TestingV1.Maps.self, bytes).failure == .invalidUTF8(field: field))
  }

  @Test("text in oneofs and optional fields is checked")
  func invalidTextElsewhere() {
    #expect(read(TestingV1.Choice.self, hex("1201ff")).failure == .invalidUTF8(field: "tupo.testing.v1.Choice.text"))
    #expect(
      read(TestingV1.OptionalMessage.self, hex("7201ff")).failure
        == .invalidUTF8(field: "tupo.testing.v1.Optional.a_string"))
  }
}
