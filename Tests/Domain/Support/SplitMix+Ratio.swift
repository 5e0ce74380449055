import Domain
import TestRandom

extension SplitMix {
  /// A fraction whose parts are small, middling or large, zero and negatives among them.
  mutating func ratio(bits: Int = 40) -> Ratio {
    let limit = Int64(1) << int(1...bits)
    return Ratio(int64(-limit...limit), over: int64(1...limit)) ?? .zero
  }
}
