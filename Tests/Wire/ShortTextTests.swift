import Testing
import WireMessages

@testable import Wire

@Suite("Texts of every length") struct ShortTextTests {
  @Test("take the short way on this machine")
  func layoutIsKnown() { #expect(ShortStrings() != nil) }

  @Test("come back as they were", arguments: ["x", "\0", "\u{7F}", "é", "济", "😀"], 0...17)
  func roundTrip(_ piece: String, _ count: Int) throws {
    let text = String(repeating: piece, count: count)
    let sent = TestingV1.Singular.with { $0.aString = text }
    let read = try TestingV1.Singular(decoding: sent.encoded())
    #expect(read == sent)
    #expect(read.aString.utf8.elementsEqual(text.utf8))
    #expect(read.aString.hashValue == text.hashValue)
    #expect(read.aString + "tail" == text + "tail")
    let list = TestingV1.Repeated.with { $0.strings = [text, "", text + "!"] }
    #expect(try TestingV1.Repeated(decoding: list.encoded()) == list)
    let choice = TestingV1.Choice.with { $0.choice = .text(text) }
    #expect(try TestingV1.Choice(decoding: choice.encoded()) == choice)
  }

  @Test("are refused when they are not UTF-8", arguments: 1...17)
  func wrongBytes(_ count: Int) {
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: count - 1) + [0xC3]
    let message = [UInt8(0x72), UInt8(count)] + bytes
    #expect(throws: WireError.self) { try TestingV1.Singular(decoding: message) }
  }
}
