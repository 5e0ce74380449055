import Testing
import Wire
import WireMessages

/// "Message Encoding" of the protobuf documentation: to read a message from two encodings put together is to merge the
/// two messages.
@Suite("A message that comes twice is merged")
struct MergeTests {
  /// Field `number` of Holder, once for each of `contents`.
  static func holder(_ number: UInt32, _ contents: [[UInt8]]) throws -> TestingV1.Holder {
    try TestingV1.Holder(decoding: fields(number, contents))
  }

  static func fields(_ number: UInt32, _ contents: [[UInt8]]) -> [UInt8] {
    RawMessage(contents.map { .init(number, .bytes($0)) }).encoded()
  }

  static let sparse: [[UInt8]] = [
    [], hex("1807"), hex("720161"), hex("9b06 0801 9c06"), hex("d00f05"),  // Nothing, a number, a text, unknown fields.
  ]

  @Test("fields without presence")
  func singular() throws {
    for (first, second) in Self.pairs([Samples.singularBytes] + Self.sparse) {
      let merged = try Self.holder(1, [first, second]).singular
      #expect(try merged == TestingV1.Singular(decoding: first + second), "\(first) \(second)")
    }
  }

  @Test("fields with presence, also empty ones")
  func optional() throws {
    for (first, second) in Self.pairs([Samples.optionalBytes, hex("7a00"), hex("7200"), hex("6800")] + Self.sparse) {
      let merged = try Self.holder(2, [first, second]).marked
      #expect(try merged == TestingV1.OptionalMessage(decoding: first + second), "\(first) \(second)")
    }
  }

  @Test("repeated fields are joined")
  func repeated() throws {
    for (first, second) in Self.pairs([Samples.repeatedBytes, hex("1801"), hex("1a020203"), hex("9b069c06")]) {
      let merged = try Self.holder(3, [first, second]).lists
      #expect(try merged == TestingV1.Repeated(decoding: first + second), "\(first) \(second)")
    }
  }

  @Test("maps are joined, and of a key the last value counts")
  func maps() throws {
    let other = TestingV1.Maps.with {
      $0.texts = ["a": "new"]; $0.numbers = [7: 7]
    }.encoded()
    for (first, second) in Self.pairs([Samples.mapsBytes, other, []]) {
      let merged = try Self.holder(4, [first, second]).maps
      #expect(try merged == TestingV1.Maps(decoding: first + second), "\(first) \(second)")
    }
  }

  @Test("of a oneof the last member counts, and the same member is merged")
  func choices() throws {
    let samples = Samples.choices.map { choice in TestingV1.Choice.with { $0.choice = choice }.encoded() }
    for (first, second) in Self.pairs(samples + [[], hex("4a0161"), hex("5200"), hex("42021005")]) {
      let merged = try Self.holder(5, [first, second]).choice
      #expect(try merged == TestingV1.Choice(decoding: first + second), "\(first) \(second)")
    }
  }

  @Test("messages inside are merged at every depth")
  func depth() throws {
    let label = TestingV1.Tree.with { $0.only = .with { $0.only = .with { $0.label = "leaf" } } }.encoded()
    let many = TestingV1.Tree.with { $0.only = .with { $0.only = .with { $0.many = [.init()] } } }.encoded()
    let merged = try Self.holder(6, [label, many, many]).tree?.only?.only
    #expect(
      merged
        == .with {
          $0.label = "leaf"; $0.many = [.init(), .init()]
        })
    let inner = Self.fields(1, [hex("1807"), hex("720161")])
    let singular = TestingV1.Singular.with {
      $0.anInt32 = 7; $0.aString = "a"
    }
    #expect(try Self.holder(7, [Self.fields(7, [inner])]).holder?.holder?.singular == singular)
    let entry = hex("0a016b") + Self.fields(2, [inner])
    #expect(try Self.holder(11, [entry]).named == ["k": .with { $0.singular = singular }])
  }

  @Test("a oneof's message is merged while no other member comes between")
  func oneofs() throws {
    let (one, two) = (Self.fields(8, [hex("1807")]), Self.fields(8, [hex("720161")]))
    let both = TestingV1.Singular.with {
      $0.anInt32 = 7; $0.aString = "a"
    }
    #expect(try TestingV1.Holder(decoding: one + two).either == .one(both))
    let later = TestingV1.Singular.with { $0.aString = "a" }
    for between in [Self.fields(9, [[]]), hex("5001")] {
      #expect(try TestingV1.Holder(decoding: one + between + two).either == .one(later))
      #expect(try TestingV1.Holder(decoding: one + two + between).either != .one(both))
    }
    // Field 10 in another wire type is no member of the oneof, but an unknown field.
    #expect(try TestingV1.Holder(decoding: one + hex("520100") + two).either == .one(both))
  }

  @Test("ten thousand times the same message costs no more than it is long")
  func many() throws {
    let bytes = Self.fields(3, Array(repeating: hex("1801"), count: 10_000))
    let limits = WireLimits(arenaBytes: 16 << 20)
    #expect(try TestingV1.Holder(decoding: bytes, limits: limits).lists?.int32s.count == 10_000)
  }

  @Test("what is wrong with a message that another one follows is still seen")
  func refusals() {
    #expect(read(TestingV1.Holder.self, Self.fields(1, [hex("18"), []])).failure != nil)
    #expect(read(TestingV1.Holder.self, Self.fields(3, [hex("0a0100"), []])).failure != nil)
    #expect(read(TestingV1.Holder.self, hex("42 0118 42 00")).failure != nil)
  }

  private static func pairs(_ samples: [[UInt8]]) -> [([UInt8], [UInt8])] {
    samples.flatMap { first in samples.map { (first, $0) } }
  }
}
