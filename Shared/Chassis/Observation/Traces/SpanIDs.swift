import RPC
import Synchronization

/// Ids that no other span or trace has, at the cost of a few instructions: the system's generator would cost a call of
/// the kernel for each. They need not be unforeseeable.
final class SpanIDs: Sendable {
  private let next: Atomic<UInt64>
  private let salt: UInt64

  init() {
    next = Atomic(.random(in: .min ... .max))
    salt = .random(in: .min ... .max)
  }

  /// A number that is not zero.
  func number() -> UInt64 {
    // SplitMix64: each step of the counter gives another number.
    var mixed = next.wrappingAdd(0x9e37_79b9_7f4a_7c15, ordering: .relaxed).newValue
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    mixed ^= mixed >> 31
    return mixed == 0 ? 1 : mixed
  }

  /// The id of a new trace.
  func trace() -> (high: UInt64, low: UInt64) { (number() ^ salt, number()) }
}
