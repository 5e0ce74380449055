import Testing
import Wire
import WireMessages
import WireStandard

@Suite("Messages survive being written and read")
struct RoundTripTests {
  private func check<M: WireMessage>(_ message: M) throws {
    #expect(try M(decoding: message.encoded()) == message)
  }

  @Test("every kind of field without presence") func singular() throws { try check(Samples.singular) }
  @Test("every kind of optional field, set to its default") func optional() throws { try check(Samples.optional) }
  @Test("every kind of repeated field") func repeated() throws { try check(Samples.repeated) }
  @Test("every kind of map") func maps() throws { try check(Samples.maps) }
  @Test("a message that contains itself") func tree() throws { try check(Samples.tree) }
  @Test("names that C or Swift keeps for itself") func names() throws { try check(Samples.names) }

  @Test("every member of a oneof, also at its default", arguments: Samples.choices)
  func oneof(_ choice: TestingV1.Choice.Choice) throws {
    try check(
      TestingV1.Choice.with {
        $0.choice = choice
        $0.other = .left("")
      })
  }

  @Test("the empty message takes no bytes, and is read from none")
  func empty() throws {
    #expect(TestingV1.Singular().encoded().isEmpty)
    #expect(TestingV1.Maps().encoded().isEmpty)
    #expect(try TestingV1.Singular(decoding: []) == TestingV1.Singular())
  }

  @Test("an optional field that is absent stays absent")
  func absent() throws {
    let read = try TestingV1.OptionalMessage(decoding: TestingV1.OptionalMessage.with { $0.anInt32 = 0 }.encoded())
    #expect(read.anInt32 == 0)
    #expect(read.anInt64 == nil)
    #expect(read.aString == nil)
    #expect(read.inner == nil)
  }

  @Test(
    "strings of every length and kind come back as they were",
    arguments: ["", "a", "fifteen bytes..", "sixteen bytes...", "济宁市开发区", "\0", "a\0b", "e\u{301}", "🇨🇳", "\u{10FFFF}"])
  func strings(_ text: String) throws {
    let message = TestingV1.Singular.with { $0.aString = text }
    let read = try TestingV1.Singular(decoding: message.encoded())
    #expect(Array(read.aString.utf8) == Array(text.utf8))
  }

  @Test("one arena serves many messages, small and larger than its first block")
  func arenaReuse() throws {
    let arena = Arena(blockBytes: 256)
    for size in [0, 1, 300, 5_000, 2_000_000, 10] {
      let message = TestingV1.Repeated.with {
        $0.strings = [String(repeating: "x", count: size)]
        $0.inners = Array(repeating: .with { $0.text = "y" }, count: size / 100)
      }
      let memory = TestMemory(capacity: 3_000_000)
      let count = message.encode(arena: arena, reserve: memory.reserve)
      let read = try TestingV1.Repeated(decoding: memory.first(count), limits: WireLimits(), arena: arena)
      #expect(read == message)
    }
  }
}
