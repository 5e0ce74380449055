import Testing
import Wire
import WireMessages

@Suite("Bytes are those that other implementations write")
struct EncodingTests {
  @Test("fields without presence") func singular() { #expect(Samples.singular.encoded() == Samples.singularBytes) }
  @Test("optional fields at their defaults") func optional() {
    #expect(Samples.optional.encoded() == Samples.optionalBytes)
  }
  @Test("repeated fields, packed and not") func repeated() {
    #expect(Samples.repeated.encoded() == Samples.repeatedBytes)
  }

  /// Python orders text keys differently, so the maps are compared one by one.
  @Test("maps write key and value of every entry, in the order of the keys")
  func maps() {
    #expect(
      TestingV1.Maps.with { $0.numbers = [3: -1, 0: 0, -1: 5] }.encoded()
        == hex(
          "120d08ffffffffffffffffff011005 120408001000 120d080310ffffffffffffffffff01"))
    #expect(
      TestingV1.Maps.with { $0.texts = ["b": "2", "a": "", "": "0"] }.encoded()
        == hex(
          "0a050a00120130 0a050a01611200 0a060a0162120132"))
    #expect(
      TestingV1.Maps.with { $0.flags = [true: -0.0, false: 1] }.encoded()
        == hex(
          "1a0b080011000000000000f03f 1a0b0801110000000000000080"))
    #expect(TestingV1.Maps.with { $0.inners = ["y": TestingV1.Singular.Inner()] }.encoded() == hex("32050a01791200"))
  }

  @Test("what other implementations wrote is read")
  func reading() throws {
    #expect(try TestingV1.Singular(decoding: Samples.singularBytes) == Samples.singular)
    #expect(try TestingV1.OptionalMessage(decoding: Samples.optionalBytes) == Samples.optional)
    #expect(try TestingV1.Repeated(decoding: Samples.repeatedBytes) == Samples.repeated)
    #expect(try TestingV1.Maps(decoding: Samples.mapsBytes) == Samples.maps)
  }

  @Test("the same value gives the same bytes, however its maps came to be")
  func deterministic() {
    let keys = (0..<200).map { "key \($0)" }
    let up = TestingV1.Maps.with { for key in keys { $0.texts[key] = key } }
    let down = TestingV1.Maps.with { for key in keys.reversed() { $0.texts[key] = key } }
    #expect(up.encoded() == down.encoded())
  }

  @Test("-0.0 is written, 0.0 is not")
  func negativeZero() throws {
    #expect(TestingV1.Singular.with { $0.aDouble = 0 }.encoded().isEmpty)
    let message = TestingV1.Singular.with {
      $0.aDouble = -0.0
      $0.aFloat = -0.0
    }
    #expect(message.encoded() == hex("09 0000000000000080 15 00000080"))
    let read = try TestingV1.Singular(decoding: message.encoded())
    #expect(read.aDouble.sign == .minus)
    #expect(read.aFloat.sign == .minus)
    #expect(read.unknownFields.isEmpty)
    #expect(message.unknownFields.isEmpty)
  }

  @Test("packed and unpacked elements are both read, also mixed")
  func packing() throws {
    let bytes = hex("1801 1a020203 1804")  // Field 3 of Repeated: one, packed two, one.
    #expect(try TestingV1.Repeated(decoding: bytes).int32s == [1, 2, 3, 4])
    #expect(try TestingV1.Repeated(decoding: hex("9201020506")).unpacked == [5, 6])
  }

  @Test("of a field that comes twice the last counts; messages are merged")
  func twice() throws {
    #expect(try TestingV1.Singular(decoding: hex("1801 1802")).anInt32 == 2)
    #expect(try TestingV1.Choice(decoding: hex("0801 120161")).choice == .text("a"))
    #expect(try TestingV1.Choice(decoding: hex("120161 0801")).choice == .number(1))
    #expect(try TestingV1.Maps(decoding: hex("12040801 1001 12040801 1002")).numbers == [1: 2])
    let merged = try TestingV1.Singular(decoding: hex("8a0103 0a0161 8a0105 80be920107")).inner
    #expect(
      merged
        == .with {
          $0.text = "a"; $0.number = 7
        })
  }

  @Test("an entry without key or value has the defaults")
  func sparseEntries() throws {
    #expect(
      try TestingV1.Maps(decoding: hex("1200 0a030a0161 3200"))
        == .with {
          $0.numbers = [0: 0]
          $0.texts = ["a": ""]
          $0.inners = ["": TestingV1.Singular.Inner()]
        })
  }
}
