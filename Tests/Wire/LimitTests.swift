import Testing
import Wire
import WireMessages

@Suite("What a message may cost is bounded")
struct LimitTests {
  /// A Tree whose `only` (field 2) is nested `levels` deep.
  static func nested(_ levels: Int) -> [UInt8] {
    // Written from the inside out: each level is a tag, the length of what is inside, and that.
    var reversed: [UInt8] = []
    for _ in 0..<levels {
      var writer = RawMessage([.init(1, .varint(UInt64(reversed.count)))]).encoded().dropFirst()
      while let last = writer.popLast() { reversed.append(last) }
      reversed.append(0x12)
    }
    return reversed.reversed()
  }

  @Test("messages may nest as deep as the limit, and no deeper")
  func depth() throws {
    let deepest = try TestingV1.Tree(decoding: Self.nested(100))
    #expect(try TestingV1.Tree(decoding: deepest.encoded()) == deepest)
    #expect(read(TestingV1.Tree.self, Self.nested(101)).failure == .tooDeep(limit: 100))
    #expect(read(TestingV1.Tree.self, Self.nested(4), WireLimits(depth: 3)).failure == .tooDeep(limit: 3))
  }

  @Test("a type that cannot nest without end obeys a lower limit too")
  func depthOfFiniteTypes() throws {
    let bytes = TestingV1.Singular.with { $0.inner = TestingV1.Singular.Inner() }.encoded()
    #expect(read(TestingV1.Singular.self, bytes, WireLimits(depth: 0)).failure == .tooDeep(limit: 0))
    #expect(throws: Never.self) { try TestingV1.Singular(decoding: bytes, limits: WireLimits(depth: 1)) }
  }

  @Test("200,000 levels are refused, and the stack stands")
  func depthBomb() {
    let bytes = Self.nested(200_000)
    #expect(bytes.count > 500_000)
    #expect(read(TestingV1.Tree.self, bytes).failure == .tooDeep(limit: 100))
    let groups = [UInt8](repeating: 0x1B, count: 200_000)  // Field 3 opens a group, again and again.
    #expect(read(TestingV1.Tree.self, groups).failure == .tooDeep(limit: 100))
    #expect(read(TestingV1.Singular.self, groups).failure == .tooDeep(limit: 100))
    #expect(throws: WireError.tooDeep(limit: 100)) { try RawMessage(decoding: groups) }
  }

  @Test("a message over the size limit is not looked at")
  func size() {
    let bytes = [UInt8](repeating: 0xFF, count: 101)
    #expect(
      read(TestingV1.Singular.self, bytes, WireLimits(messageBytes: 100)).failure == .tooLarge(bytes: 101, limit: 100))
  }

  @Test("empty messages of two bytes each cannot take all memory")
  func arena() {
    let bytes = (0..<100_000).flatMap { _ in [0x1A, 0x00] as [UInt8] }  // Tree.many
    let limit = 1 << 20
    #expect(read(TestingV1.Tree.self, bytes, WireLimits(arenaBytes: limit)).failure == .arenaExhausted(limit: limit))
    #expect((try? read(TestingV1.Tree.self, bytes).get())?.many.count == 100_000)
  }

  @Test("an arena tells once what a message took, in its first block or in many", arguments: [0, 1, 10, 10_000])
  func readBytes(_ count: Int) throws {
    let arena = Arena(blockBytes: 4096)
    let bytes = (0..<count).flatMap { _ in [0x1A, 0x00] as [UInt8] }  // Tree.many
    _ = try bytes.withUnsafeBytes { try TestingV1.Tree(decoding: $0, limits: WireLimits(), arena: arena) }
    // A struct of libprotobuf-c begins with three words, and a pointer leads to each of many.
    let taken = arena.takeReadBytes()
    #expect(taken >= (count + 1) * 24 + count * 8)
    #expect(taken <= 1_000 + count * 400)
    #expect(arena.takeReadBytes() == 0)
  }

  @Test("an arena that was exhausted serves the next message", arguments: [64, 256, 4096])
  func arenaAfterwards(_ limit: Int) throws {
    let arena = Arena(blockBytes: 1024)
    let large = TestingV1.Repeated.with { $0.strings = [String(repeating: "x", count: 5000)] }.encoded()
    let small = TestingV1.Singular.with { $0.aString = "x" }.encoded()
    #expect(throws: WireError.arenaExhausted(limit: limit)) {
      try large.withUnsafeBytes { bytes in
        try TestingV1.Repeated(decoding: bytes, limits: WireLimits(arenaBytes: limit), arena: arena)
      }
    }
    let read = try small.withUnsafeBytes { try TestingV1.Singular(decoding: $0, limits: WireLimits(), arena: arena) }
    #expect(read.aString == "x")
  }
}
