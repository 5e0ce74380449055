import Domain
import TestRandom
import Testing

@Suite("Ratios")
struct RatioTests {
  @Test("obey the laws of a field", arguments: 0..<200)
  func field(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let (a, b, c) = (random.ratio(bits: 18), random.ratio(bits: 18), random.ratio(bits: 18))
    #expect(try a.adding(b) == b.adding(a))
    #expect(try a.adding(b).adding(c) == a.adding(b.adding(c)))
    #expect(try a.multiplied(by: b) == b.multiplied(by: a))
    #expect(try a.multiplied(by: b.adding(c)) == a.multiplied(by: b).adding(a.multiplied(by: c)))
    #expect(try a.subtracting(a) == .zero)
    if !b.isZero { #expect(try a.divided(by: b).multiplied(by: b) == a) }
  }

  @Test("are reduced, with the sign above")
  func reduced() throws {
    #expect(Ratio.of(6, -8) == Ratio.of(-3, 4))
    #expect(Ratio.of(.min, .min) == .one)
    #expect(Ratio.of(0, -5).denominator == 1)
    #expect(Ratio(1, over: 0) == nil)
    #expect(Ratio(basisPoints: .min).denominator == 625)  // -2^63 / 10^4 loses 2^4.
    #expect(try Ratio(Int128(-6), dividedBy: -4) == .of(3, 2))
  }

  @Test("compare as their cross products do", arguments: 0..<200)
  func order(seed: UInt64) {
    var random = SplitMix(seed: seed)
    let (a, b) = (random.ratio(bits: 60), random.ratio(bits: 60))
    let expected = a.numerator * b.denominator < b.numerator * a.denominator
    #expect((a < b) == expected)
    #expect(!(a < a))
  }

  @Test("compare exactly where cross products do not fit")
  func hugeOrder() throws {
    let huge = Int128.max
    let (a, b) = (try Ratio(huge - 1, dividedBy: huge), try Ratio(huge - 2, dividedBy: huge - 1))
    #expect(b < a)
    #expect(!(a < b))
    #expect(a < .one)
    #expect(a.negated < b.negated)
  }

  @Test("throw instead of trapping")
  func overflow() throws {
    let huge = try Ratio(Int128.max, dividedBy: 1)
    let tiny = try Ratio(1, dividedBy: Int128.max)
    #expect(throws: ArithmeticOverflow(.sum)) { try huge.adding(.one) }
    #expect(throws: ArithmeticOverflow(.product)) { try huge.multiplied(by: Ratio(2)) }
    #expect(throws: ArithmeticOverflow(.product)) { try tiny.divided(by: Ratio(2)) }
    #expect(throws: ArithmeticOverflow(.divisionByZero)) { try Ratio.one.divided(by: .zero) }
    #expect(throws: ArithmeticOverflow(.divisionByZero)) { try Ratio(Int128(1), dividedBy: 0) }
    #expect(throws: ArithmeticOverflow(.conversion)) { try Ratio(Int128.min, dividedBy: 3) }
  }

  @Test("give basis points, and none that do not fit")
  func basisPoints() {
    #expect(Ratio.of(314, 1000).basisPoints == 3140)
    #expect(Ratio.of(-1, 20_000).basisPoints == -1)  // Half a basis point, away from zero.
    #expect(Ratio(.max).basisPoints == nil)
  }

  @Test("round to a grid of decimals, near the limits too")
  func grid() throws {
    #expect(try Ratio.of(1, 3).rounded(decimals: 2) == .of(33, 100))
    #expect(try Ratio.of(-5, 1000).rounded(decimals: 2) == .of(-1, 100))
    #expect(try Ratio.of(-5, 1000).rounded(decimals: 2, rounding: .halfEven) == .zero)
    #expect(try Ratio.of(7, 2).rounded(decimals: 0) == Ratio(4))
  }
}
