import TestRandom
import Testing
import Wire
import WireMessages

@Suite("For messages made at random from a seed")
struct PropertyTests {
  private static func value(_ random: inout SplitMix, depth: Int) -> RawMessage.Value {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: .varint(UInt64.random(in: 0...300, using: &random))
    case 1: .varint(random.next())
    case 2: .fixed64(random.next())
    case 3: .fixed32(UInt32(truncatingIfNeeded: random.next()))
    case 4: .bytes((0..<Int.random(in: 0...12, using: &random)).map { _ in UInt8.random(in: 0...127, using: &random) })
    case 5: .group(message(&random, depth: depth - 1))
    default: .bytes(message(&random, depth: depth - 1).encoded())
    }
  }

  private static func message(_ random: inout SplitMix, depth: Int) -> RawMessage {
    RawMessage(
      (0..<Int.random(in: 0...6, using: &random)).map { _ in
        .init(UInt32.random(in: 1...20, using: &random), value(&random, depth: depth))
      })
  }

  private func settles<M: WireMessage>(_ type: M.Type, _ bytes: [UInt8]) throws -> Bool {
    guard case .success(let first) = read(type, bytes) else { return false }
    let written = first.encoded()
    let second = try M(decoding: written)
    // NaN is not equal to itself, so bytes are compared.
    #expect(second.encoded() == written)
    return true
  }

  @Test("what is read is written and read again as the same", arguments: 0..<20)
  func settling(_ seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var count = 0
    for _ in 0..<200 {
      let bytes = Self.message(&random, depth: 4).encoded()
      if try settles(TestingV1.Singular.self, bytes) { count += 1 }
      if try settles(TestingV1.OptionalMessage.self, bytes) { count += 1 }
      if try settles(TestingV1.Repeated.self, bytes) { count += 1 }
      if try settles(TestingV1.Maps.self, bytes) { count += 1 }
      if try settles(TestingV1.Choice.self, bytes) { count += 1 }
      if try settles(TestingV1.Tree.self, bytes) { count += 1 }
      #expect(try RawMessage(decoding: bytes).encoded() == bytes)
    }
    #expect(count > 300)
  }

  @Test("bytes changed at random are refused or read, and nothing worse", arguments: 0..<10)
  func noise(_ seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let samples = [Samples.singularBytes, Samples.repeatedBytes, Samples.mapsBytes, Samples.tree.encoded()]
    for _ in 0..<300 {
      for var bytes in samples {
        for _ in 0..<3 {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        _ = try settles(TestingV1.Singular.self, bytes)
        _ = try settles(TestingV1.Repeated.self, bytes)
        _ = try settles(TestingV1.Maps.self, bytes)
        _ = try settles(TestingV1.Tree.self, bytes)
      }
    }
  }
}
