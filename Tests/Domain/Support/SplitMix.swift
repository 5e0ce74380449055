import Domain

/// SplitMix64: the same seed gives the same test for ever.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func int64(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &self) }

  /// A fraction whose parts are small, middling or large, zero and negatives among them.
  mutating func ratio(bits: Int = 40) -> Ratio {
    let limit = Int64(1) << int(1...bits)
    return Ratio(int64(-limit...limit), over: int64(1...limit)) ?? .zero
  }
}
