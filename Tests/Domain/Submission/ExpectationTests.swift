import Domain
import Testing

@Suite("What was expected of a value")
struct ExpectationTests {
  @Test(
    "is held against the value when it has come: by how much it was off, and by which part of itself",
    arguments: [
      (expected: 125, value: 120, difference: -5, points: -400),
      (expected: 80, value: 100, difference: 20, points: 2_500),
      (expected: 3, value: 4, difference: 1, points: 3_333), (expected: 7, value: 7, difference: 0, points: 0),
      (expected: 0, value: 4, difference: 4, points: nil), (expected: -5, value: 5, difference: 10, points: nil),
    ] as [(expected: Int64, value: Int64, difference: Int64, points: Int64?)])
  func accuracy(expected: Int64, value: Int64, difference: Int64, points: Int64?) throws {
    let expectation = Expectation(Amount(expected))
    #expect(try expectation.difference(to: Amount(value)) == Amount(difference))
    #expect(try expectation.error(to: Amount(value)) == points)
  }
}
