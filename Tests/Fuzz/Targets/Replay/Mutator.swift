import TestRandom

/// Changes inputs as a fuzzer does, always the same way from the same seed.
struct Mutator {
  private var random: SplitMix
  private let corpus: [[UInt8]]

  init(seed: UInt64, corpus: [[UInt8]]) {
    random = SplitMix(seed: seed)
    self.corpus = corpus
  }

  /// One of the corpus, changed in one to four places.
  mutating func next() -> [UInt8] {
    var bytes = corpus[random.below(corpus.count)]
    for _ in 0...random.below(4) { change(&bytes) }
    return bytes
  }

  private static let sharp: [UInt8] = [0, 1, 4, 0x20, 0x25, 0x2c, 0x3d, 0x7f, 0x80, 0xfe, 0xff]

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = random.below(bytes.count + 1)
    let end = min(bytes.count, place + 1 + random.below(16))
    switch random.below(7) {
    case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.below(8))
    case 1 where place < bytes.count: bytes[place] = Self.sharp[random.below(Self.sharp.count)]
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4: bytes.insert(UInt8(random.below(256)), at: place)
    case 5: bytes.removeSubrange(place...)
    default:
      let other = corpus[random.below(corpus.count)]
      bytes.insert(contentsOf: other.dropFirst(random.below(other.count + 1)).prefix(64), at: place)
    }
  }
}
