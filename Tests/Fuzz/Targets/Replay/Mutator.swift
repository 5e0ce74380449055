/// Changes inputs as a fuzzer does, always the same way from the same seed.
struct Mutator {
  private var state: UInt64
  private let corpus: [[UInt8]]

  init(seed: UInt64, corpus: [[UInt8]]) {
    state = seed
    self.corpus = corpus
  }

  /// One of the corpus, changed in one to four places.
  mutating func next() -> [UInt8] {
    var bytes = corpus[number(below: corpus.count)]
    for _ in 0...number(below: 4) { change(&bytes) }
    return bytes
  }

  private static let sharp: [UInt8] = [0, 1, 4, 0x20, 0x25, 0x2c, 0x3d, 0x7f, 0x80, 0xfe, 0xff]

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = number(below: bytes.count + 1)
    let end = min(bytes.count, place + 1 + number(below: 16))
    switch number(below: 7) {
    case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(number(below: 8))
    case 1 where place < bytes.count: bytes[place] = Self.sharp[number(below: Self.sharp.count)]
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4: bytes.insert(UInt8(number(below: 256)), at: place)
    case 5: bytes.removeSubrange(place...)
    default:
      let other = corpus[number(below: corpus.count)]
      bytes.insert(contentsOf: other.dropFirst(number(below: other.count + 1)).prefix(64), at: place)
    }
  }

  /// SplitMix64.
  private mutating func number(below bound: Int) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return Int((mixed ^ mixed >> 31) % UInt64(max(bound, 1)))
  }
}
