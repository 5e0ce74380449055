import Testing
import Wire
import WireMessages

@Suite("An open enum")
struct EnumTests {
  @Test("has names for what the contract knows, and keeps any other number")
  func names() {
    #expect(TestingV1.Colour.greenBlue.name == "COLOUR_GREEN_BLUE")
    #expect(TestingV1.Colour(name: "COLOUR_NEGATIVE") == .negative)
    #expect(TestingV1.Colour(name: "COLOUR_PLAID") == nil)
    #expect(TestingV1.Colour(rawValue: 42).name == nil)
    #expect("\(TestingV1.Colour(rawValue: 42)), \(TestingV1.Colour.red)" == "42, COLOUR_RED")
    #expect(TestingV1.Colour() == .unspecified)
  }

  @Test("an alias is the same value under another name")
  func aliases() {
    #expect(TestingV1.Colour.crimson == .red)
    #expect(TestingV1.Colour.knownValues == [.negative, .unspecified, .red, .greenBlue])
  }
}
