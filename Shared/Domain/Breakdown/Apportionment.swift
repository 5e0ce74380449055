/// Division of whole units in proportion (the largest-remainder method, after Hamilton).
public enum Apportionment {
  /// The parts of `total` in proportion to `weights`: each is its quota rounded down or up, and together they are the
  /// total. Units left over go to the largest remainders, ties to the earlier one. `nil` for a total or a weight below
  /// zero, and for a total above zero without any weight.
  public static func divide(_ total: Amount, by weights: [Int64]) throws(ArithmeticOverflow) -> [Amount]? {
    var sum: Int128 = 0
    for weight in weights { sum = try sum.plus(Int128(weight)) }
    guard total.units >= 0, weights.allSatisfy({ $0 >= 0 }), sum > 0 || total == .zero else { return nil }
    guard sum > 0 else { return weights.map { _ in .zero } }
    // A product of two 64-bit numbers always fits.
    let quotas = weights.map { (Int128(total.units) * Int128($0)).quotientAndRemainder(dividingBy: sum) }
    var parts = quotas.map { Int64(truncatingIfNeeded: $0.quotient) }
    let left = total.units - parts.reduce(0, +)
    let byRemainder = quotas.indices.sorted { (-quotas[$0].remainder, $0) < (-quotas[$1].remainder, $1) }
    for index in byRemainder.prefix(Int(left)) { parts[index] += 1 }
    return parts.map { Amount($0) }
  }
}
