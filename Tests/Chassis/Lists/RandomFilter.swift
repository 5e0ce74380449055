import TestRandom

@testable import Chassis

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
