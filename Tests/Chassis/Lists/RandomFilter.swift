@testable import Chassis

/// SplitMix64: the same seed gives the same test for ever.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func pick<Item>(_ items: [Item]) -> Item { items[int(0...items.count - 1)] }
}

extension SplitMix {
  /// A filter over the fields of `Shelf`, of values that its rows hold and of hostile ones.
  mutating func filter(depth: Int) -> Filter {
    switch depth == 0 ? 3 : int(0...5) {
    case 0: .all((0..<int(2...3)).map { _ in filter(depth: depth - 1) })
    case 1: .any((0..<int(2...3)).map { _ in filter(depth: depth - 1) })
    case 2: .not(filter(depth: depth - 1))
    default: .term(term())
    }
  }

  private mutating func term() -> Filter.Term {
    let field = pick(Shelf.fields.all)
    let comparison = pick(field.comparisons)
    let isAny = comparison == .has && int(0...3) == 0
    return Filter.Term(
      field: field.name, comparison: comparison, value: isAny ? "*" : pick(Shelf.words[field.name] ?? ["x"]),
      isAny: isAny, position: 1)
  }
}
