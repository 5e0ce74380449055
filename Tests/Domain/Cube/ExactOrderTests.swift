import TestRandom
import Testing

@testable import Domain

/// The order by keys is the order by exact comparison, wherever the fractions lie.
@Suite("The exact order of fractions")
struct ExactOrderTests {
  /// A way to make fractions, and what is special about them.
  enum Kind: String, CaseIterable {
    case usual, tied, nearerThanAKey, beyondKeys, ofAllSizes
  }

  private static func fraction(_ kind: Kind, _ random: inout SplitMix) -> (top: Int64, bottom: Int64)? {
    guard random.int(0...9) > 0 else { return nil }
    let large = Int64(random.int(1 << 40...1 << 52))
    switch kind {
    case .usual: return (Int64(random.int(-400_000...900_000)), Int64(random.int(100_000...999_999)))
    case .tied: return (Int64(random.int(-2...2)), Int64(random.int(1...3)))
    case .nearerThanAKey: return (large / 4 + Int64(random.int(-3...3)), large)
    case .beyondKeys: return (Int64(random.pick([-1, 1]) * random.int(12...900)), Int64(random.int(1...3)))
    case .ofAllSizes:
      return (Int64(random.pick([-1, 1])) * (large >> random.int(0...40)), 1 + large >> random.int(0...52))
    }
  }

  @Test("is that of exact comparison, and equals share the better place", arguments: Kind.allCases, 0..<40)
  func order(_ kind: Kind, _ seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    let made = (0..<random.int(0...90)).map { _ in Self.fraction(kind, &random) }
    let values = FractionColumn(count: made.count) { made[$0] }
    let order = ExactOrder(values)
    let present = made.indices.filter { made[$0] != nil }
    let sorted = present.sorted { values.isLess($1, $0) || !values.isLess($0, $1) && $0 < $1 }
    #expect(Array(order.order) == sorted)
    for place in made.indices {
      let better = present.count { values.has(place) && values.isLess(place, $0) }
      #expect(order.places[place] == (values.has(place) ? Int32(better + 1) : 0))
    }
  }

  @Test("comes also where all are nearer to one another than keys tell, and came in the other order")
  func reversed() {
    let values = FractionColumn(count: 2_000) { (1 << 50 + Int64($0), 1 << 52) }
    #expect(Array(ExactOrder(values).order) == (0..<2_000).reversed())
  }
}
